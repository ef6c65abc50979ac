"""The page of one agency: where it stands, why, and what would have changed that."""

from typing import Any

from coaching.reports.agency_charts import (
    contributions_chart,
    indicators_chart,
    rank_chart,
    trend_chart,
)
from coaching.reports.agency_words import AgencyWords, Turn
from coaching.reports.documents import Picture, both
from coaching.reports.sentences import short_sha
from coaching.reports.wording import Wording
from coaching.reports.words import Documents

SURE = 0.995  # from which probability on "always" is said, and below 1 minus it "never"


def agency_page(words: AgencyWords) -> Documents:
    """Return the page as PDF and as HTML; the same words give the same bytes."""
    speech = Wording(words.language, digits=2)
    page: dict[str, Any] = {
        "language": words.language,
        "kicker": speech.say("agency.kicker"),
        "edition": speech.say("agency.edition", year=words.year, values_of=words.year - 1),
        "headline": words.name,
        "lead": [["strong", _decided(speech, words)], ["plain", f" {_lead(speech, words)}"]],
        "indicators": _part(
            speech, "indicators", indicators_chart(speech, words.indicators), words
        ),
        "pair": _pair(speech, words),
        "rank": _rank(speech, words),
        "panels": [_why(speech, words), _change(speech, words)],
        "footer": _footer(speech, words),
    }
    return both("report/agency", page)


def _decided(speech: Wording, words: AgencyWords) -> str:
    return speech.say(f"agency.decided.{words.decision}", year=words.year)


def _lead(speech: Wording, words: AgencyWords) -> str:
    if words.rank is None:
        return speech.say("agency.lead_unranked", coverage=speech.number(100 * words.coverage, 0))
    said = speech.say("agency.lead_rank", rank=words.rank, of=words.of)
    if words.standing is not None:
        low, high = words.standing.low, words.standing.high
        key = "agency.lead_sure" if low == high else "agency.lead_plausible"
        said += " " + speech.say(key, low=low, high=high)
    if words.probability is not None:
        said += " " + _probability(speech, words.probability)
    return said


def _probability(speech: Wording, probability: float) -> str:
    if probability >= SURE:
        return speech.say("agency.lead_always")
    if probability <= 1 - SURE:
        return speech.say("agency.lead_never")
    return speech.say("agency.lead_often", often=speech.number(100 * probability, 0))


def _part(
    speech: Wording, name: str, svg: bytes, words: AgencyWords, **facts: object
) -> dict[str, Any]:
    alt = speech.say(f"agency.alt_{name}", agency=words.name)
    return {
        "title": speech.say(f"agency.{name}_title", **facts),
        "picture": Picture(f"{name}.svg", svg, alt),
    }


def _pair(speech: Wording, words: AgencyWords) -> list[dict[str, Any]]:
    shown = [row for row in words.indicators if row.gap is not None]
    contributions = _part(speech, "contributions", contributions_chart(speech, shown), words)
    if words.need is not None:
        need = speech.number(words.need)
        contributions["title"] = speech.say("agency.contributions_need", need=need)
    return [contributions, _part(speech, "trend", trend_chart(speech, words.trend), words)]


def _rank(speech: Wording, words: AgencyWords) -> dict[str, Any] | None:
    if words.rank is None:
        return None
    svg = rank_chart(speech, words)
    part = _part(speech, "rank", svg, words, rank=words.rank, of=words.of)
    key = "agency.rank_note" if words.standing else "agency.rank_unsure"
    return {**part, "note": speech.say(key, redraws=speech.count(words.redraws))}


def _why(speech: Wording, words: AgencyWords) -> dict[str, Any]:
    last = speech.say("agency.last_coached", last=words.last_coached)
    coverage = speech.say("agency.coverage", coverage=speech.number(100 * words.coverage, 0))
    chosen = words.decision in ("selected", "due", "lot", "must", "data-coaching")
    title = speech.say("agency.why_chosen" if chosen else "agency.why_not")
    return {"title": title, "lines": [words.reason, f"{last} {coverage}"], "list": [], "after": ""}


def _change(speech: Wording, words: AgencyWords) -> dict[str, Any]:
    turns = [_turn(speech, turn) for turn in words.turns]
    if turns:
        opening = "agency.change_leave" if words.is_above else "agency.change_enter"
        lines = [speech.say(opening, places=speech.count(words.places))]
    else:
        missing = ", ".join(words.missing) or "–"
        again = words.year + words.rest_years
        lines = [speech.say(f"agency.change.{words.decision}", missing=missing, again=again)]
    after = speech.say("agency.objection", organiser=words.organiser)
    title = speech.say("agency.change_title")
    return {"title": title, "lines": lines, "list": turns, "after": after}


def _turn(speech: Wording, turn: Turn) -> str:
    moves = [
        speech.say(
            "agency.move", title=title,
            before=speech.plain(round(before, 1)), after=_amount(speech, after, unit),
        )
        for title, unit, before, after in turn.moves
    ]  # fmt: skip
    if len(moves) == 1:
        return moves[0]
    return speech.say("agency.both", first=moves[0], second=moves[1])


def _amount(speech: Wording, value: float, unit: str) -> str:
    return Wording(speech.language, unit).plain_amount(round(value, 1))


def _footer(speech: Wording, words: AgencyWords) -> str:
    said = [
        speech.say(
            "selection.footer", date=speech.day(words.proposed_on),
            sha=short_sha(words.score_sha256),
        )
    ]  # fmt: skip
    if words.is_invented:
        said.append(speech.say("brief.invented"))
    return " · ".join(said)
