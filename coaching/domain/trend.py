"""The need of past years, on today's targets and weights, so that years can be compared."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from coaching.domain.gaps import gaps, ranking, wide
from coaching.domain.indicators import Indicator
from coaching.domain.measured import measured
from coaching.domain.scores import scores

NINE_OF_TEN = 1.645  # standard errors to each side of a mean


def needs_of_years(
    values: pd.DataFrame,
    agencies: Mapping[int, Sequence[str]],
    indicators: Sequence[Indicator],
    minimum_coverage: float,
) -> pd.DataFrame:
    """Return the need of each agency and year, with the ends of its 90 % interval.

    Args:
        values: agency, indicator, period, value, respondents.
        agencies: codes in force, by the year of the values.

    Returns:
        year, agency, need, low, high; no row where too little was reported. The
        interval is as wide as sampling error alone makes it.
    """
    found = [
        _of_year(values, year, codes, indicators, minimum_coverage)
        for year, codes in sorted(agencies.items())
    ]
    columns = ["year", "agency", "need", "low", "high"]
    return pd.concat([pd.DataFrame(columns=columns), *found], ignore_index=True)[columns]


def _of_year(
    values: pd.DataFrame,
    year: int,
    agencies: Sequence[str],
    indicators: Sequence[Indicator],
    minimum_coverage: float,
) -> pd.DataFrame:
    told = measured(values, indicators, year)
    raw = wide(told, agencies, indicators)
    counted = scores(raw, wide(told, agencies, indicators, "error"), indicators)
    gap = pd.DataFrame(gaps(counted.value.to_numpy(float), indicators), raw.index, raw.columns)
    table = ranking(gap, indicators, minimum_coverage).set_index("agency")["need"].dropna()
    spread = NINE_OF_TEN * _errors(counted.error, indicators).reindex(table.index)
    return pd.DataFrame({
        "year": year, "agency": table.index, "need": table.to_numpy(float),
        "low": (table - spread).clip(lower=0).to_numpy(float),
        "high": (table + spread).to_numpy(float),
    })  # fmt: skip


def _errors(error: pd.DataFrame, indicators: Sequence[Indicator]) -> "pd.Series[float]":
    """Return the standard error of each agency's need."""
    weights = np.array([one.weight for one in indicators])
    span = np.array([abs(one.target - one.floor) for one in indicators])
    table = error.to_numpy(float)
    parts = np.where(np.isnan(table), 0.0, table) * weights / span
    observed = (~np.isnan(table) * weights).sum(axis=1)
    safe = np.where(observed > 0, observed, np.nan)
    return pd.Series(np.sqrt((parts**2).sum(axis=1)) / safe, error.index)
