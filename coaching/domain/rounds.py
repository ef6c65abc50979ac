"""Several years together: each judged within itself, then averaged."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from coaching.domain.estimating import comparison
from coaching.stats.rounds import Round, pooled


@dataclass(frozen=True)
class SeveralRounds:
    """The mean effect of several years, in the unit of the outcome; positive is better.

    Args:
        years: that are in it.
        left_out: years of which an estimate could not be averaged: agencies were put in
            by hand, or no model can be fitted.
    """

    estimate: float
    low: float
    high: float
    detectable: float
    years: tuple[int, ...]
    left_out: tuple[int, ...] = ()


def several_rounds(
    rows_by_year: Mapping[int, pd.DataFrame], *, higher_is_better: bool
) -> SeveralRounds | None:
    """Average the effects of years judged by the same outcome; None below two of them.

    Args:
        rows_by_year: rows as `evaluate` takes them, by the year of coaching.
    """
    sign = 1.0 if higher_is_better else -1.0
    rounds: dict[int, Round] = {}
    for year, rows in sorted(rows_by_year.items()):
        if (one := _round(rows, sign)) is not None:
            rounds[year] = one
    if len(rounds) < 2:
        return None
    found = pooled(list(rounds.values()))
    left_out = tuple(sorted(set(rows_by_year) - set(rounds)))
    return SeveralRounds(
        found.effect, found.low, found.high, found.detectable, tuple(rounds), left_out
    )


def _round(rows: pd.DataFrame, sign: float) -> Round | None:
    if "listed" in rows and (rows["listed"].astype(bool) != rows["coached"].astype(bool)).any():
        return None
    compared = rows
    if "resting" in rows:
        compared = rows[~rows["resting"].astype(bool) | rows["coached"].astype(bool)]
    whole = compared.dropna(subset=["score", "baseline", "outcome"])
    if whole.empty:
        return None
    told = comparison(whole, sign)
    one = Round(list(whole["agency"]), told.outcome, told.flags, told.covariates)
    try:
        pooled([one])
    except ValueError:
        return None
    return one
