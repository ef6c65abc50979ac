"""Lists changed by hand, lots, rests, points for attending: what they do to a verdict."""

import numpy as np
import pandas as pd
import pytest
from years import judged, table

from coaching.domain.evaluation import Evaluation, evaluate
from coaching.domain.evaluation_rules import EvaluationRules, Method, Reason, Verdict
from coaching.domain.indicators import Indicator

MORE = Indicator("service", "Service", "Service", "points", 100, 0, 1)


def larger(effect: float, seed: int = 1, coached: int = 12, others: int = 24) -> pd.DataFrame:
    """Return agencies with a score of their own each, so that a list can be changed by hand."""
    dice = np.random.default_rng(seed)
    rows = table(effect, coached=coached, others=others)
    luck = dice.normal(0, 1, len(rows))
    return rows.assign(
        score=dice.uniform(0.2, 0.8, len(rows)),
        outcome=rows["baseline"] + 2 + luck + effect * rows["coached"],
    )


def told(rows: pd.DataFrame, **rules: float | None) -> Evaluation:
    given = {"margin": 1.0, "maximum_lost_share": 0.2, **rules}
    return evaluate(rows, MORE, EvaluationRules(**given))  # type: ignore[arg-type]


def test_a_list_that_was_followed_is_judged_as_before():
    rows = larger(5)
    assert told(rows.assign(listed=rows["coached"])) == told(rows)
    assert told(rows).method is Method.ANCOVA


def test_a_list_changed_by_hand_is_judged_by_who_stood_on_it():
    rows = larger(5)
    listed = rows["coached"].copy()
    listed[[0, 12]] = [False, True]
    found = told(rows.assign(listed=listed))
    assert (found.method, found.overridden) == (Method.LIST_AS_INSTRUMENT, 1)
    assert found.estimate == pytest.approx(5, abs=1.5)
    assert found.verdict is Verdict.RAISED


def test_a_list_hardly_anybody_followed_gives_no_estimate():
    rows = larger(5)
    listed = pd.Series(np.arange(36) % 3 == 0)
    found = told(rows.assign(listed=listed))
    assert (found.verdict, found.reason) == (
        Verdict.DATA_NOT_SUFFICIENT, Reason.LIST_NOT_FOLLOWED,
    )  # fmt: skip
    assert found.estimate is None


def test_a_lot_is_counted_among_those_it_decided_on():
    rows = larger(5).assign(in_lot=[*[False] * 8, *[True] * 8, *[False] * 20])
    found = told(rows)
    assert found.lot_draws == 70
    assert found.lot_chance == pytest.approx(1 / 70)
    assert found.verdict is Verdict.RAISED
    assert told(rows.assign(in_lot=False)).lot_chance is None


def test_an_interval_the_lot_does_not_bear_out_depends_on_the_method():
    rows = larger(5)
    in_lot = [*[False] * 8, *[True] * 8, *[False] * 20]
    # Those who were drawn ended no higher than those who were not.
    rows.loc[12:15, "outcome"] += 5
    found = told(rows.assign(in_lot=in_lot))
    assert found.low is not None
    assert found.low > 0
    assert found.lot_chance is not None
    assert found.lot_chance > 0.05
    assert (found.verdict, found.reason) == (Verdict.DEPENDS_ON_METHOD, Reason.LOT)


def test_a_lot_of_too_few_draws_has_no_say():
    # Of three in the lot one was drawn: whatever happens, that is one draw of three.
    found = told(larger(5).assign(in_lot=[*[False] * 11, *[True] * 3, *[False] * 22]))
    assert (found.lot_draws, found.verdict) == (3, Verdict.RAISED)
    assert found.lot_chance is not None
    assert found.lot_chance >= 1 / 3


def test_a_lot_is_looked_at_as_it_was_drawn_whatever_a_hand_did_to_the_list():
    rows = larger(5).assign(in_lot=[*[False] * 8, *[True] * 8, *[False] * 20])
    drawn = rows["coached"].copy()
    struck = rows.assign(listed=drawn, coached=drawn & (rows.index != 8))
    found = told(struck)
    # Four of eight were drawn; that one of them was struck out makes it no draw of three.
    assert found.lot_draws == 70
    assert (found.overridden, found.passed_over) == (0, 1)
    assert found.method is Method.LIST_AS_INSTRUMENT


def test_who_was_coached_shortly_before_is_nobody_to_compare_with():
    rows = larger(5)
    spoilt = rows.assign(
        resting=[*[False] * 33, *[True] * 3], outcome=[*rows["outcome"][:33], -99, -99, -99]
    )
    found, plain = told(spoilt), told(rows.iloc[:33])
    assert (found.resting, found.others) == (3, 21)
    assert found.estimate == pytest.approx(plain.estimate)


def test_points_for_attending_are_taken_off_before_anything_is_compared():
    rows = larger(5)
    found = told(rows.assign(earned=np.where(rows["coached"], 3.0, 0.0)), attendance_points=10.0)
    plain = told(rows)
    assert found.points_removed == pytest.approx(3)
    assert (found.estimate, found.low) == pytest.approx((plain.estimate - 3, plain.low - 3))
    assert found.before_after == pytest.approx(plain.before_after)
    # What attending earned is no rise that was to be expected anyway.
    assert found.expected_rise == pytest.approx(plain.expected_rise)
    assert found.agencies[0].after == pytest.approx(plain.agencies[0].after - 3)


def test_no_rise_is_claimed_where_nobody_knows_what_attending_earns():
    found = told(larger(5), attendance_points=None)
    assert (found.verdict, found.reason) == (Verdict.DATA_NOT_SUFFICIENT, Reason.POINTS_UNKNOWN)
    assert found.estimate is None
    # A fall cannot come from points that were earned.
    assert told(larger(-5), attendance_points=None).verdict is Verdict.LOWERED


def test_changed_rules_of_scoring_give_no_estimate_and_few_agencies_come_first():
    for rows, verdict in (
        (table(8), Verdict.DATA_NOT_SUFFICIENT),
        (table(8, coached=3), Verdict.COUNTS_ONLY),
    ):
        found = evaluate(rows, MORE, EvaluationRules(1.0, 0.2), rule_set_changed=True)
        assert found.verdict is verdict
        assert found.estimate is None
    assert judged(table(8)).verdict is Verdict.RAISED
