"""How often each agency would be on the list, had luck and weights been a little different."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from coaching.domain.gaps import gaps
from coaching.domain.indicators import Indicator
from coaching.domain.places import fill
from coaching.domain.scores import Scores
from coaching.domain.selection_rules import SelectionRules

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

TIE = 1e-10  # of equal needs each comes first equally often


def listing_probability(
    scores: Scores,
    indicators: Sequence[Indicator],
    rules: SelectionRules,
    eligible: Flags,
    due: Flags,
    places: int,
    reserved: int,
) -> "pd.Series[float]":
    """Return for each agency the share of redraws in which it gets a place.

    Scores are drawn from their sampling error, weights from a Dirichlet around the
    city's; everything else is done as for the list itself.

    Args:
        scores: agencies sorted by code, so that the order of rows never matters.
        eligible: one flag per agency; those who cannot be chosen have 0.

    Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), section 7,
        on uncertainty of weights and values.
    """
    dice = np.random.default_rng(rules.redraw_seed)
    need = need_draws(dice, scores, indicators, rules)
    ties = TIE * dice.random(need.shape)
    may = eligible & (need > 0)
    chosen = fill(np.where(may, need, 0.0).round(12) + ties, may, due, places, reserved)
    return pd.Series(chosen.mean(axis=0), scores.value.index)


def need_draws(
    dice: np.random.Generator,
    scores: Scores,
    indicators: Sequence[Indicator],
    rules: SelectionRules,
) -> Numbers:
    """Return redraws by agencies: the need each would have had; 0 where nothing is known."""
    count, agencies = rules.redraws, len(scores.value)
    weights = weight_draws(dice, indicators, rules.weight_spread, count)
    noise = dice.standard_normal((count, agencies, len(indicators)))
    drawn = scores.value.to_numpy(float) + noise * scores.error.to_numpy(float)
    return _need(gaps(drawn, indicators), weights)


def weight_draws(
    dice: np.random.Generator, indicators: Sequence[Indicator], spread: float, count: int
) -> Numbers:
    """Return draws by indicators: weights that add up to 1, around the city's own.

    Args:
        spread: standard deviation of a weight of average size, relative to it.
    """
    own = np.array([one.weight for one in indicators])
    own = own / own.sum()
    used = int((own > 0).sum())
    if used < 2 or spread == 0:
        return np.tile(own, (count, 1))
    parts = dice.standard_gamma(
        np.maximum(own * ((used - 1) / spread**2 - 1), 1e-9), size=(count, len(own))
    )
    parts = np.where(own > 0, parts, 0.0)
    return np.asarray(parts / parts.sum(axis=1, keepdims=True))


def _need(gap: Numbers, weights: Numbers) -> Numbers:
    known = ~np.isnan(gap)
    weighted = np.where(known, gap, 0.0) * weights[:, None, :]
    observed = (known * weights[:, None, :]).sum(axis=2)
    safe = np.where(observed > 0, observed, 1.0)
    return np.where(observed > 0, weighted.sum(axis=2) / safe, 0.0)
