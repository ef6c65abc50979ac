"""Means over few people, drawn towards what is common to all."""

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]

NOTHING = 1e-18  # less sampling variance than that is rounding
FEWEST = 3  # groups; with fewer nothing can be said of what is common


def towards_the_mean(values: Vector, errors: Vector) -> tuple[Vector, Vector]:
    """Return the posterior mean and standard deviation of each group's true mean.

    Args:
        values: one mean per group; missing stays missing.
        errors: standard error of each; missing or 0: the value is taken as it is.

    Returns:
        Values between the group's own and the mean of all, nearer to the latter the
        less its own is worth; and their standard deviations (0 where unknown).

    Source: Efron and Morris (1975), JASA 70, 311-319; spread between groups by
        DerSimonian and Laird (1986), Controlled Clinical Trials 7, 177-188.
    """
    sampling = np.nan_to_num(errors, nan=0.0) ** 2
    noisy = ~np.isnan(values) & (sampling > NOTHING)
    plain = np.where(np.isnan(values), np.nan, np.sqrt(sampling))
    if noisy.sum() < FEWEST:
        return values.copy(), plain
    own, noise = values[noisy], sampling[noisy]
    between = _between(own, noise)
    centre = float(np.average(own, weights=1 / (noise + between)))
    pull = noise / (noise + between)
    mean, spread = values.copy(), plain
    mean[noisy] = pull * centre + (1 - pull) * own
    spread[noisy] = np.sqrt((1 - pull) * noise)
    return mean, spread


def _between(own: Vector, noise: Vector) -> float:
    """Return the variance between true means; 0 where noise alone explains what is seen."""
    weights = 1 / noise
    centre = np.average(own, weights=weights)
    excess = float(weights @ (own - centre) ** 2) - (len(own) - 1)
    return max(0.0, excess / float(weights.sum() - (weights**2).sum() / weights.sum()))
