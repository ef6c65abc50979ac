"""The first part: the verdict as in the brief, drawn by every way of counting."""

from coaching.domain.evaluation_rules import Verdict
from coaching.reports.documents import Picture
from coaching.reports.full.blocks import Block, Part, figure, named, note, panels, part, text
from coaching.reports.full.effect_chart import Counted, effect_chart
from coaching.reports.full.words import FullWords
from coaching.reports.sectioned import said, section
from coaching.reports.sentences import ESTIMATED, Run, before_after, direction
from coaching.reports.sentences import panels as brief_panels
from coaching.reports.tiles import tiles
from coaching.reports.wording import Wording


def conclusion(speech: Wording, words: FullWords) -> Part:
    """Return what can be said, what cannot, and what comes next; word for word as in the brief."""
    told = [_effect(speech, words)] if words.evaluation.verdict in ESTIMATED else []
    if not told:
        told.append(_counts(speech, words))
        told += [text(why)] if (why := _why(speech, words)) else []
    if (drawn := _drawn(words)) != "all":
        told.append(note(speech.say(f"full.left_out.{drawn}")))
    told.append(panels(brief_panels(speech, words.brief)))
    return part(speech.say("full.conclusion"), *told)


def _counts(speech: Wording, words: FullWords) -> Block:
    """Return the large counts of the brief as rows."""
    rows = []
    for one in tiles(speech, words.brief):
        told = f"{one['value']} {one['of']}"
        if dots := one["dots"]:
            total = speech.say("brief.counts-only.of", total=speech.count(dots["needed"]))
            told = f"{speech.count(dots['filled'])} {total}"
        rows.append((one["label"][:1].upper() + one["label"][1:], said(told.strip())))
    return named(section("", rows))


def _drawn(words: FullWords) -> str:
    """Return which charts can honestly be drawn: all, those of means alone, or none."""
    if words.evaluation.verdict in ESTIMATED:
        return "all"
    return "means" if words.course is not None else "none"


def _why(speech: Wording, words: FullWords) -> list[Run]:
    if words.evaluation.verdict is not Verdict.COUNTS_ONLY:
        return before_after(speech, words.brief)
    struck: Run = ("struck", speech.say("brief.counts-only.why_struck"))
    return [struck, ("plain", " " + speech.say("brief.counts-only.why"))]


def _effect(speech: Wording, words: FullWords) -> Block:
    found = words.evaluation
    rows = counted(speech, words)
    told = [
        f"{one.name}: {speech.signed_amount(one.value)}" for one in rows if one.value is not None
    ]
    chart = effect_chart(speech, rows, found.margin, direction(words.brief))
    picture = Picture("effect.svg", chart, speech.say("full.alt.effect", counts="; ".join(told)))
    title = speech.say("brief.beam_title", unit=speech.unit_name(), indicator=words.brief.indicator)
    return figure(title, picture, before_after(speech, words.brief))


def counted(speech: Wording, words: FullWords) -> list[Counted]:
    """Return every way of counting that gave a number, the main one first."""
    found, several = words.evaluation, words.grounds.rounds
    say = speech.say
    main = say(f"full.way.{found.method}")
    rows = [Counted(main, found.estimate, found.low, found.high, main=True)]
    if found.second_opinion is not None:
        rows.append(Counted(say("full.way.second"), found.second_opinion))
    if several is not None:
        years = f"{several.years[0]}–{several.years[-1]}"
        name = say("full.way.rounds", years=years, count=len(several.years))
        rows.append(Counted(name, several.estimate, several.low, several.high))
    if found.detectable is not None:
        size = found.detectable
        rows.append(Counted(say("full.way.detectable"), None, -size, size))
    if found.before_after is not None:
        rows.append(Counted(say("full.way.before_after"), found.before_after, misleading=True))
    return rows
