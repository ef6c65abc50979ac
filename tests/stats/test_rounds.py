"""Several rounds averaged; an agency that stands in two of them is one source of error."""

import numpy as np
import pytest

from coaching.stats.designs import ancova
from coaching.stats.rounds import Round, pooled


def a_round(seed: int, effect: float = 2.0, lasting: np.ndarray | None = None) -> Round:
    dice = np.random.default_rng(seed)
    base = dice.normal(60, 6, 35) if lasting is None else lasting
    score, earlier = base + dice.normal(0, 4, (2, 35))
    treated = score <= np.sort(score)[8]
    outcome = base + dice.normal(0, 4, 35) + effect * treated + seed
    names = [f"agency-{one}" for one in range(35)]
    return Round(names, outcome, treated, {"score": score, "earlier": earlier})


def test_one_round_is_the_analysis_of_covariance():
    one = a_round(1)
    ours, plain = pooled([one]), ancova(one.outcome, one.treated, one.covariates)
    for figure in ("effect", "low", "high", "standard_error", "freedom", "detectable"):
        assert getattr(ours, figure) == pytest.approx(getattr(plain, figure))
    assert ours.rounds == 1


def test_rounds_of_different_agencies_have_independent_errors():
    one, two = a_round(1), a_round(2)
    other = Round([f"other-{n}" for n in range(35)], two.outcome, two.treated, two.covariates)
    errors = [ancova(r.outcome, r.treated, r.covariates).standard_error for r in (one, two)]
    together = pooled([one, other])
    assert together.standard_error == pytest.approx((errors[0] ** 2 + errors[1] ** 2) ** 0.5 / 2)
    assert together.freedom == 70 - 4


def test_the_same_round_twice_says_no_more_than_once():
    one = a_round(3)
    assert pooled([one, one]).standard_error == pytest.approx(pooled([one]).standard_error)


def test_four_rounds_show_smaller_effects_and_still_cover_the_truth():
    covers, single, four = [], [], []
    for seed in range(300):
        lasting = np.random.default_rng(seed).normal(60, 6, 35)
        rounds = [a_round(10 * seed + k, lasting=lasting) for k in range(4)]
        together = pooled(rounds)
        covers.append(together.low <= 2 <= together.high)
        single.append(pooled(rounds[:1]).detectable)
        four.append(together.detectable)
    assert np.mean(covers) >= 0.93
    assert np.mean(four) < 0.65 * np.mean(single)


def test_no_round_is_nothing_to_pool():
    with pytest.raises(ValueError, match="no round"):
        pooled([])
