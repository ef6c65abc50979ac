"""Several years together: each judged within itself, then averaged."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from coaching.domain.estimating import comparison
from coaching.domain.evaluation_rules import Verdict
from coaching.domain.plan import Plan
from coaching.stats.rounds import Round, pooled


@dataclass(frozen=True)
class SeveralRounds:
    """The mean effect of several years, in the unit of the outcome; positive is better.

    Args:
        years: that are in it.
        left_out: years of which an estimate could not be averaged: they had none, agencies
            were put in by hand, or no model can be fitted.
    """

    estimate: float
    low: float
    high: float
    detectable: float
    years: tuple[int, ...]
    left_out: tuple[int, ...] = ()


def bears_an_average(verdict: Verdict, plan: Plan) -> bool:
    """Say whether a year may stand in an average: by its own rules it had an estimate.

    A year of which nobody knows what attending earns is out whatever came of it: only its
    rises are refused, and an average of the rest alone would be too low.
    """
    refused = (Verdict.COUNTS_ONLY, Verdict.DATA_NOT_SUFFICIENT)
    return verdict not in refused and plan.attendance_points is not None


def several_rounds(
    rows_by_year: Mapping[int, pd.DataFrame],
    *,
    higher_is_better: bool,
    refused: Collection[int] = (),
) -> SeveralRounds | None:
    """Average the effects of years judged by the same outcome; None below two of them.

    Args:
        rows_by_year: rows as `evaluate` takes them, by the year of coaching.
        refused: years among them that bear no average.
    """
    sign = 1.0 if higher_is_better else -1.0
    rounds: dict[int, Round] = {}
    for year, rows in sorted(rows_by_year.items()):
        if year not in refused and (one := _round(rows, sign)) is not None:
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
