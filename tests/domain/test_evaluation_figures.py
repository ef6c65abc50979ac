"""The figures beside a verdict: who counts, what is held equal, and which way is better."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from years import LESS, MORE, judged, lose, table, turned

from coaching.domain.evaluation_rules import Verdict

# --- who counts ---


def test_an_agency_without_a_frozen_score_or_a_baseline_is_left_out_and_counted():
    rows = table(8, coached=5, others=12)
    holes = lose(lose(rows, [0, 8], "score"), [9], "baseline")
    found = judged(holes)
    assert (found.unranked, found.coached, found.others) == (3, 4, 10)
    assert (found.lost_coached, found.lost_others) == (1, 0)
    assert found.coached + found.lost_coached == 5
    assert "agency-00" not in {one.agency for one in found.agencies}


def test_lines_are_of_the_coached_alone_neediest_first_and_raw():
    found = judged(table(8))
    assert [one.agency for one in found.agencies] == [f"agency-0{one}" for one in range(4)]
    first = found.agencies[0]
    # Before 50; everybody rose by 2; 8 more came from coaching, and 1 from luck.
    assert (first.before, first.after) == pytest.approx((50, 61))
    assert first.expected == pytest.approx(52)
    assert first.difference == pytest.approx(9)


def test_the_lines_of_the_coached_average_to_the_estimate():
    found = judged(table(3, noise=2, coached=7, others=13))
    differences = [one.difference for one in found.agencies]
    assert np.mean(differences) == pytest.approx(found.estimate)
    rises = [one.expected - one.before for one in found.agencies]
    assert np.mean(rises) == pytest.approx(found.expected_rise)


# --- what is held equal ---


def test_earlier_years_are_used_only_where_every_agency_has_them():
    rows = table(8)
    earlier = rows["baseline"] + np.tile([3.0, 1, -1, 2], 3)
    whole = judged(rows.assign(earlier=earlier))
    holed = judged(lose(rows.assign(earlier=earlier), [5], "earlier"))
    assert whole.earlier_used
    assert whole.second_opinion == pytest.approx(8)
    assert not holed.earlier_used


def test_one_agency_without_earlier_years_does_not_silence_the_second_opinion():
    rows = table(8)
    luck = np.tile([9.0, -9], 6)
    rows = rows.assign(earlier=rows["baseline"] + 20 * rows["coached"] + luck)
    assert judged(rows).verdict is Verdict.DEPENDS_ON_METHOD
    # One of eight others was founded lately; with two of them it is too many.
    young = judged(lose(rows, [5], "earlier"))
    assert young.second_opinion is not None
    assert young.second_opinion < 0
    assert (young.verdict, young.earlier_used) == (Verdict.DEPENDS_ON_METHOD, False)
    assert judged(lose(rows, [5, 6], "earlier")).second_opinion is None


def test_a_score_that_is_the_baseline_turned_around_leaves_one_of_the_two():
    assert judged(table(8)).dropped_columns == ("baseline",)
    dice = np.random.default_rng(3)
    rows = table(8).assign(score=dice.uniform(0.2, 0.8, 12))
    assert judged(rows).dropped_columns == ()


# --- which way is better ---


def test_where_less_is_better_a_fall_is_a_rise_and_raw_values_stay_raw():
    rows = table(8).assign(earlier=table(8)["baseline"] + np.tile([3.0, 1, -1, 2], 3))
    more, less = judged(rows, MORE), judged(turned(rows), LESS)
    for figure in ("estimate", "low", "high", "before_after", "expected_rise", "second_opinion"):
        assert getattr(less, figure) == pytest.approx(getattr(more, figure))
    assert less.verdict is more.verdict
    for one, other in zip(less.agencies, more.agencies, strict=True):
        assert one.before == pytest.approx(100 - other.before)
        assert one.expected == pytest.approx(100 - other.expected)
        assert one.difference == pytest.approx(other.difference)


# --- properties ---


@given(seed=st.integers(0, 10_000), shift=st.floats(-30, 30))
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_and_a_shift_of_all_values_change_nothing(seed: int, shift: float):
    dice = np.random.default_rng(seed)
    rows = table(2).assign(score=dice.uniform(0.2, 0.8, 12), outcome=dice.normal(60, 5, 12))
    shifted = rows.assign(baseline=rows["baseline"] + shift, outcome=rows["outcome"] + shift)
    plain = judged(rows)
    assert judged(rows.sample(frac=1, random_state=seed)) == plain
    assert judged(shifted).estimate == pytest.approx(plain.estimate, abs=1e-7)
    assert judged(shifted).low == pytest.approx(plain.low, abs=1e-7)


def test_an_evaluation_survives_as_a_document():
    for rows in (table(8), table(8, coached=2)):
        found = judged(rows)
        document = found.as_document()
        again = json.loads(json.dumps(document, allow_nan=False))
        assert again["verdict"] == found.verdict.value
        assert again["estimate"] == found.estimate
        assert [one["agency"] for one in again["agencies"]] == [
            one.agency for one in found.agencies
        ]
