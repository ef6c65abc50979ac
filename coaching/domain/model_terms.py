"""The terms of the fitted model, for whoever wants to compute the estimate again."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from coaching.domain.estimating import comparison
from coaching.stats.designs import compared
from coaching.stats.least_squares import fit


@dataclass(frozen=True)
class Term:
    """One coefficient with its HC3 standard error and 95 per cent interval; positive is better."""

    name: str
    coefficient: float
    error: float
    low: float
    high: float


def model_terms(rows: pd.DataFrame, *, higher_is_better: bool) -> tuple[Term, ...]:
    """Return the constant, coaching, and each covariate that was kept, in that order.

    Args:
        rows: those the estimate rests on, in the order of `analysed`.

    Raises:
        ValueError: no model can be fitted.
    """
    told = comparison(rows, 1.0 if higher_is_better else -1.0)
    _, dropped = compared(told.flags, told.covariates)
    kept = [name for name in told.covariates if name not in dropped]
    # In their own units, as anybody would compute it; the effect does not depend on that.
    design = np.column_stack([
        np.ones(len(rows)), told.flags.astype(float), *(told.covariates[one] for one in kept)
    ])  # fmt: skip
    line = fit(told.outcome, design)
    return tuple(
        Term(
            name, float(line.coefficients[place]), line.standard_error(place),
            *line.interval(place),
        )
        for place, name in enumerate(["constant", "coached", *kept])
    )  # fmt: skip
