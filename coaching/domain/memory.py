"""Who was coached how often, and with what result: the programme's memory over the years."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Coached:
    """One agency's coaching in one year.

    Args:
        times: 1 for its first coaching, 2 for its second.
        decision: how the list had it; None: before this programme.
        need: frozen with the list.
        before, expected, after: of the outcome; None: not judged, or not yet.
        difference: after less expected, positive where it is better. Of one agency it
            proves nothing: luck is as large.
    """

    year: int
    agency: str
    times: int
    decision: str | None = None
    need: float | None = None
    before: float | None = None
    expected: float | None = None
    after: float | None = None
    difference: float | None = None


def remembered(
    coached_in: Mapping[str, set[int]],
    listed: Mapping[tuple[str, int], tuple[str, float | None]],
    judged: Mapping[tuple[str, int], Mapping[str, Any]],
) -> tuple[Coached, ...]:
    """Return every coaching there was, by year and agency.

    Args:
        coached_in: years by agency.
        listed: decision and need by agency and year.
        judged: before, expected, after and difference by agency and year.
    """
    found = []
    for agency, years in coached_in.items():
        for times, year in enumerate(sorted(years), start=1):
            decision, need = listed.get((agency, year), (None, None))
            result = judged.get((agency, year), {})
            told = {name: result.get(name) for name in ("before", "expected", "after")}
            found.append(
                Coached(
                    year, agency, times, decision, need,
                    difference=result.get("difference"), **told,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.year, one.agency)))
