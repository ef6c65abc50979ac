"""How precise a comparison will be, before anybody knows how it ends."""

from collections.abc import Mapping, Sequence

import numpy as np

from coaching.stats.designs import TREATED, Flags, compared, detectable
from coaching.stats.least_squares import FULL_LEVERAGE, Vector, columns, fit, independent


def foreseen_error(
    spread: float,
    treated: Sequence[bool] | Vector | Flags,
    covariates: Mapping[str, Sequence[float] | Vector],
) -> tuple[float, int]:
    """Return the standard error to expect of an analysis of covariance, and its freedom.

    Args:
        spread: standard deviation of what the covariates leave unexplained, in the
            unit of the outcome.
        treated: n flags, as they will be.
        covariates: n values each, as the analysis will hold them equal.

    Raises:
        ValueError: too few rows, one kind only, or a row that alone decides.

    Source: expectation of HC3 (MacKinnon and White 1985) where errors have one
        spread: each squared residual is spread^2 (1 - leverage), divided by the
        square of that.
    """
    design, _ = compared(treated, covariates)
    n, p = design.shape
    if n <= p:
        raise ValueError(f"{n} rows cannot carry {p} coefficients")
    orthogonal, triangle = np.linalg.qr(design)
    leverage = np.sum(orthogonal**2, axis=1)
    if leverage.max() > FULL_LEVERAGE:
        raise ValueError("one row alone decides a coefficient")
    shares = (orthogonal @ np.linalg.inv(triangle).T)[:, TREATED]
    return float(spread * np.sqrt(np.sum(shares**2 / (1 - leverage)))), n - p


def foreseen_detectable(
    spread: float,
    treated: Sequence[bool] | Vector | Flags,
    covariates: Mapping[str, Sequence[float] | Vector],
) -> float:
    """Return the smallest effect that such a comparison will find with 80 per cent chance."""
    return detectable(*foreseen_error(spread, treated, covariates))


def unexplained(outcome: Sequence[float] | Vector, *covariates: Sequence[float] | Vector) -> float:
    """Return the standard deviation that a straight line on the covariates leaves.

    Raises:
        ValueError: too few rows, or nothing is left.
    """
    values = np.asarray(outcome, dtype=float)
    whole = columns(np.ones_like(values), *covariates)
    line = fit(values, whole[:, independent(whole)])
    return float(np.sqrt(np.sum((values - line.fitted) ** 2) / line.freedom))
