"""Indicators, periods, and the one value of a year."""

from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.indicators import Indicator, Period
from coaching.domain.yearly_values import outcome_values, values_of_year

VALUES = pd.DataFrame(
    [
        ("dinkes", "service", "2025-Q1", 60.0),
        ("dinkes", "service", "2025-Q2", 70.0),
        ("dinkes", "service", "2025-Q4", 80.0),
        ("dinkes", "service", "2024", 10.0),
        ("dinkes", "absence", "2025", 4.0),
        ("dispora", "service", "2025", 55.0),
        ("dispora", "service", "2025-Q1", 99.0),
        ("satpol", "service", "2026-Q1", 1.0),
    ],
    columns=["agency", "indicator", "period", "value"],
)


def test_the_target_says_which_way_is_better():
    assert Indicator("a", "", "", "", target=80, floor=60, weight=1).higher_is_better
    assert not Indicator("a", "", "", "", target=2, floor=12, weight=1).higher_is_better


def test_a_target_that_is_its_floor_is_refused():
    with pytest.raises(ValueError, match="service: target and floor must differ"):
        Indicator("service", "", "", "", target=5, floor=5, weight=1)


def test_a_negative_weight_is_refused():
    with pytest.raises(ValueError, match="service: a weight cannot be negative"):
        Indicator("service", "", "", "", target=5, floor=1, weight=-0.1)


@pytest.mark.parametrize(
    ("written", "starts", "ends"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-Q2", date(2024, 4, 1), date(2024, 6, 30)),
        ("2024-Q3", date(2024, 7, 1), date(2024, 9, 30)),
        ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31)),
    ],
)
def test_a_period_has_a_first_and_a_last_day(written: str, starts: date, ends: date):
    period = Period.parse(written)
    assert (period.starts_on, period.ends_on) == (starts, ends)


@given(year=st.integers(1000, 9998), quarter=st.none() | st.integers(1, 4))
def test_a_written_period_reads_back(year: int, quarter: int | None):
    assert Period.parse(str(Period(year, quarter))) == Period(year, quarter)


@given(year=st.integers(1000, 9998))
def test_the_quarters_of_a_year_follow_each_other_without_a_gap(year: int):
    quarters = [Period(year, quarter) for quarter in range(1, 5)]
    for one, following in pairwise(quarters):
        assert one.ends_on + timedelta(days=1) == following.starts_on
    assert quarters[-1].ends_on == Period(year).ends_on


@pytest.mark.parametrize("written", ["", "24", "2024-Q5", "2024-Q0", "2024Q1", "2024-01", " 2024"])
def test_what_is_no_period_is_refused(written: str):
    with pytest.raises(ValueError, match="not a period"):
        Period.parse(written)


def test_a_year_has_its_yearly_value_or_else_the_mean_of_its_quarters():
    found = values_of_year(VALUES, 2025).set_index(["agency", "indicator"])["value"]
    assert found.to_dict() == {
        ("dinkes", "service"): 70.0,
        ("dinkes", "absence"): 4.0,
        ("dispora", "service"): 55.0,  # measured for the whole year, whatever the first quarter
    }


def test_a_year_without_values_is_an_empty_table():
    for values in (VALUES, VALUES.iloc[:0]):
        found = values_of_year(values, 1999)
        assert found.empty
        assert list(found.columns) == ["agency", "indicator", "value"]


@pytest.mark.parametrize(
    ("after", "dinkes"),
    [
        (None, 70.0),
        (date(2024, 12, 31), 70.0),
        (date(2025, 1, 1), 75.0),  # the first quarter began on the last day of coaching
        (date(2025, 5, 20), 80.0),
    ],
)
def test_quarters_that_began_before_the_coaching_ended_do_not_judge_it(
    after: date | None, dinkes: float
):
    assert outcome_values(VALUES, "service", 2025, after)["dinkes"] == pytest.approx(dinkes)


def test_an_agency_measured_only_before_the_coaching_ended_has_no_outcome():
    found = outcome_values(VALUES, "service", 2025, date(2025, 11, 1))
    assert found.to_dict() == {"dispora": 55.0}


def test_an_indicator_nobody_measured_gives_no_outcome():
    assert outcome_values(VALUES, "beauty", 2025, None).empty
