"""What the records recommend for the next year; people decide, and no list is made by it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from coaching.domain.interim import Interim


class Advice(StrEnum):
    """What can be done better next year."""

    DATA = "data"
    THREATS = "threats"
    DUE = "due"
    FURTHEST = "furthest"
    PRECISION = "precision"


@dataclass(frozen=True)
class Recommendation:
    """One piece of advice and the facts of its sentence."""

    advice: Advice
    facts: Mapping[str, Any] = field(default_factory=dict)


def recommendations(
    *,
    silent: Collection[str],
    unanswered: int,
    due: int,
    kept_places: int,
    furthest: Sequence[str],
    interim: Interim | None,
    margin: float,
) -> tuple[Recommendation, ...]:
    """Return what the records recommend, what can be done soonest first.

    Args:
        silent: agencies without a value of the outcome in its latest period.
        unanswered: threats to the evaluation that nobody was asked about.
        due: agencies not coached for long.
        kept_places: places a year that are kept for them.
        furthest: agencies furthest from the target that were not coached, furthest first.
        interim: says what one year can show.
        margin: the effect that would matter.
    """
    found = []
    if silent:
        found.append(Recommendation(Advice.DATA, {"agencies": tuple(sorted(silent))}))
    if unanswered:
        found.append(Recommendation(Advice.THREATS, {"count": unanswered}))
    if due > kept_places:
        facts: dict[str, Any] = {"due": due, "places": kept_places}
        if kept_places:
            facts["years"] = -(-due // kept_places)
        found.append(Recommendation(Advice.DUE, facts))
    if furthest:
        found.append(Recommendation(Advice.FURTHEST, {"agencies": tuple(furthest)}))
    if interim is not None and interim.detectable is not None and interim.detectable > margin:
        facts = {"detectable": interim.detectable, "margin": margin}
        found.append(Recommendation(Advice.PRECISION, facts))
    return tuple(found)
