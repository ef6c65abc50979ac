"""One year's values with their standard errors, read off their own quarters and head-counts."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from coaching.domain.indicators import Indicator
from coaching.domain.yearly_values import rows_of_year, values_of_year
from coaching.stats.noise import period_variance


def measured(values: pd.DataFrame, indicators: Sequence[Indicator], year: int) -> pd.DataFrame:
    """Return what a year measured, and how far off each mean may be.

    The error of a mean over people with a known spread is that spread over the root
    of all who answered; else the spread over the year's quarters says it. Of a
    single yearly value whose spread is not known nobody can say it: missing.

    Args:
        values: agency, indicator, period, value, respondents (may be missing).

    Returns:
        agency, indicator, value, error; as `values_of_year`, for these indicators.
    """
    known = {one.code: one for one in indicators}
    rows = rows_of_year(values[values["indicator"].isin(list(known))], year)
    means = values_of_year(rows, year)
    errors = pd.concat(
        [_errors(mine, known[str(code)]) for code, mine in rows.groupby("indicator")]
        or [pd.DataFrame(columns=["agency", "indicator", "error"])]
    )
    return means.merge(errors, how="left", on=["agency", "indicator"])


def _errors(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return agency, indicator, error of one indicator's rows of one year."""
    people = rows["respondents"] if "respondents" in rows else pd.Series(np.nan, rows.index)
    by_agency = rows.assign(people=people.astype(float)).groupby("agency")
    value, people_of = by_agency["value"], by_agency["people"]
    count = value.count().to_numpy(float)
    seen, heads = value.var(ddof=1), people_of.mean()
    variance = period_variance(
        np.asarray(seen, dtype=float),
        np.asarray(count - 1, dtype=float),
        np.asarray(heads, dtype=float),
    )
    error = np.sqrt(variance / count)
    if indicator.mean_over_people and indicator.person_spread is not None:
        answered = people_of.sum(min_count=1).to_numpy(float)
        by_people = indicator.person_spread / np.sqrt(np.where(answered > 0, answered, np.nan))
        error = np.where(np.isnan(by_people), error, by_people)
    found = pd.DataFrame({"agency": value.count().index, "error": error})
    return found.assign(indicator=indicator.code)
