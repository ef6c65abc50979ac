"""The list as instrument: where it was followed, and where it was not."""

import numpy as np
import pytest

from coaching.stats.designs import ancova
from coaching.stats.instrument import two_stage


def overridden(
    seed: int, swaps: int = 3, effect: float = 2.0
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return outcome, treated, listed, score; added by hand were those about to rise anyway."""
    dice = np.random.default_rng(seed)
    score = dice.normal(60, 8, 60)
    luck = dice.normal(0, 3, 60)
    listed = score <= np.sort(score)[14]
    treated = listed.copy()
    treated[np.flatnonzero(listed)[:swaps]] = False
    outside = np.flatnonzero(~listed)
    treated[outside[np.argsort(-luck[outside])[:swaps]]] = True
    return 0.7 * score + luck + effect * treated, treated, listed, score


def test_a_list_that_was_followed_gives_the_analysis_of_covariance():
    outcome, treated, listed, score = overridden(1, swaps=0)
    ours = two_stage(outcome, treated, listed, {"score": score})
    plain = ancova(outcome, treated, {"score": score})
    assert ours.strength == float("inf")
    for figure in ("effect", "low", "high", "standard_error", "freedom", "detectable"):
        assert getattr(ours.found, figure) == pytest.approx(getattr(plain, figure))
    np.testing.assert_allclose(ours.found.expected, plain.expected)


def test_without_covariates_it_is_the_ratio_of_wald():
    listed = np.array([True] * 6 + [False] * 6)
    treated = listed.copy()
    treated[[0, 6]] = [False, True]
    outcome = np.arange(12.0) % 5 + 3 * treated
    by_hand = (outcome[listed].mean() - outcome[~listed].mean()) / (
        treated[listed].mean() - treated[~listed].mean()
    )
    assert two_stage(outcome, treated, listed, {}).found.effect == pytest.approx(by_hand)


def test_picks_of_those_about_to_rise_mislead_the_plain_comparison_and_not_the_list():
    years = [overridden(seed) for seed in range(400)]
    plain = [ancova(y, treated, {"score": s}).effect for y, treated, _, s in years]
    found = [two_stage(y, treated, z, {"score": s}).found for y, treated, z, s in years]
    assert np.mean(plain) > 2.5
    assert np.median([one.effect for one in found]) == pytest.approx(2, abs=0.35)
    covers = [one.low <= 2 <= one.high for one in found]
    assert np.mean(covers) >= 0.93


def test_a_list_nobody_followed_is_told_by_its_strength():
    outcome, treated, listed, score = overridden(5, swaps=13)
    dice = np.random.default_rng(6)
    assert two_stage(outcome, treated, listed, {"score": score}).strength < 10
    with pytest.raises(ValueError, match="cannot be told apart"):
        two_stage(outcome, treated, np.zeros(60, bool), {"score": score})
    halves = np.tile([True, False], 30)
    with pytest.raises(ValueError, match="says nothing"):
        two_stage(dice.normal(size=60), np.repeat([True, False, True], 20), halves, {})


def test_a_row_that_alone_decides_is_refused():
    listed = np.array([True] + [False] * 9)
    with pytest.raises(ValueError, match="one row alone"):
        two_stage(np.arange(10.0), listed, listed, {})
