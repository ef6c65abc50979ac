"""The values of one year: those that choose for it, and those that judge it."""

from collections.abc import Collection, Iterable
from datetime import date

import pandas as pd

from coaching.domain.indicators import Period


def rows_of_year(values: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the rows whose period lies in a year."""
    periods = _periods(values)
    # A series, since an empty list of flags would mean no columns instead of no rows.
    return values[pd.Series([one.year == year for one in periods], values.index, bool)]


def values_of_year(values: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return one value per agency and indicator for a year.

    Args:
        values: agency, indicator, period, value.

    Returns:
        agency, indicator, value: the yearly value where there is one, since it
        was measured for the whole year; else the mean of the year's quarters.
    """
    rows = rows_of_year(values, year)
    is_yearly = pd.Series([len(str(period)) == 4 for period in rows["period"]], rows.index, bool)
    keys = ["agency", "indicator"]
    yearly = rows[is_yearly].groupby(keys)["value"].mean()
    quarterly = rows[~is_yearly].groupby(keys)["value"].mean()
    return yearly.combine_first(quarterly).rename("value").reset_index()


def provisional_count(
    values: pd.DataFrame, agencies: Collection[str], indicators: Collection[str], year: int
) -> tuple[int, int]:
    """Return how many values of a year are provisional, and how many there are.

    Args:
        values: agency, indicator, period, is_provisional.
    """
    rows = rows_of_year(values, year)
    rows = rows[rows["agency"].isin(list(agencies)) & rows["indicator"].isin(list(indicators))]
    return int(rows["is_provisional"].sum()), len(rows)


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


def panel(values: pd.DataFrame, indicator: str, years: Iterable[int]) -> pd.DataFrame:
    """Return an indicator as agency by year; a year without any value is an empty column.

    Args:
        values: agency, indicator, period, value.
    """
    own = values[values["indicator"] == indicator]
    periods = _periods(own)
    told = pd.DataFrame({
        "agency": own["agency"],
        "year": [one.year for one in periods],
        "is_yearly": [one.quarter is None for one in periods],
        "value": own["value"],
    })  # fmt: skip
    means = told.groupby(["is_yearly", "agency", "year"])["value"].mean()
    wide = _wide(means, is_yearly=True).combine_first(_wide(means, is_yearly=False))
    return wide.reindex(columns=list(years)).astype(float)


def _wide(means: "pd.Series[float]", *, is_yearly: bool) -> pd.DataFrame:
    of_kind = means[means.index.get_level_values("is_yearly") == is_yearly]
    return of_kind.droplevel("is_yearly").unstack("year")


def _periods(values: pd.DataFrame) -> list[Period]:
    known = {text: Period.parse(text) for text in values["period"].unique()}
    return [known[text] for text in values["period"]]
