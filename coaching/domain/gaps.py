"""Values into gaps and gaps into need: how far an agency falls short of its targets."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from coaching.domain.indicators import Indicator

Numbers = npt.NDArray[np.float64]


def wide(
    values: pd.DataFrame,
    agencies: Sequence[str],
    indicators: Sequence[Indicator],
    column: str = "value",
) -> pd.DataFrame:
    """Return agency by indicator; missing where there is no row, or no such column.

    Args:
        values: agency, indicator and `column`.
    """
    filled = values if column in values else values.assign(**{column: np.nan})
    table = filled.pivot(index="agency", columns="indicator", values=column)
    codes = [one.code for one in indicators]
    found = table.reindex(index=sorted(set(agencies)), columns=codes).astype(float)
    return found.rename_axis(index="agency", columns="indicator")


def gaps(values: Numbers, indicators: Sequence[Indicator]) -> Numbers:
    """Return 0 at the target and 1 at the floor; further below the floor counts on.

    Not capped at 1: of two agencies below the floor the worse one needs it more.

    Args:
        values: any shape whose last axis is the indicators.
    """
    target = np.array([one.target for one in indicators])
    floor = np.array([one.floor for one in indicators])
    short: Numbers = (target - values) / (target - floor)
    # Adding 0 turns the -0.0 of a value exactly at its target into 0.0.
    return np.where(short > 0, short, np.where(np.isnan(short), np.nan, 0.0)) + 0.0


def ranking(
    gaps: pd.DataFrame, indicators: Sequence[Indicator], minimum_coverage: float
) -> pd.DataFrame:
    """Return agency, need, coverage, rank: neediest first, those not ranked last.

    Args:
        gaps: agency by indicator; missing: no value.
        minimum_coverage: least share of the weight that must be there, 0 to 1.
    """
    weights = pd.Series({one.code: one.weight for one in indicators})
    observed = gaps.notna().mul(weights).sum(axis=1)
    coverage = observed / weights.sum()
    # A sum of weights such as 0.35 + 0.35 must not miss 0.70 by the last binary digit.
    judged = (coverage >= minimum_coverage - 1e-9) & (observed > 0)
    need = (gaps.mul(weights).sum(axis=1) / observed).where(judged)
    table = pd.DataFrame({"need": need, "coverage": coverage.clip(0, 1)}).reset_index()
    # Rounded for the order only: ties must not be broken by the last binary digit.
    order = table.assign(shown=-table["need"].round(12)).sort_values(
        ["shown", "agency"], na_position="last", ignore_index=True
    )
    places = pd.Series(np.arange(1, len(order) + 1), dtype="Int64")
    return order.drop(columns="shown").assign(rank=places.where(order["need"].notna()))
