"""Least squares with HC3, against an independent library and by hand."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.stats.least_squares import columns, fit, independent, t_quantile


@given(seed=st.integers(0, 10_000), rows=st.integers(12, 60), width=st.integers(2, 5))
@settings(max_examples=60, deadline=None)
def test_an_independent_library_gives_the_same_figures(seed: int, rows: int, width: int):
    dice = np.random.default_rng(seed)
    design = columns(np.ones(rows), *dice.normal(50, 8, (width - 1, rows)))
    noise = dice.normal(0, 1 + np.abs(design[:, 1] - 50), rows)
    outcome = design @ dice.normal(0, 1, width) + noise
    ours = fit(outcome, design)
    theirs = sm.OLS(outcome, design).fit(cov_type="HC3", use_t=True)
    low_high = [ours.interval(column) for column in range(width)]
    np.testing.assert_allclose(ours.coefficients, theirs.params, rtol=1e-8, atol=1e-8)
    ours_scaled, theirs_scaled = scaled(ours.covariance, theirs.cov_params())
    np.testing.assert_allclose(ours_scaled, theirs_scaled, rtol=0, atol=1e-8)
    np.testing.assert_allclose(low_high, theirs.conf_int(), rtol=1e-8, atol=1e-8)
    np.testing.assert_allclose(ours.fitted, theirs.fittedvalues, rtol=1e-8)
    assert ours.freedom == theirs.df_resid


@given(seed=st.integers(0, 10_000), rows=st.integers(12, 60))
@settings(max_examples=60, deadline=None)
def test_it_gives_the_same_where_columns_nearly_say_the_same(seed: int, rows: int):
    # As in the programme: a need from 0 to 1, the value it was made of, and the years before.
    dice = np.random.default_rng(seed)
    need = dice.uniform(0, 1, rows)
    before = 85 - 50 * need + dice.normal(0, 0.3, rows)
    coached = need > np.sort(need)[-4]
    design = columns(np.ones(rows), coached, need, before, before + dice.normal(0, 0.5, rows))
    outcome = before + dice.normal(0, 2, rows)
    theirs = sm.OLS(outcome, design).fit(cov_type="HC3", use_t=True)
    ours_scaled, theirs_scaled = scaled(fit(outcome, design).covariance, theirs.cov_params())
    np.testing.assert_allclose(ours_scaled, theirs_scaled, rtol=0, atol=1e-8)


def scaled(ours: np.ndarray, theirs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return covariances as shares of the errors' products: one near 0 has no size of its own."""
    errors = np.sqrt(np.diag(theirs))
    return ours / np.outer(errors, errors), theirs / np.outer(errors, errors)


def test_a_line_through_four_points_is_the_one_computed_by_hand():
    # x 0 1 2 3, y 1 3 2 4: slope 8/10, intercept 1.3, residuals -.3 .9 -.9 .3,
    # leverages .7 .3 .3 .7; HC3 of the slope: sum((x-1.5)^2 e^2/(1-h)^2) / 5^2.
    line = fit(np.array([1.0, 3, 2, 4]), columns(np.ones(4), [0, 1, 2, 3]))
    assert line.coefficients == pytest.approx([1.3, 0.8])
    by_hand = 2 * (1.5**2 * 0.3**2 / 0.3**2 + 0.5**2 * 0.9**2 / 0.7**2) / 5**2
    assert line.standard_error(1) == pytest.approx(by_hand**0.5)
    assert line.freedom == 2


def test_students_t_has_the_quantiles_of_the_printed_tables():
    assert t_quantile(0.975, 30) == pytest.approx(2.0423, abs=5e-5)
    assert t_quantile(0.95, 5) == pytest.approx(2.0150, abs=5e-5)
    assert t_quantile(0.8, 10) == pytest.approx(0.8791, abs=5e-5)


def test_as_many_coefficients_as_rows_are_refused():
    with pytest.raises(ValueError, match="2 rows cannot carry 2 coefficients"):
        fit(np.array([1.0, 2]), columns(np.ones(2), [0, 1]))


def test_columns_that_say_the_same_are_refused():
    with pytest.raises(ValueError, match="say the same"):
        fit(np.arange(5.0), columns(np.ones(5), np.arange(5), 2 * np.arange(5) + 1))


def test_a_row_that_alone_decides_a_coefficient_is_refused():
    with pytest.raises(ValueError, match="one row alone"):
        fit(np.array([1.0, 2, 4, 3, 9]), columns(np.ones(5), [0, 0, 0, 0, 1]))


@pytest.mark.parametrize("outcome", [np.full(5, 7.0), np.array([1.0, 3, 5, 7, 9]), np.zeros(5)])
def test_outcomes_that_leave_nothing_to_judge_the_precision_by_are_refused(outcome: np.ndarray):
    with pytest.raises(ValueError, match="no spread"):
        fit(outcome, columns(np.ones(5), [0, 1, 2, 3, 4]))


def test_of_columns_that_say_the_same_the_first_is_kept():
    steps = np.arange(6.0)
    square = steps**2
    design = columns(np.ones(6), steps, 3 - 2 * steps, square, np.zeros(6), square + steps)
    assert independent(design) == [0, 1, 3]


@given(scale=st.floats(1e-6, 1e6), shift=st.floats(-1e4, 1e4))
def test_the_unit_of_a_column_does_not_change_what_is_fitted(scale: float, shift: float):
    dice = np.random.default_rng(4)
    steps, outcome = dice.normal(0, 1, 20), dice.normal(0, 1, 20)
    plain = fit(outcome, columns(np.ones(20), steps))
    scaled = fit(outcome, columns(np.ones(20), steps * scale + shift * scale))
    np.testing.assert_allclose(scaled.fitted, plain.fitted, atol=1e-6)
