"""Rank correlation, and how far above the estimate the true one may lie."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FEWEST = 3
Values = NDArray[np.float64]


@dataclass(frozen=True)
class RankCorrelation:
    """Spearman's rho, and the upper end of its 95 % interval; `pairs` it rests on."""

    rho: float
    upper: float
    pairs: int


def rank_correlation(
    first: Values, second: Values, *, seed: int, draws: int = 1000
) -> RankCorrelation | None:
    """Return the rank correlation of two series, its upper limit by bootstrap over the pairs.

    Args:
        first, second: same length; pairs with a missing value are left out.
        seed: of the resampling; the same seed gives the same limit.
        draws: resamples.

    Returns:
        None with fewer than 3 pairs, or where one series does not differ at all.

    Source: Spearman (1904); percentile interval of Efron & Tibshirani (1993), chapter 13.
        Resampled pairs keep the ranks they have among all.
    """
    both = ~(np.isnan(first) | np.isnan(second))
    ranks = np.column_stack([average_ranks(first[both]), average_ranks(second[both])])
    pairs = len(ranks)
    if pairs < FEWEST or (ranks == ranks[0]).all(axis=0).any():
        return None
    picks = np.random.default_rng(seed).integers(0, pairs, (draws, pairs))
    drawn = _correlations(ranks[:, 0][picks], ranks[:, 1][picks])
    rho = float(_correlations(ranks[None, :, 0], ranks[None, :, 1])[0])
    return RankCorrelation(rho, float(np.nanquantile(drawn, 0.975)), pairs)


def average_ranks(values: Values) -> Values:
    """Return ranks from 1; equal values share the mean of their ranks."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: Values = (last - (counts - 1) / 2)[place]
    return ranks


def _correlations(first: Values, second: Values) -> Values:
    """Return Pearson's correlation of each row of one with that row of the other."""
    one = first - first.mean(axis=1, keepdims=True)
    other = second - second.mean(axis=1, keepdims=True)
    scale = np.sqrt((one**2).sum(axis=1) * (other**2).sum(axis=1))
    # A resample in which nothing differs has no correlation.
    scale[scale == 0] = np.nan
    found: Values = (one * other).sum(axis=1) / scale
    return found
