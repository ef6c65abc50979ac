"""Means over few people, and how noisy one quarter is: against plain loops and known truth."""

import numpy as np
import pytest

from coaching.stats.noise import period_variance
from coaching.stats.shrinkage import towards_the_mean


def test_the_shrunken_mean_is_the_one_computed_by_hand():
    values, errors = np.array([50.0, 60.0, 70.0, 80.0]), np.array([5.0, 5.0, 5.0, 5.0])
    mean, spread = towards_the_mean(values, errors)
    # Q = 500/25 = 20, less 3, over 4/25 - (4/625)/(4/25) = 0.12: between = 141.67
    pull = 25 / (25 + 17 / 0.12)
    assert mean == pytest.approx(65 * pull + values * (1 - pull))
    assert spread == pytest.approx(5 * np.sqrt(1 - pull))


def test_where_noise_explains_everything_all_are_the_same():
    mean, spread = towards_the_mean(np.array([50.0, 51.0, 52.0]), np.full(3, 10.0))
    assert mean == pytest.approx(51)
    assert spread == pytest.approx(0)


def test_a_missing_value_stays_missing_and_one_of_unknown_error_stays_as_it_is():
    values = np.array([50.0, np.nan, 70.0, 60.0, 61.0])
    mean, spread = towards_the_mean(values, np.array([5.0, 5.0, np.nan, 5.0, 5.0]))
    assert np.isnan(mean[1])
    assert np.isnan(spread[1])
    assert mean[2] == 70
    assert spread[2] == 0


def test_two_agencies_say_nothing_of_what_is_common():
    values = np.array([50.0, 70.0])
    mean, spread = towards_the_mean(values, np.array([5.0, 5.0]))
    assert mean.tolist() == [50, 70]
    assert spread.tolist() == [5, 5]


def test_shrunken_means_lie_nearer_to_the_truth():
    dice = np.random.default_rng(3)
    truth = dice.normal(70, 6, 300)
    errors = dice.uniform(2, 8, 300)
    seen = truth + dice.normal(0, errors)
    mean, spread = towards_the_mean(seen, errors)
    assert np.mean((mean - truth) ** 2) < 0.75 * np.mean((seen - truth) ** 2)
    inside = np.abs(mean - truth) < 1.96 * spread
    assert inside.mean() == pytest.approx(0.95, abs=0.04)


def test_the_noise_of_a_quarter_is_found_again():
    dice = np.random.default_rng(4)
    people = np.exp(dice.normal(4.1, 1.0, 2000))
    truth = 2.5**2 + 11**2 / people
    freedom = np.full(2000, 3.0)
    variance = truth * dice.chisquare(3, 2000) / 3
    found = period_variance(variance, freedom, people)
    assert np.median(found / truth) == pytest.approx(1, abs=0.08)
    assert found[np.argmin(people)] > found[np.argmax(people)]


def test_without_head_counts_the_noise_is_that_of_all():
    variance = np.array([1.0, 3.0, np.nan])
    found = period_variance(variance, np.array([3.0, 3.0, 0.0]), np.full(3, np.nan))
    assert found.tolist() == [2, 2, 2]


def test_one_period_alone_says_nothing_of_noise():
    found = period_variance(np.full(2, np.nan), np.zeros(2), np.array([10.0, 20.0]))
    assert np.isnan(found).all()


@pytest.mark.parametrize("variance", [[4.0, 1.0, 0.5], [0.5, 1.0, 4.0]])
def test_neither_part_of_the_noise_is_ever_below_nothing(variance: list[float]):
    people = np.array([400.0, 20.0, 5.0])
    found = period_variance(np.array(variance), np.full(3, 3.0), people)
    assert (found >= 0).all()
    assert (np.diff(found) >= -1e-12).all()  # never less noise where people are fewer
