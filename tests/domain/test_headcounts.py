"""Indicators that are counts over the employees of an agency."""

from typing import Any

import polars as pl
import pytest
from professionals import DISCIPLINE, EMPLOYEE, PERFORMANCE, PERSON, RULES, TRAINING, YEAR, frame

from coaching.domain import headcounts

ABSENCE = {"person": pl.Int64, "year": pl.Int16, "days": pl.Float32, "in_a_row": pl.Float32}


def lazy(rows: list[dict[str, Any]], schema: dict[str, Any], **usual: Any) -> pl.LazyFrame:
    found = frame(rows, schema, **usual)
    assert found is not None
    return found


FOUR = lazy([PERSON | {"person": one} for one in range(1, 5)], EMPLOYEE)


def told(found: pl.LazyFrame) -> tuple[float, int, int]:
    row = found.collect().row(0, named=True)
    assert row["agency"] == "dinkes"
    return round(row["value"], 6), row["heads"], row["measured"]


def test_the_hours_of_a_year_are_added_up_over_its_trainings() -> None:
    rows = [{"person": 1, "hours": 12.0}, {"person": 1, "hours": 8.0}, {"person": 2, "hours": 19.5},
            {"person": 3, "hours": 40.0, "year": YEAR - 1}, {"person": 4, "days": 9.0}]  # fmt: skip
    training = lazy(rows, TRAINING, year=YEAR, kind="technical")
    assert told(headcounts.twenty_hours(FOUR, training, YEAR)) == (25, 4, 4)


def test_good_performance_is_a_share_of_those_who_have_one() -> None:
    rows = [{"person": 1, "value": 76.0}, {"person": 2, "predicate": "very-good"},
            {"person": 3, "value": 60.0}]  # fmt: skip
    performance = lazy(rows, PERFORMANCE, year=YEAR)
    value, heads, measured = told(headcounts.good_performance(FOUR, performance, RULES, YEAR))
    assert (value, heads, measured) == (pytest.approx(200 / 3, abs=1e-5), 4, 3)
    assert headcounts.good_performance(FOUR, performance, RULES, YEAR - 1).collect().is_empty()


def test_discipline_is_counted_in_cases_per_hundred() -> None:
    rows = [{"person": 1, "level": "minor"}, {"person": 1, "level": "severe"},
            {"person": 2, "level": "minor", "year": YEAR - 1}]  # fmt: skip
    discipline = lazy(rows, DISCIPLINE, year=YEAR)
    assert told(headcounts.discipline_cases(FOUR, discipline, YEAR)) == (50, 4, 4)
    assert told(headcounts.discipline_cases(FOUR, discipline, YEAR - 2)) == (0, 4, 4)


def test_absence_is_counted_in_days_and_in_people_on_the_ladder() -> None:
    rows = [{"person": 1, "days": 1.0}, {"person": 1, "days": 2.0}, {"person": 2, "days": 2.0},
            {"person": 3, "days": 10.0, "in_a_row": 10.0}]  # fmt: skip
    absence = lazy(rows, ABSENCE, year=YEAR)
    assert told(headcounts.absence_days(FOUR, absence, YEAR)) == (375, 4, 4)
    assert told(headcounts.absence_ladder(FOUR, absence, YEAR)) == (50, 4, 4)


def test_a_list_without_a_row_of_the_year_has_not_reached_it() -> None:
    absence = lazy([{"person": 1, "days": 1.0}], ABSENCE, year=YEAR)
    assert headcounts.reaches(absence, YEAR)
    assert not headcounts.reaches(absence, YEAR + 1)
    assert not headcounts.reaches(None, YEAR)
