"""Weekdays that stand beside dates are checked against them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.weekdays import MONTHS, NAMES, contradictions, is_weekday_of


@pytest.mark.parametrize(
    "text",
    [
        "Kamis, 13 Maret 2025", "pada hari Kamis tanggal 13 Maret 2025 pukul 08.00",
        "Thursday, 13 March 2025", "JUM'AT, 14 MARET 2025", "Kamis (13 Maret 2025)",
        "13 Maret 2025", "Kamis depan, 13 orang", "",
    ],
)  # fmt: skip
def test_a_weekday_that_is_that_of_its_date_is_none_of_our_business(text: str):
    assert contradictions(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hadir pada Rabu,\n13  Maret 2025.", ["Rabu, 13 Maret 2025"]),
        ("Senin 31 Februari 2025", ["Senin 31 Februari 2025"]),
        ("Kamis, 13 Maret 2025 atau Kamis, 14 Maret 2025", ["Kamis, 14 Maret 2025"]),
    ],
)
def test_a_weekday_that_is_another_day_than_its_date_is_found(text: str, found: list[str]):
    assert contradictions(text) == found


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.integers(0, 6), st.data())
def test_of_the_seven_days_exactly_one_is_right(day: date, weekday: int, data: st.DataObject):
    name = data.draw(st.sampled_from(sorted(NAMES[weekday])))
    month = data.draw(st.sampled_from(sorted(MONTHS[day.month - 1])))
    is_right = weekday == day.weekday()
    assert (contradictions(f"{name}, {day.day} {month} {day.year}") == []) is is_right
    assert is_weekday_of(f" {name.title()} ", day) is is_right
