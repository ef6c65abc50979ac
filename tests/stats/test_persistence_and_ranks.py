"""Intraclass and rank correlation against published numbers and another library."""

import numpy as np
import pytest
from scipy import stats

from coaching.stats.persistence import persistence
from coaching.stats.ranks import average_ranks, rank_correlation

# Shrout & Fleiss (1979), table 2: six targets, four judges.
JUDGED = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float
)


def test_the_table_of_shrout_and_fleiss_gives_their_icc_3_1():
    found = persistence(JUDGED)
    assert found is not None
    assert found.share == pytest.approx(0.71, abs=0.005)  # table 4
    assert found.upper == pytest.approx(0.95, abs=0.005)


def test_what_moves_everybody_alike_is_no_noise():
    drift = np.array([0, 10, 20, 30])
    moved, still = persistence(JUDGED + drift), persistence(JUDGED)
    assert moved is not None
    assert still is not None
    assert (moved.share, moved.upper) == pytest.approx((still.share, still.upper))


def test_where_nothing_differs_nothing_is_told():
    assert persistence(np.full((10, 4), 60.0)) is None
    assert persistence(JUDGED[:2]) is None
    assert persistence(JUDGED[:, :1]) is None


def test_a_copy_of_itself_persists_wholly():
    found = persistence(np.repeat(JUDGED[:, :1], 4, axis=1))
    assert found is not None
    assert (found.share, found.upper) == (1.0, 1.0)


def test_rank_correlation_with_ties_is_that_of_scipy():
    dice = np.random.default_rng(1)
    one = dice.integers(0, 8, 40).astype(float)
    other = one + dice.integers(0, 6, 40)
    found = rank_correlation(one, other, seed=3)
    assert found is not None
    assert found.rho == pytest.approx(stats.spearmanr(one, other).statistic)
    assert average_ranks(one) == pytest.approx(stats.rankdata(one))


def test_the_limit_is_that_of_a_plain_bootstrap():
    dice = np.random.default_rng(2)
    one = dice.normal(size=60)
    other = 0.5 * one + dice.normal(size=60)
    found = rank_correlation(one, other, seed=5, draws=2000)
    again = []
    for _ in range(500):
        pick = dice.integers(0, 60, 60)
        again.append(stats.spearmanr(one[pick], other[pick]).statistic)
    assert found is not None
    assert found.upper == pytest.approx(np.quantile(again, 0.975), abs=0.03)
    assert found == rank_correlation(one, other, seed=5, draws=2000)


def test_pairs_with_a_hole_are_left_out_and_constants_tell_nothing():
    one = np.arange(12.0)
    holed = np.where(one < 2, np.nan, one)
    found = rank_correlation(one, holed, seed=0)
    assert found is not None
    assert (found.pairs, found.rho) == (10, pytest.approx(1.0))
    assert rank_correlation(one, np.ones(12), seed=0) is None
