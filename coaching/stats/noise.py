"""How far one period's value lies from what an agency is like, told by its own periods."""

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]


def period_variance(variance: Vector, freedom: Vector, people: Vector) -> Vector:
    """Return the variance of one period's value for each group: a + b / people.

    Four quarters of one agency say little of its noise; those of all agencies say
    how much there is in general (a), and how much more where people are few (b).

    Args:
        variance: over each group's own periods; missing where it has only one.
        freedom: periods less one.
        people: how many each value rests on; missing: unknown, then b is left out.

    Returns:
        One variance per group; all missing where no group has two periods.

    Source: weighted least squares with neither part below 0; the variance of a
        sample variance is proportional to its square.
    """
    usable = ~np.isnan(variance) & (freedom > 0)
    if not usable.any():
        return np.full_like(variance, np.nan)
    fewness = np.where(people > 0, 1 / np.where(people > 0, people, 1.0), np.nan)
    common = float(np.average(variance[usable], weights=freedom[usable]))
    if common == 0 or np.isnan(fewness[usable]).any():
        return np.full_like(variance, common)
    weights = freedom[usable] / common**2
    for _ in range(2):  # the second time with weights that know who is noisy
        base, slope = _line(variance[usable], fewness[usable], weights)
        fitted = base + slope * fewness[usable]
        weights = freedom[usable] / np.maximum(fitted, common / 100) ** 2
    return np.where(np.isnan(fewness), common, base + slope * fewness)


def _line(y: Vector, x: Vector, weights: Vector) -> tuple[float, float]:
    """Return base and slope, neither below 0."""
    mean_x, mean_y = np.average(x, weights=weights), np.average(y, weights=weights)
    spread = float(np.average((x - mean_x) ** 2, weights=weights))
    if spread <= 1e-18:
        return float(mean_y), 0.0
    slope = float(np.average((x - mean_x) * (y - mean_y), weights=weights)) / spread
    base = float(mean_y - slope * mean_x)
    if slope < 0:
        return float(mean_y), 0.0
    if base < 0:
        return 0.0, float(np.average(x * y, weights=weights) / np.average(x * x, weights=weights))
    return base, slope
