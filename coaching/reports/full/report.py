"""The full report of a year's evaluation, in the order in which one checks it."""

from typing import Any

from coaching.domain.evaluation_rules import Verdict
from coaching.reports.brief import ROWS_AT_EASE
from coaching.reports.changed import changes_section
from coaching.reports.coached_chart import TALL
from coaching.reports.coached_parts import coached_parts, coached_rows
from coaching.reports.documents import Picture
from coaching.reports.full.agencies import compared, one_by_one
from coaching.reports.full.blocks import Block, Part, figure, note, of_section, part
from coaching.reports.full.conclusion import conclusion
from coaching.reports.full.course_chart import course_chart
from coaching.reports.full.methods import methods_section
from coaching.reports.full.people import attendance, commitments
from coaching.reports.full.planned import exploratory_section, plan_section
from coaching.reports.full.reckoning import reckoning
from coaching.reports.full.score_chart import score_chart
from coaching.reports.full.threatened import threats_section
from coaching.reports.full.words import FullWords
from coaching.reports.groups import batched
from coaching.reports.levels import levels_section
from coaching.reports.sectioned import said
from coaching.reports.sentences import ESTIMATED, direction, headline, lead
from coaching.reports.wording import Wording


def full_report(words: FullWords) -> dict[str, Any]:
    """Return all words and pictures of the report; every form of it is made from them."""
    speech, brief = words.speech, words.brief
    parts = [
        conclusion(speech, words),
        *map(of_section, changes_section(speech, brief)),
        of_section(plan_section(speech, words)),
        compared(speech, words),
        _effect(speech, words),
        _agencies(speech, words),
        attendance(speech, words),
        *_levels(speech, words),
        of_section(threats_section(speech, words)),
        *map(of_section, exploratory_section(speech, words)),
        reckoning(speech, words),
    ]
    return {
        "language": brief.language,
        "kicker": speech.say("full.kicker", year=brief.year),
        "edition": speech.say(
            "full.edition", version=brief.version, date=speech.day(brief.compiled_on)
        ),
        "headline": headline(speech, brief),
        "lead": lead(speech, brief),
        "parts": [
            {**one, "title": f"{number}. {one['title']}"} for number, one in enumerate(parts, 1)
        ],
        "footer": _footer(speech, words),
    }


def _effect(speech: Wording, words: FullWords) -> Part:
    """Return the ways of counting with their numbers, and the fit itself where there is one."""
    told = of_section(methods_section(speech, words))
    drawn: list[Block] = []
    if words.evaluation.verdict in ESTIMATED:
        drawn.append(_by_score(speech, words))
    if words.course is not None:
        drawn.append(_course(speech, words))
    return {**told, "blocks": [*told["blocks"], *drawn]}


def _by_score(speech: Wording, words: FullWords) -> Block:
    found = words.evaluation
    chart = score_chart(
        speech, found.fit, found.estimate or 0.0, higher_is_better=words.brief.higher_is_better
    )
    alt = speech.say("full.alt.score", agencies=speech.count(len(found.fit)))
    title = speech.say("full.score_title", indicator=words.brief.indicator)
    told = [speech.say("full.score_note")]
    if found.verdict is Verdict.NOT_DISTINGUISHABLE:
        told.append(speech.say("full.score_note_wide"))
    return figure(title, Picture("score.svg", chart, alt), said(" ".join(told)))


def _course(speech: Wording, words: FullWords) -> Block:
    if words.course is None:
        raise ValueError("there is no fit to draw")
    judged = words.evaluation.verdict in ESTIMATED
    chart = course_chart(speech, words.course, words.brief.year, judged=judged)
    alt = speech.say(
        "full.alt.course", first=str(words.course.years[0]), last=str(words.course.years[-1])
    )
    title = speech.say("full.course_title", indicator=words.brief.indicator)
    told = " ".join(
        speech.say(f"full.course_note.{key}") for key in _course_notes(words, judged=judged)
    )
    return figure(title, Picture("course.svg", chart, alt), said(told))


def _course_notes(words: FullWords, *, judged: bool) -> list[str]:
    """Return what the drawn numbers show, and nothing that they do not."""
    dipped = words.course is not None and words.course.has_dip
    told = ["dip" if dipped else "chosen"]
    if not judged:
        return [*told, "unjudged"]
    found = words.evaluation
    rise, change = found.expected_rise or 0.0, found.before_after or 0.0
    mostly = ["mostly"] if 0 < change / 2 <= rise <= change else []
    return [*told, "expected", *mostly, "bar"]


def _agencies(speech: Wording, words: FullWords) -> Part:
    charts: list[Block] = []
    if words.evaluation.verdict in ESTIMATED:
        groups = list(batched(coached_rows(speech, words.brief), ROWS_AT_EASE))
        shown = coached_parts(speech, words.brief, groups, TALL)
        charts = [figure(one["title"], one["picture"], *one["notes"]) for one in shown]
    table = one_by_one(speech, words)
    return part(speech.say("full.one_by_one"), *charts, table, *_agency_notes(speech, words))


def _agency_notes(speech: Wording, words: FullWords) -> list[Block]:
    if not words.evaluation.fit:
        return [note(speech.say("full.no_scores_note"))]
    key = f"full.agency_note{direction(words.brief)}"
    told = [speech.say(key)] if words.evaluation.verdict in ESTIMATED else []
    if words.evaluation.points_removed:
        told.append(speech.say("full.points_note"))
    return [note(" ".join(told))] if told else []


def _levels(speech: Wording, words: FullWords) -> list[Part]:
    told = [of_section(one) for one in levels_section(speech, words.grounds.levels)]
    return [{**one, "blocks": [*one["blocks"], *commitments(speech, words)]} for one in told]


def _footer(speech: Wording, words: FullWords) -> str:
    told = [speech.say("full.footer", year=words.brief.year, version=words.brief.version)]
    if words.grounds.plan.is_exploratory:
        told.append(speech.say("brief.exploratory"))
    if words.brief.is_invented:
        told.append(speech.say("brief.invented"))
    return " · ".join(told)
