"""The gain of the same people between two tests."""

import numpy as np
import pytest
from statsmodels.stats.weightstats import DescrStatsW

from coaching.stats.learning import paired_gain


def test_the_interval_is_what_an_independent_library_finds():
    dice = np.random.default_rng(3)
    before = dice.normal(60, 12, 40)
    after = before + dice.normal(5, 9, 40)
    found = paired_gain(before, after)
    theirs = DescrStatsW(after - before).tconfint_mean()
    assert (found.low, found.high) == pytest.approx(theirs)
    assert found.gain == pytest.approx(found.after - found.before)


def test_the_size_does_not_depend_on_how_far_both_tests_agree():
    before = np.array([50.0, 60, 70, 80])
    agreeing, opposed = before + 5, before[::-1] + 5
    assert paired_gain(before, opposed).size == pytest.approx(paired_gain(before, agreeing).size)
    assert paired_gain(before, agreeing).size == pytest.approx(5 / np.std(before, ddof=1))


def test_where_everybody_gains_the_same_there_is_no_interval():
    found = paired_gain(np.array([50.0, 60]), np.array([55.0, 65]))
    assert (found.gain, found.low, found.high) == (5, None, None)
    assert paired_gain(np.array([50.0, 50]), np.array([55.0, 55])).size is None


def test_one_pair_is_refused():
    with pytest.raises(ValueError, match="two pairs"):
        paired_gain(np.array([50.0]), np.array([60.0]))
