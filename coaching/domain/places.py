"""Who gets the places: in order of need, some of them kept for those long without coaching."""

from collections.abc import Collection, Mapping
from math import floor

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def fill(priority: Numbers, eligible: Flags, due: Flags, places: int, reserved: int) -> Flags:
    """Return who gets a place, for any number of lists at once.

    At least `reserved` of those who are due get one where there are so many; those
    whose own priority brings them onto the list count among them.

    Args:
        priority: lists by agencies; the greatest comes first, equal ones in their order.
        eligible: same shape; nobody else gets a place.
        due: one flag per agency.
        places: at most so many on each list.
        reserved: of them, kept for those who are due.
    """
    order = np.argsort(-priority, axis=1, kind="stable")
    may = np.take_along_axis(eligible, order, axis=1)
    late = may & due[order]
    kept = late & (late.cumsum(axis=1) <= min(reserved, places))
    rest = may & ~kept
    left = places - kept.sum(axis=1, keepdims=True)
    chosen = kept | (rest & (rest.cumsum(axis=1) <= left))
    found = np.zeros_like(eligible)
    np.put_along_axis(found, order, chosen, axis=1)
    return found


def reserved_places(places: int, share: float) -> int:
    """Return how many of the places are kept for those who are due: at most that share."""
    return floor(places * share + 1e-9)


def rests(years: Collection[int], year: int, rest_years: int) -> bool:
    """Say whether an agency was coached so lately that it is left out."""
    return any(0 < year - coached <= rest_years for coached in years)


def due(agency: str, coached_in: Mapping[str, Collection[int]], year: int, after: int) -> bool:
    """Say whether an agency is due again: coached `after` years ago or longer, or never.

    Of a city that told nothing of the past nobody can say who is due: `never`
    counts only where what was told reaches back that far.
    """
    known = [one for years in coached_in.values() for one in years if one < year]
    mine = [one for one in coached_in.get(agency, ()) if one < year]
    last = max(mine, default=None)
    if last is None:
        return bool(known) and year - min(known) >= after
    return year - last >= after
