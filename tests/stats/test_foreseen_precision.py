"""What can be said of a comparison's precision before its outcomes are there."""

import numpy as np
import pytest

from coaching.stats.designs import ancova
from coaching.stats.foresight import foreseen_detectable, foreseen_error, unexplained


def a_city(seed: int, agencies: int = 35, coached: int = 9) -> tuple[np.ndarray, np.ndarray]:
    score = np.random.default_rng(seed).normal(60, 8, agencies)
    return score, score <= np.sort(score)[coached - 1]


def test_the_error_foreseen_is_the_one_found_on_average():
    score, treated = a_city(1)
    dice = np.random.default_rng(2)
    outcomes = 0.7 * score + dice.normal(0, 3, (2000, 35))
    found = [ancova(outcome, treated, {"score": score}).standard_error for outcome in outcomes]
    foreseen, freedom = foreseen_error(3.0, treated, {"score": score})
    assert np.sqrt(np.mean(np.square(found))) == pytest.approx(foreseen, rel=0.02)
    assert freedom == 32


def test_two_equal_groups_are_foreseen_as_computed_by_hand():
    # Leverage 1/10 in each group; each mean has spread^2/10, HC3 divides by 0.9.
    flags = np.repeat([True, False], 10)
    error, freedom = foreseen_error(2.0, flags, {})
    assert error == pytest.approx((2 * 4 / 10 / 0.9) ** 0.5)
    assert freedom == 18


def test_more_agencies_and_less_spread_show_smaller_effects():
    score, treated = a_city(3)
    larger, more = a_city(3, 100, 25)
    few = foreseen_detectable(3.0, treated, {"score": score})
    assert foreseen_detectable(3.0, more, {"score": larger}) < 0.7 * few
    assert foreseen_detectable(1.5, treated, {"score": score}) == pytest.approx(few / 2)


def test_what_a_line_leaves_is_its_residual_spread():
    # x 0 1 2 3, y 1 3 2 4 leave residuals -.3 .9 -.9 .3 with two degrees of freedom.
    assert unexplained([1.0, 3, 2, 4], [0.0, 1, 2, 3]) == pytest.approx(0.9**0.5)


@pytest.mark.parametrize("flags", [[True] + [False] * 5, [True] * 6])
def test_a_list_that_allows_no_comparison_is_refused(flags: list[bool]):
    with pytest.raises(ValueError, match=r"alone decides|cannot be told apart"):
        foreseen_error(1.0, flags, {})


def test_two_rows_carry_no_comparison():
    with pytest.raises(ValueError, match="2 rows cannot carry 2"):
        foreseen_error(1.0, [True, False], {})
