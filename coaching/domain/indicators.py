"""What an indicator is, which way it points, and the values of one year."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

import pandas as pd

WRITTEN = re.compile(r"^(\d{4})(?:-Q([1-4]))?$")


@dataclass(frozen=True)
class Indicator:
    """One measure of an agency.

    Args:
        code: how files and tables call it.
        unit: of its values, target and floor.
        target: the value at which nothing is missing.
        floor: the value at which everything is; above the target where less is better.
        weight: its part in the need, 0 or more; only the ratio to others matters.

    Raises:
        ValueError: target and floor are the same, or the weight is negative.
    """

    code: str
    title: str
    short_title: str
    unit: str
    target: float
    floor: float
    weight: float
    legal_basis: str = ""

    def __post_init__(self) -> None:
        if self.target == self.floor:
            raise ValueError(f"{self.code}: target and floor must differ")
        if self.weight < 0:
            raise ValueError(f"{self.code}: a weight cannot be negative")

    @property
    def higher_is_better(self) -> bool:
        """Target above floor: more is better."""
        return self.target > self.floor


@dataclass(frozen=True)
class Period:
    """A year, or one quarter of it; written "2018" or "2018-Q3"."""

    year: int
    quarter: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a period; ValueError where it is written otherwise."""
        found = WRITTEN.match(text)
        if found is None:
            raise ValueError(f"not a period: {text!r}")
        return cls(int(found[1]), int(found[2]) if found[2] else None)

    def __str__(self) -> str:
        return f"{self.year:04d}" if self.quarter is None else f"{self.year:04d}-Q{self.quarter}"

    @property
    def starts_on(self) -> date:
        """Its first day."""
        return date(self.year, 1 if self.quarter is None else 3 * self.quarter - 2, 1)

    @property
    def ends_on(self) -> date:
        """Its last day."""
        if self.quarter is None or self.quarter == 4:
            return date(self.year, 12, 31)
        return date(self.year, 3 * self.quarter + 1, 1) - timedelta(days=1)


def values_of_year(values: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return one value per agency and indicator for a year.

    Args:
        values: agency, indicator, period, value.

    Returns:
        agency, indicator, value: the yearly value where there is one, since it
        was measured for the whole year; else the mean of the year's quarters.
    """
    periods = _periods(values)
    # A series, since an empty list of flags would mean no columns instead of no rows.
    rows = values[pd.Series([one.year == year for one in periods], values.index, bool)]
    is_yearly = pd.Series([len(str(period)) == 4 for period in rows["period"]], rows.index, bool)
    keys = ["agency", "indicator"]
    yearly = rows[is_yearly].groupby(keys)["value"].mean()
    quarterly = rows[~is_yearly].groupby(keys)["value"].mean()
    return yearly.combine_first(quarterly).rename("value").reset_index()


def outcome_values(
    values: pd.DataFrame, indicator: str, year: int, after: date | None
) -> "pd.Series[float]":
    """Return the values that judge a coaching, by agency.

    Args:
        values: agency, indicator, period, value.
        indicator: the outcome's code.
        year: the year that judges.
        after: the last day of coaching; quarters that begin before it ends are
            left out. A yearly value cannot be divided: judged by the same
            year, it also holds the months before the coaching.

    Returns:
        The yearly value where there is one, else the mean of the quarters.
    """
    rows = values[values["indicator"] == indicator]
    periods = _periods(rows)
    counts = [
        period.year == year
        and (period.quarter is None or after is None or period.starts_on > after)
        for period in periods
    ]
    judging = rows[pd.Series(counts, rows.index, bool)]
    return values_of_year(judging, year).set_index("agency")["value"]


def _periods(values: pd.DataFrame) -> list[Period]:
    known = {text: Period.parse(text) for text in values["period"].unique()}
    return [known[text] for text in values["period"]]
