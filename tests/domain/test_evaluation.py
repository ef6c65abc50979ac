"""Every verdict, from tables small enough to reckon by hand."""

import numpy as np
import pytest
from years import judged, lose, table

from coaching.domain.evaluation_rules import Verdict


def test_an_interval_above_zero_says_raised():
    found = judged(table(8))
    assert found.verdict is Verdict.RAISED
    # Groups differ by 8 at equal scores; everybody rose by 2, the coached by 10.
    assert found.estimate == pytest.approx(8)
    assert found.before_after == pytest.approx(10)
    assert found.expected_rise == pytest.approx(2)
    assert found.low is not None
    assert found.low > 0


def test_the_interval_is_the_one_computed_by_hand():
    # Two columns beside the flag: the constant and the score, of which baseline is a
    # line. Residuals are +-1. By groups, at the two levels of score: leverage of a
    # coached agency 1/4 + share of level, of another 1/8 + the same; levels +-0.5
    # around their mean, so the share is 0.25/(12 x 0.25) = 1/12.
    found = judged(table(8))
    meat = 4 * (1 / (1 - 1 / 4 - 1 / 12)) ** 2 / 16 + 8 * (1 / (1 - 1 / 8 - 1 / 12)) ** 2 / 64
    reach = 2.2621571628 * meat**0.5  # t(9)
    assert (found.low, found.high) == pytest.approx((8 - reach, 8 + reach))
    assert found.detectable == pytest.approx((2.2621571628 + 0.8834038597) * meat**0.5)


def test_an_interval_below_zero_says_lowered():
    assert judged(table(-8)).verdict is Verdict.LOWERED


def test_an_interval_that_holds_zero_says_not_distinguishable():
    found = judged(table(1, noise=3))
    assert found.verdict is Verdict.NOT_DISTINGUISHABLE
    assert found.estimate == pytest.approx(1)


def test_a_whole_interval_within_the_margin_says_negligible():
    assert judged(table(0.2), margin=2.5).verdict is Verdict.NEGLIGIBLE
    assert judged(table(0.2), margin=0.5).verdict is Verdict.NOT_DISTINGUISHABLE


@pytest.mark.parametrize("effect", [-1.5, 1.5])
def test_an_interval_that_leaves_the_margin_on_one_side_is_not_negligible(effect: float):
    # It reaches 1.97 to each side: from 0.47 inside the margin to 3.47, far beyond it.
    assert judged(table(effect), margin=1).verdict is Verdict.NOT_DISTINGUISHABLE


def test_an_interval_beside_zero_is_no_less_an_effect_for_lying_within_the_margin():
    assert judged(table(8), margin=20).verdict is Verdict.RAISED
    assert judged(table(-8), margin=20).verdict is Verdict.LOWERED


def test_a_second_opinion_of_the_other_sign_says_depends_on_method():
    rows = table(8)
    # Earlier on, the coached stood 20 above where they were measured last; else
    # earlier values are luck of another kind, so holding them equal moves nothing.
    earlier = rows["baseline"] + np.where(rows["coached"], 20, 0) + np.tile([9, -9], 6)
    found = judged(rows.assign(earlier=earlier))
    assert found.second_opinion == pytest.approx(8 - 20)
    assert found.earlier_used
    assert found.estimate == pytest.approx(8)
    assert found.low is not None
    assert found.low > 0
    assert found.verdict is Verdict.DEPENDS_ON_METHOD


def test_a_second_opinion_changes_nothing_where_the_interval_holds_zero():
    rows = table(1, noise=3)
    earlier = rows["baseline"] + np.where(rows["coached"], 20, 0) + np.tile([9, -9], 6)
    found = judged(rows.assign(earlier=earlier))
    assert found.second_opinion is not None
    assert found.second_opinion < 0
    assert found.verdict is Verdict.NOT_DISTINGUISHABLE


@pytest.mark.parametrize(("coached", "others"), [(3, 20), (0, 20), (20, 7), (4, 0)])
def test_too_few_agencies_give_counts_only(coached: int, others: int):
    found = judged(table(8, coached=coached, others=others))
    assert found.verdict is Verdict.COUNTS_ONLY
    assert (found.coached, found.others) == (coached, others)
    assert found.estimate is None
    assert found.before_after is None
    assert found.agencies == ()


def test_four_coached_and_eight_others_are_enough():
    assert judged(table(8, coached=4, others=8)).estimate is not None


def test_more_lost_than_the_city_allows_says_data_not_sufficient():
    rows = table(8, coached=10, others=12)
    two, three = judged(lose(rows, [0, 1])), judged(lose(rows, [0, 1, 2]))
    assert (two.verdict, two.lost_coached, two.coached) == (Verdict.RAISED, 2, 8)
    assert (three.verdict, three.lost_coached) == (Verdict.DATA_NOT_SUFFICIENT, 3)
    assert three.reason == "coached-lost"
    assert three.estimate is None


def test_a_few_coached_of_whom_most_are_lost_are_still_told_as_lost_data():
    found = judged(lose(table(8, coached=4), [0, 1]))
    assert found.verdict is Verdict.DATA_NOT_SUFFICIENT


def test_losses_the_city_allows_can_leave_too_few_for_an_estimate():
    few_coached = judged(lose(table(8, coached=4), [0]), maximum_lost_share=0.5)
    few_others = judged(lose(table(8, coached=4, others=8), [11]))
    assert few_coached.verdict is Verdict.COUNTS_ONLY
    assert few_others.verdict is Verdict.COUNTS_ONLY
    assert (few_others.others, few_others.lost_others) == (7, 1)


def test_too_few_at_all_comes_before_lost_data():
    found = judged(lose(table(8, coached=3), [0, 1, 2]))
    assert (found.verdict, found.lost_coached) == (Verdict.COUNTS_ONLY, 3)


def test_values_nobody_measured_again_are_no_effect_and_no_proof_of_none():
    rows = table(0)
    found = judged(rows.assign(outcome=rows["baseline"]))
    assert found.verdict is Verdict.DATA_NOT_SUFFICIENT
    assert found.reason is not None
    assert "no spread" in found.reason


def test_one_agency_that_alone_decides_leaves_no_estimate():
    rows = table(8).assign(score=[0.9] + [0.4] * 11, baseline=50.0)
    found = judged(rows)
    assert found.verdict is Verdict.DATA_NOT_SUFFICIENT
    assert found.reason is not None
    assert "one row alone" in found.reason
