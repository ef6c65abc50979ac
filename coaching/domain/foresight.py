"""What a list will be able to show, said on the day it is proposed: nobody knows the result yet."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from coaching.domain.evaluation_rules import EvaluationRules
from coaching.domain.selection_rules import Decision
from coaching.domain.yearly_values import panel
from coaching.stats.foresight import foreseen_detectable, unexplained

EARLIER_YEARS = 3  # before the year of selection; older ones say little of today
PAST_CHANGES = 3  # pairs of years the usual luck of a year is measured in


@dataclass(frozen=True)
class Foresight:
    """The smallest effect a list can show with 80 per cent chance, before it is carried out.

    Args:
        detectable: in the unit of the outcome.
        coached, others: agencies that can be compared.
        spread: how far agencies usually end from where their past puts them.
        measured_in: the years whose ends were compared with what was expected of them.
    """

    detectable: float
    coached: int
    others: int
    spread: float
    measured_in: tuple[int, ...]


def foreseen(
    values: pd.DataFrame,
    table: pd.DataFrame,
    listed: Collection[str],
    *,
    outcome: str,
    year: int,
    judged_year: int,
    rules: EvaluationRules,
) -> Foresight | None:
    """Say what smallest effect a list can show, as the later evaluation will be made.

    The list's own needs and past values give the shape of the comparison; how far
    agencies strayed from their past in the years before gives its noise.

    Args:
        values: agency, indicator, period, value: every period there is.
        table: agency, need (missing: not ranked) and decision, as `domain.selection.select`
            gives them; who rests will be nobody to compare with.
        listed: codes of the agencies to be coached.
        outcome: code of the indicator that judges.
        year: of the coaching.
        judged_year: whose values of the outcome judge it.
        rules: say how many agencies an estimate needs.

    Returns:
        None where no estimate will be made at all, or no past tells how much luck a
        year holds.
    """
    lag = judged_year - (year - 1)
    past = panel(values, outcome, range(year - EARLIER_YEARS - PAST_CHANGES - lag, year))
    rows = table[["agency", "need"]].assign(
        baseline=table["agency"].map(past[year - 1]),
        earlier=table["agency"].map(_earlier(past, year - 1)),
        coached=table["agency"].isin(list(listed)),
    )
    resting = (table["decision"] == Decision.RESTING.value) & ~rows["coached"]
    usable = rows[rows["need"].notna() & rows["baseline"].notna() & ~resting]
    coached = int(usable["coached"].sum())
    others = len(usable) - coached
    if coached < rules.minimum_coached or others < rules.minimum_others:
        return None
    ends = range(year - 1, year - 1 - PAST_CHANGES, -1)
    spreads = {end: found for end in ends if (found := _spread(past, end, lag)) is not None}
    if not spreads:
        return None
    spread = float(np.sqrt(np.mean(np.square(list(spreads.values())))))
    covariates = {name: usable[name].to_numpy(float) for name in ("need", "baseline")}
    if usable["earlier"].notna().all():
        covariates["earlier"] = usable["earlier"].to_numpy(float)
    try:
        size = foreseen_detectable(spread, usable["coached"].to_numpy(bool), covariates)
    except ValueError:
        return None
    return Foresight(size, coached, others, spread, tuple(sorted(spreads)))


def _earlier(past: pd.DataFrame, baseline: int) -> "pd.Series[float]":
    years = [one for one in range(baseline - EARLIER_YEARS, baseline) if one in past]
    return past[years].mean(axis=1)


def _spread(past: pd.DataFrame, end: int, lag: int) -> float | None:
    """Return how far agencies ended a year from where the years before put them."""
    start = end - lag
    if start not in past:
        return None
    rows = pd.DataFrame({
        "end": past[end], "start": past[start], "earlier": _earlier(past, start),
    }).dropna(subset=["end", "start"])  # fmt: skip
    known = [rows["start"]]
    if len(rows) and rows["earlier"].notna().all():
        known.append(rows["earlier"])
    try:
        return unexplained(rows["end"].to_numpy(), *(one.to_numpy() for one in known))
    except ValueError:
        return None
