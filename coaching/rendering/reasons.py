"""Why an agency is on the list, or not: the facts of a reason in sentences."""

from collections.abc import Mapping
from typing import Any

from coaching.domain.indicators import Indicator
from coaching.rendering.formats import listed, number, percent
from coaching.rendering.words import say

EXACT = 1e-9


def reason_sentence(
    reason: Mapping[str, Any], language: str, titles: Mapping[str, Indicator]
) -> str:
    """Return the reason of one agency's place in one or two sentences.

    Args:
        reason: facts as `coaching.domain.selection` gives them; `kind` is the decision.
        titles: the indicators by code; one that is unknown by now goes by its code.
    """
    facts = {
        "rank": reason["rank"],
        "of": reason["of"],
        "coverage": percent(reason["coverage"], language),
        "missing": listed([_title(code, titles) for code in reason["missing"]], language),
        "must_reason": reason["must_reason"] or "",
    }
    sentences = [say(f"reasons.{reason['kind']}", language, **facts)]
    if reason["top"] and reason["kind"] in ("selected", "must", "reserve", "resting"):
        parts = [_contribution(part, language, titles) for part in reason["top"]]
        sentences.append(say("reasons.top", language, parts=listed(parts, language)))
    if reason["missing"] and reason["kind"] != "not-ranked":
        sentences.append(say("reasons.partly", language, **facts))
    return " ".join(sentences)


def _contribution(part: Mapping[str, Any], language: str, titles: Mapping[str, Indicator]) -> str:
    indicator = titles.get(part["indicator"])
    return say(
        "reasons.part", language,
        title=_title(part["indicator"], titles),
        value=_value(part["value"], indicator, language),
        target=_value(part["target"], indicator, language),
    )  # fmt: skip


def _title(code: str, titles: Mapping[str, Indicator]) -> str:
    return titles[code].short_title if code in titles else code


def _value(value: float, indicator: Indicator | None, language: str) -> str:
    digits = 0 if abs(value - round(value)) < EXACT else 1
    text = number(value, language, digits=digits)
    return f"{text}\u00a0{indicator.unit}" if indicator and indicator.unit == "persen" else text
