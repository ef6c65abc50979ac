"""Rules of the yearly review of the indicators."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from coaching.domain.indicators import Indicator
from coaching.domain.relevance import redefined, review
from coaching.domain.relevance_rules import (
    Check,
    Fate,
    IndicatorReview,
    RelevanceReview,
    RelevanceRules,
    proposed,
)

DAY = date(2025, 1, 15)
AGENCIES = [f"agency-{number:02d}" for number in range(20)]
QUARTERS = [f"2024-Q{quarter}" for quarter in (1, 2, 3, 4)]
ONE = Indicator("one", "One", "One", "points", 75, 25, 1)
OUTCOME = Indicator("outcome", "Outcome", "Outcome", "points", 75, 25, 1)
LASTING = np.linspace(40, 70, len(AGENCIES))[:, None]
JITTER = np.array([[0.0, 1.0, -1.0, 2.0]]) * np.where(np.arange(20) % 2, 1, -1)[:, None]
GOOD = LASTING + JITTER


def told(panels: Mapping[str, np.ndarray], periods: list[str] = QUARTERS) -> pd.DataFrame:
    return pd.DataFrame([
        (agency, code, period, float(value))
        for code, panel in panels.items()
        for agency, row in zip(AGENCIES, panel, strict=False)
        for period, value in zip(periods, row, strict=True)
    ], columns=["agency", "indicator", "period", "value"])  # fmt: skip


def seen(values: pd.DataFrame, *indicators: Indicator, **changes: object) -> RelevanceReview:
    given = {
        "year": 2024, "as_of": DAY, "flags_before": {}, "shows_after_days": {}, **changes,
    }  # fmt: skip
    return review(values, AGENCIES, indicators or (ONE,), OUTCOME, RelevanceRules(), **given)  # type: ignore[arg-type]


def only(values: pd.DataFrame, **changes: object) -> IndicatorReview:
    return seen(values, **changes).indicators[0]


def test_nothing_speaks_against_a_good_indicator():
    found = only(told({"one": GOOD, "outcome": GOOD}))
    assert found.flags == ()
    assert found.proposal is Fate.KEEP
    assert all(one.figure is not None for one in found.findings)


def test_an_indicator_that_too_few_report_is_flagged():
    found = only(told({"one": GOOD[:13], "outcome": GOOD}))
    assert found.flags == (Check.COVERAGE,)
    assert found.findings[0].figure == pytest.approx(0.65)
    assert found.proposal is Fate.WATCH


def test_a_target_that_nearly_all_have_reached_is_flagged():
    found = only(told({"one": GOOD + 36, "outcome": GOOD}))
    assert found.flags == (Check.CEILING,)


def test_a_target_below_the_floor_is_reached_from_above():
    less = replace(ONE, target=25.0, floor=75.0)
    assert seen(told({"one": GOOD - 50, "outcome": GOOD}), less).indicators[0].flags[0] is (
        Check.CEILING
    )
    assert Check.CEILING not in seen(told({"one": GOOD, "outcome": GOOD}), less).indicators[0].flags


def test_less_of_one_that_is_better_low_goes_with_more_of_the_outcome():
    less = replace(ONE, target=25.0, floor=75.0)
    found = seen(told({"one": 100 - GOOD, "outcome": GOOD}), less).indicators[0]
    assert found.flags == ()
    rho = found.findings[-1].figure
    assert rho is not None
    assert rho > 0.9


def test_noise_tells_nothing_that_lasts():
    noise = np.random.default_rng(4).normal(60, 6, (20, 4))
    assert Check.PERSISTENCE in only(told({"one": noise, "outcome": GOOD})).flags


def test_a_copy_of_the_values_before_is_stale():
    copied = GOOD.copy()
    copied[:, 3] = copied[:, 2]
    assert only(told({"one": copied, "outcome": GOOD})).flags == (Check.FRESHNESS,)


def test_values_older_than_one_and_a_half_periods_are_stale():
    values = told({"one": GOOD, "outcome": GOOD})
    assert only(values, as_of=date(2025, 5, 15)).flags == ()
    assert only(values, as_of=date(2025, 5, 25)).flags == (Check.FRESHNESS,)


def test_a_constant_is_flagged_for_several_reasons():
    found = only(told({"one": np.full((20, 4), 60.0), "outcome": GOOD}))
    assert set(found.flags) == {Check.SPREAD, Check.FRESHNESS}


def test_an_indicator_that_runs_against_the_outcome_is_flagged():
    assert only(told({"one": 110 - GOOD, "outcome": GOOD})).flags == (Check.ASSOCIATION,)


def test_what_cannot_be_measured_is_not_held_against_an_indicator():
    found = only(told({"one": GOOD[:, :1]}, QUARTERS[3:]))
    unknown = {one.check for one in found.findings if one.figure is None}
    assert unknown == {Check.PERSISTENCE, Check.FRESHNESS, Check.ASSOCIATION}
    assert found.flags == ()


def test_an_indicator_without_a_value_is_flagged_and_does_not_stop_the_review():
    found = only(told({"outcome": GOOD}))
    assert (found.period, found.reported, found.flags) == (None, 0, (Check.COVERAGE,))


@pytest.mark.parametrize(
    ("now", "before", "fate"),
    [
        (0, 3, Fate.KEEP), (1, 3, Fate.WATCH), (2, 0, Fate.CHANGE), (2, 1, Fate.CHANGE),
        (2, 2, Fate.RETIRE), (4, 3, Fate.RETIRE),
    ],
)  # fmt: skip
def test_it_takes_two_flags_in_two_reviews_to_propose_the_end(now: int, before: int, fate: Fate):
    assert proposed(now, before) is fate


def test_two_that_say_the_same_are_named_whichever_way_they_point():
    two = replace(ONE, code="two")
    found = seen(told({"one": GOOD, "two": 100 - GOOD, "outcome": GOOD}), ONE, two)
    assert [(pair.first, pair.second) for pair in found.pairs] == [("one", "two")]
    assert found.pairs[0].correlation == pytest.approx(-1)


def test_what_cannot_move_within_the_follow_up_may_not_evaluate():
    values = told({"one": GOOD, "outcome": GOOD})
    assert only(values).can_move is None
    assert only(values, shows_after_days={"one": 90}).can_move is True
    assert only(values, shows_after_days={"one": 1825}).can_move is False


def test_a_changed_definition_is_named_and_a_new_indicator_is_none():
    before = [{"code": "one", "target": 75.0, "unit": "points"}]
    now = [{"code": "one", "target": 80.0, "unit": "points"}, {"code": "two", "target": 1.0}]
    [change] = redefined(before, now)
    assert (change.indicator, change.what, change.before, change.now) == (
        "one", "target", "75.0", "80.0",
    )  # fmt: skip


def test_the_order_of_rows_does_not_matter():
    values = told({"one": GOOD, "outcome": GOOD})
    assert seen(values.sample(frac=1, random_state=3)) == seen(values)
