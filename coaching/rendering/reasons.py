"""Why an agency is on the list, or not: the facts of a reason in sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from coaching.domain.indicators import Indicator
from coaching.rendering.formats import listed, number, percent
from coaching.rendering.words import say

EXACT = 1e-9
WITH_PARTS = ("selected", "due", "lot", "must", "added", "reserve", "resting")


def reason_sentence(
    reason: Mapping[str, Any], language: str, titles: Mapping[str, Indicator]
) -> str:
    """Return the reason of one agency's place in one or two sentences.

    Args:
        reason: facts as `coaching.domain.selection` gives them; `kind` is the decision.
        titles: the indicators by code; one that is unknown by now goes by its code.
    """
    drawn = reason.get("lot") or {}  # lists from before there were lots tell of none
    facts = {
        "last_coached": reason.get("last_coached"),
        "place": drawn.get("place"),
        "tickets": drawn.get("of"),
        "places": drawn.get("places"),
        "rank": reason["rank"],
        "of": reason["of"],
        "coverage": percent(reason["coverage"], language),
        "missing": listed([_title(code, titles) for code in reason["missing"]], language),
        "must_reason": reason["must_reason"] or "",
        "decided_by": reason.get("decided_by") or "",
    }
    sentences = [say(f"reasons.{_kind(reason)}", language, **facts)]
    if reason["top"] and reason["kind"] in WITH_PARTS:
        parts = [_contribution(part, language, titles) for part in reason["top"]]
        sentences.append(say("reasons.top", language, parts=listed(parts, language)))
    withheld = reason.get("withheld")
    if withheld:
        sentences += _withheld(withheld, language, titles)
    elif reason["missing"] and reason["kind"] not in ("not-ranked", "data-coaching"):
        sentences.append(say("reasons.partly", language, **facts))
    return " ".join(sentences)


def _withheld(
    withheld: Sequence[Mapping[str, Any]], language: str, titles: Mapping[str, Indicator]
) -> list[str]:
    """Return why each value is not used and which data would end that."""
    missing = [one for one in withheld if one["why"] == "missing"]
    sentences = []
    if missing:
        named = listed([_title(one["indicator"], titles) for one in missing], language)
        year = missing[0]["year"]
        sentences.append(say("reasons.withheld-missing", language, year=str(year), titles=named))
    for one in withheld:
        if one["why"] != "missing":
            sentences.append(_held_back(one, language, titles))
    return sentences


def _held_back(one: Mapping[str, Any], language: str, titles: Mapping[str, Indicator]) -> str:
    indicator = titles.get(one["indicator"])
    facts = {**one, "title": _title(one["indicator"], titles), "year": str(one["year"])}
    for name in ("before", "after"):
        if name in facts:
            facts[name] = _value(facts[name], indicator, language)
    why = one["why"] if one.get("quarters", 0) is not None else "repeated"
    return say(f"reasons.withheld-{why}", language, **facts)


def _kind(reason: Mapping[str, Any]) -> str:
    """Return the key of the sentence: the decision, told apart where it came about differently."""
    if reason["kind"] == "due" and reason["last_coached"] is None:
        return "due-never"
    if reason["kind"] == "not-ranked" and reason.get("withheld"):
        return "not-ranked-withheld"
    if reason["kind"] == "reserve" and reason.get("lot"):
        return "reserve-lot"
    return str(reason["kind"])


def _contribution(part: Mapping[str, Any], language: str, titles: Mapping[str, Indicator]) -> str:
    indicator = titles.get(part["indicator"])
    counted = part.get("counted", part["value"])
    shown = {name: _value(part[name], indicator, language) for name in ("value", "target")}
    shown["counted"] = _value(counted, indicator, language)
    # Told only where it can be seen: a hundredth less is not worth a sentence.
    words = "part" if shown["counted"] == shown["value"] else "part-counted"
    return say(
        f"reasons.{words}", language,
        title=_title(part["indicator"], titles),
        **shown,
    )  # fmt: skip


def _title(code: str, titles: Mapping[str, Indicator]) -> str:
    return titles[code].short_title if code in titles else code


def _value(value: float, indicator: Indicator | None, language: str) -> str:
    digits = 0 if abs(value - round(value)) < EXACT else 1
    text = number(value, language, digits=digits)
    return f"{text}\u00a0{indicator.unit}" if indicator and indicator.unit == "persen" else text
