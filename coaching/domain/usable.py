"""Which values an agency can be judged by; where one cannot, why, and what would change that."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

import pandas as pd

from coaching.domain.caution import Caution
from coaching.domain.frames import records
from coaching.domain.indicators import Indicator, Period
from coaching.domain.measured import measured

SAME = 3  # quarters that all repeat the year before: a copied file, not a measurement


class Why(StrEnum):
    """Why a value is not used.

    `missing`: there is none. `stale`: too few quarters of the year, or all of them
    repeat the year before. `tiny`: it rests on too few people. `jump`: it changed
    more than can be believed. `definition`: it was measured in another way than now.
    """

    MISSING = "missing"
    STALE = "stale"
    TINY = "tiny"
    JUMP = "jump"
    DEFINITION = "definition"


@dataclass(frozen=True)
class Usable:
    """What a year can be judged by.

    Args:
        values: agency, indicator, value, error.
        withheld: facts by agency and indicator; `why` is a word of `Why`.
    """

    values: pd.DataFrame
    withheld: dict[tuple[str, str], dict[str, Any]]


def usable(
    values: pd.DataFrame,
    agencies: Sequence[str],
    indicators: Sequence[Indicator],
    year: int,
    caution: Caution,
) -> Usable:
    """Return the values of a year that can be believed, and why each other one is not used.

    Args:
        values: agency, indicator, period, value, respondents (may be missing), of
            every period there is.
        agencies: those in force.
        year: the year measured.
    """
    known = {one.code: one for one in indicators}
    rows = values[values["indicator"].isin(list(known))]
    found = measured(rows, indicators, year)
    histories = _histories(rows)
    quarters = _quarters_reported(histories, year)
    withheld: dict[tuple[str, str], dict[str, Any]] = {}
    for agency in agencies:
        for one in indicators:
            told = histories.get((agency, one.code), [])
            facts = _doubt(told, one, year, caution, quarters.get(one.code, 0), agency)
            if facts is not None:
                withheld[agency, one.code] = facts
    keys = zip(found["agency"], found["indicator"], strict=True)
    kept = pd.Series([key not in withheld for key in keys], found.index, bool)
    return Usable(found[kept], withheld)


def silent_agencies(
    values: pd.DataFrame,
    in_force: Sequence[Collection[str]],
    indicators: Sequence[Indicator],
    year: int,
    minimum_coverage: float,
) -> list[str]:
    """Return the agencies with too little data in each of some years, in order of code.

    Args:
        in_force: the agencies of the year measured, of the year before it, and so on;
            as many years as silence may last. None: nobody is silent for too long.
        year: the year measured.

    Returns:
        Nobody for a year in which the whole city has no values: that is not the
        silence of an agency.
    """
    silent: set[str] | None = None
    for back, there in enumerate(in_force):
        found = measured(values, indicators, year - back)
        if found.empty:
            return []
        weights = found["indicator"].map({one.code: one.weight for one in indicators})
        covered = weights.groupby(found["agency"]).sum() / sum(one.weight for one in indicators)
        enough = set(covered.index[covered >= minimum_coverage - 1e-9])
        quiet = set(there) - enough
        silent = quiet if silent is None else silent & quiet
    return sorted(silent or ())


Told = tuple[Period, float, float | None]  # period, value, people it rests on


def _histories(rows: pd.DataFrame) -> dict[tuple[str, str], list[Told]]:
    """Return what each agency reported of each indicator, in order of time."""
    parsed = {text: Period.parse(text) for text in rows["period"].unique()}
    found: dict[tuple[str, str], list[Told]] = {}
    for row in records(rows):
        people = row.get("respondents")
        told = (parsed[row["period"]], float(row["value"]), None if pd.isna(people) else people)
        found.setdefault((row["agency"], row["indicator"]), []).append(told)
    return {key: sorted(told, key=lambda one: one[0].starts_on) for key, told in found.items()}


def _quarters_reported(
    histories: Mapping[tuple[str, str], Sequence[Told]], year: int
) -> dict[str, int]:
    """Return how many quarters of a year the most diligent agency reported, by indicator."""
    most: dict[str, int] = {}
    for (_, code), told in histories.items():
        count = sum(at.year == year and at.quarter is not None for at, _, _ in told)
        most[code] = max(most.get(code, 0), count)
    return most


def _doubt(
    told: Sequence[Told],
    indicator: Indicator,
    year: int,
    caution: Caution,
    quarters: int,
    agency: str,
) -> dict[str, Any] | None:
    """Return why one value is not used, the gravest reason first; None where it is."""
    now = [one for one in told if one[0].year == year]
    if not now:
        return {"why": Why.MISSING.value, "year": year}
    if _measured_otherwise(now, indicator):
        return {"why": Why.DEFINITION.value, "since": indicator.defined_since, "year": year}
    people = [one[2] for one in now if one[2] is not None]
    if indicator.mean_over_people and people and max(people) < caution.minimum_respondents:
        facts = {"people": int(max(people)), "needed": caution.minimum_respondents}
        return {"why": Why.TINY.value, "year": year, **facts}
    by_quarter = [one for one in now if one[0].quarter is not None]
    if len(by_quarter) == len(now) < min(caution.minimum_quarters, quarters):
        facts = {"quarters": len(now), "needed": min(caution.minimum_quarters, quarters)}
        return {"why": Why.STALE.value, "year": year, **facts}
    if (agency, indicator.code) in caution.confirmed:
        return None
    if _repeats(told, year):
        return {"why": Why.STALE.value, "year": year, "quarters": None, "needed": None}
    return _jump(told, indicator, year)


def _measured_otherwise(now: Sequence[Told], indicator: Indicator) -> bool:
    if not indicator.defined_since:
        return False
    since = Period.parse(indicator.defined_since).starts_on
    return any(one[0].starts_on < since for one in now)


def _repeats(told: Sequence[Told], year: int) -> bool:
    """Say whether the year's quarters are, each of them, those of the year before."""
    of_year, before = (
        {at.quarter: value for at, value, _ in told if at.year == one and at.quarter}
        for one in (year, year - 1)
    )
    return len(of_year) >= SAME and of_year == before and len(set(of_year.values())) > 1


def _jump(told: Sequence[Told], indicator: Indicator, year: int) -> dict[str, Any] | None:
    """Return the first change into or within the year that is too great to believe."""
    if indicator.largest_jump is None:
        return None
    since = Period.parse(indicator.defined_since).starts_on if indicator.defined_since else None
    comparable = [one for one in told if since is None or one[0].starts_on >= since]
    for (_, before, _), (at, after, _) in pairwise(comparable):
        if at.year == year and abs(after - before) > indicator.largest_jump:
            facts = {"period": str(at), "before": float(before), "after": float(after)}
            return {"why": Why.JUMP.value, "year": year, **facts}
    return None
