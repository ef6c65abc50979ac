"""Analysis of covariance and difference in differences: what is compared with what."""

import numpy as np
import pytest
import statsmodels.api as sm

from coaching.stats.designs import ancova, detectable, difference_in_differences


def draw(seed: int = 1, rows: int = 35) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    dice = np.random.default_rng(seed)
    score = dice.normal(60, 8, rows)
    treated = score <= np.sort(score)[8]
    return 0.7 * score + 20 + dice.normal(0, 3, rows), treated, score


def test_the_effect_is_what_an_independent_library_finds():
    outcome, treated, score = draw()
    found = ancova(outcome, treated, {"score": score})
    design = np.column_stack([np.ones(35), treated, score])
    theirs = sm.OLS(outcome, design).fit(cov_type="HC3", use_t=True)
    low, high = theirs.conf_int()[1]
    assert found.effect == pytest.approx(theirs.params[1], abs=1e-8)
    assert found.standard_error == pytest.approx(theirs.bse[1], abs=1e-8)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-8)
    assert found.freedom == 32


def test_the_expected_outcome_is_the_fitted_one_without_the_effect():
    outcome, treated, score = draw()
    found = ancova(outcome, treated, {"score": score})
    gap = (outcome - found.expected)[treated].mean()
    assert gap == pytest.approx(found.effect)
    assert (outcome - found.expected)[~treated].mean() == pytest.approx(0, abs=1e-9)


def test_adding_points_to_the_treated_adds_them_to_the_effect_alone():
    outcome, treated, score = draw()
    plain = ancova(outcome, treated, {"score": score})
    raised = ancova(outcome + 5 * treated, treated, {"score": score})
    assert raised.effect - plain.effect == pytest.approx(5)
    assert raised.standard_error == pytest.approx(plain.standard_error)
    np.testing.assert_allclose(raised.expected, plain.expected)


def test_a_covariate_that_others_determine_is_dropped_and_named():
    outcome, treated, score = draw()
    dice = np.random.default_rng(2)
    earlier = score + dice.normal(0, 2, 35)
    covariates = {"score": score, "baseline": 75 - 50 * score, "earlier": earlier}
    found = ancova(outcome, treated, {**covariates, "nothing": np.full(35, 3.0)})
    plain = ancova(outcome, treated, {"score": score, "earlier": earlier})
    assert found.dropped == ("baseline", "nothing")
    assert found.effect == pytest.approx(plain.effect, abs=1e-9)
    assert found.freedom == 31


def test_a_covariate_that_differs_in_one_row_alone_does_not_take_that_row_for_itself():
    outcome, treated, score = draw()
    nearly = 75 - 50 * score
    nearly[np.argmax(score)] += 9
    found = ancova(outcome, treated, {"score": score, "baseline": nearly})
    plain = ancova(outcome, treated, {"score": score})
    assert found.dropped == ("baseline",)
    assert (found.effect, found.low) == pytest.approx((plain.effect, plain.low))
    # The score itself is never given up, whoever decides.
    with pytest.raises(ValueError, match="one row alone"):
        ancova(outcome, treated, {"score": np.eye(35)[0], "baseline": score})


@pytest.mark.parametrize("flag", [True, False])
def test_one_kind_of_rows_alone_cannot_be_compared(flag: bool):
    outcome, _, score = draw()
    with pytest.raises(ValueError, match="cannot be told apart"):
        ancova(outcome, np.full(35, flag), {"score": score})


def test_difference_in_differences_is_the_one_computed_by_hand():
    # The treated change by 3 and 5, the others by 1 and 2.
    found = difference_in_differences(
        [13, 25, 31, 42], [10, 20, 30, 40], [True, True, False, False]
    )
    assert found == pytest.approx(4 - 1.5)


def test_the_detectable_effect_is_two_quantiles_of_standard_errors():
    # t(30): 2.0423 at .975, 0.8538 at .80.
    assert detectable(2.0, 30) == pytest.approx(2 * (2.0423 + 0.8538), abs=2e-4)
    assert detectable(2.0, 30, power=0.5) == pytest.approx(2 * 2.0423, abs=2e-4)
