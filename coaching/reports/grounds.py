"""What a verdict rests on: methods, plan, threats and what was not planned, on its own pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from coaching.domain.evaluation import Evaluation
from coaching.domain.evaluation_rules import Threat, Verdict
from coaching.domain.grounds import Grounds
from coaching.domain.threats import ThreatFound
from coaching.programme import Programme
from coaching.reports.documents import both
from coaching.reports.levels import levels_section
from coaching.reports.sectioned import Section, said, section
from coaching.reports.sentences import ESTIMATED, Run, decimals, short_sha
from coaching.reports.wording import Wording
from coaching.reports.words import Documents


@dataclass(frozen=True)
class GroundsWords:
    """What the pages on the grounds of a verdict need.

    Args:
        language: "id" or "en".
        year: in which the coaching happened.
        indicator: short title of the outcome.
        unit: its unit.
        evaluation: the numbers and the verdict.
        grounds: all that stands behind them.
        titles: short title and unit of each indicator, by code.
        compiled_on: the date on the page.
        version: of the evaluation.
    """

    language: str
    year: int
    indicator: str
    unit: str
    evaluation: Evaluation
    grounds: Grounds
    titles: Mapping[str, tuple[str, str]]
    compiled_on: date
    version: int
    is_invented: bool = False


def grounds_files(
    year: int,
    found: Evaluation,
    grounds: Grounds,
    programme: Programme,
    compiled_on: date,
    version: int,
    language: str,
) -> dict[str, bytes]:
    """Return the pages on what a verdict rests on, as PDF and as HTML."""
    indicator = programme.indicator(grounds.plan.plan.outcome)
    made = grounds_page(
        GroundsWords(
            language=language,
            year=year,
            indicator=indicator.short_title,
            unit=indicator.unit,
            evaluation=found,
            grounds=grounds,
            titles={one.code: (one.short_title, one.unit) for one in programme.all_indicators},
            compiled_on=compiled_on,
            version=version,
            is_invented=programme.city.is_invented,
        )
    )
    stem = f"{year}-evaluation-grounds-v{version}"
    return {f"{stem}.pdf": made.pdf, f"{stem}.html": made.html.encode()}


def grounds_page(words: GroundsWords) -> Documents:
    """Return what a verdict rests on as a PDF and as a page; same words, same bytes."""
    speech = Wording(words.language, words.unit, decimals(words.evaluation))
    page: dict[str, Any] = {
        "language": words.language,
        "kicker": speech.say("grounds.kicker", year=words.year),
        "edition": speech.say("grounds.edition", date=speech.day(words.compiled_on)),
        "headline": speech.say("grounds.headline"),
        "lead": speech.say("grounds.lead", indicator=words.indicator),
        "sections": [
            _methods(speech, words),
            *levels_section(speech, words.grounds.levels),
            _plan(speech, words),
            _threats(speech, words),
            *_exploratory(speech, words),
        ],
        "footer": _footer(speech, words),
    }
    return both("report/grounds", page)


def _methods(speech: Wording, words: GroundsWords) -> Section:
    found = words.evaluation
    rows = [(speech.say(f"grounds.method.{found.method}"), said(_main(speech, found)))]
    if found.second_opinion is not None and found.estimate is not None:
        second = speech.signed_amount(found.second_opinion)
        rows.append((speech.say("grounds.method.second"), said(second)))
    if found.lot_chance is not None:
        chance = speech.say(
            "grounds.lot", chance=speech.number(100 * found.lot_chance, 1),
            draws=speech.count(found.lot_draws or 0),
        )  # fmt: skip
        rows.append((speech.say("grounds.method.lot"), said(chance)))
    rows.append((speech.say("grounds.method.rounds"), said(_rounds(speech, words.grounds))))
    if found.detectable is not None:
        size = speech.say("grounds.detectable", size=speech.amount(found.detectable))
        rows.append((speech.say("grounds.method.detectable"), said(size)))
    if found.before_after is not None and found.verdict is not Verdict.COUNTS_ONLY:
        rows.append((speech.say("grounds.method.before_after"), _struck(speech, found)))
    return section(speech.say("grounds.methods"), rows, _who(speech, found))


def _main(speech: Wording, found: Evaluation) -> str:
    if found.estimate is None or found.low is None or found.high is None:
        return speech.say(f"grounds.no_number.{found.verdict}", **_counts(speech, found))
    if found.verdict not in ESTIMATED:
        return speech.say(f"grounds.no_number.{found.reason or found.verdict}")
    return speech.say(
        "grounds.estimate", estimate=speech.signed_amount(found.estimate),
        low=speech.signed(found.low), high=speech.signed(found.high),
    )  # fmt: skip


def _counts(speech: Wording, found: Evaluation) -> dict[str, str]:
    return {"coached": speech.count(found.coached), "others": speech.count(found.others)}


def _who(speech: Wording, found: Evaluation) -> str:
    told = [speech.say("grounds.who", **_counts(speech, found))]
    for left_out in ("unranked", "resting"):
        if count := getattr(found, left_out):
            told.append(speech.say(f"grounds.{left_out}", count=speech.count(count)))
    for column in found.dropped_columns:
        told.append(speech.say(f"grounds.dropped.{column}"))
    return " ".join(told)


def _rounds(speech: Wording, grounds: Grounds) -> str:
    several = grounds.rounds
    if several is None:
        return speech.say("grounds.one_round")
    return speech.say(
        "grounds.rounds", years=", ".join(map(str, several.years)),
        estimate=speech.signed_amount(several.estimate), low=speech.signed(several.low),
        high=speech.signed(several.high), detectable=speech.amount(several.detectable),
    )  # fmt: skip


def _struck(speech: Wording, found: Evaluation) -> list[Run]:
    told: list[Run] = [("struck", speech.signed_amount(found.before_after or 0.0))]
    told.append(("plain", " " + speech.say("grounds.do_not_use")))
    if found.expected_rise is not None and found.verdict in ESTIMATED:
        size = speech.signed_amount(found.expected_rise)
        told.append(("plain", " " + speech.say("grounds.correction", size=size)))
    return told


def _plan(speech: Wording, words: GroundsWords) -> Section:
    in_force = words.grounds.plan
    plan = in_force.plan
    rows = [
        ("outcome", f"{words.indicator}, {speech.say(f'grounds.period.{plan.outcome_period}')}"),
        ("margin", speech.plain_amount(plan.margin)),
        ("planned_day", speech.day(plan.evaluate_on)),
        ("frozen", _frozen(speech, words)),
    ]
    if in_force.changed:
        names = ", ".join(speech.say(f"grounds.plan_key.{key}") for key in in_force.changed)
        rows.append(("changed", speech.say("grounds.changed", names=names)))
    named = [(speech.say(f"grounds.plan_row.{name}"), said(told)) for name, told in rows]
    return section(speech.say("grounds.plan"), named)


def _frozen(speech: Wording, words: GroundsWords) -> str:
    in_force = words.grounds.plan
    if in_force.frozen_on is None:
        return speech.say("grounds.not_frozen")
    day, sha = speech.day(in_force.frozen_on), short_sha(in_force.sha256)
    return speech.say("grounds.frozen", date=day, sha=sha)


def _threats(speech: Wording, words: GroundsWords) -> Section:
    rows = [
        (speech.say(f"grounds.threat.{one.threat}"), _threat(speech, one))
        for one in words.grounds.threats
    ]
    return section(speech.say("grounds.threats"), rows, speech.say("grounds.threats_note"))


def _threat(speech: Wording, one: ThreatFound) -> list[Run]:
    standing: Run = ("strong", speech.say(f"grounds.standing.{one.standing}"))
    key = f"grounds.told.{one.threat}.{one.standing}"
    told = speech.say("grounds.not_answered") if one.asked else ""
    if one.facts:
        told = one.facts["detail"] if one.asked else speech.say(key, **_shown(speech, one))
    elif not one.asked:
        told = speech.say(key)
    return [standing, ("plain", f" {told}".rstrip())]


def _shown(speech: Wording, one: ThreatFound) -> dict[str, str]:
    """Return the facts of a threat as they are printed."""
    if one.threat is Threat.POINTS:
        return {key: speech.amount(value) for key, value in one.facts.items()}
    if one.threat is Threat.CEILING:
        return {
            "share": speech.number(100 * one.facts["share"], 0),
            "near": speech.plain_amount(one.facts["near"]),
            "best": speech.plain(one.facts["best"]),
        }
    return {key: speech.count(value) for key, value in one.facts.items()}


def _exploratory(speech: Wording, words: GroundsWords) -> list[Section]:
    rows = []
    for one in words.grounds.exploratory:
        title, unit = words.titles[one.indicator]
        own = Wording(words.language, unit, speech.digits)
        told = speech.say("grounds.no_estimate")
        if one.estimate is not None and one.low is not None and one.high is not None:
            told = own.say(
                "grounds.estimate", estimate=own.signed_amount(one.estimate),
                low=own.signed(one.low), high=own.signed(one.high),
            )  # fmt: skip
        rows.append((title, said(told)))
    if not rows:
        return []
    note = speech.say("grounds.exploratory_note")
    return [section(speech.say("grounds.exploratory"), rows, note)]


def _footer(speech: Wording, words: GroundsWords) -> str:
    told = [speech.say("grounds.footer", version=words.version)]
    if words.is_invented:
        told.append(speech.say("brief.invented"))
    return " · ".join(told)
