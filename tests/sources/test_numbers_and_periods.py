"""Numbers and periods as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.sources.numbers import number, uses_comma, whole
from coaching.sources.periods import period


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("81", 81), ("81.5", 81.5), ("81,5", 81.5), ("81 %", 81), ("81%", 81), ("-3", -3),
        ("−3", -3), ("1.234,56", 1234.56), ("1,234.56", 1234.56), ("1.234.567", None),
        ("1e2", 100), ("Infinity", None), ("nan", None), ("#N/A", None), ("", None),
        ("81.5.2", None), ("8 1", None), ("1e999", None), ("baik", None),
    ],
)  # fmt: skip
def test_a_cell_holds_a_number_or_it_does_not(text: str, value: float | None):
    assert number(text) == value


def test_a_cell_that_can_be_read_both_ways_is_read_as_its_column_is():
    assert uses_comma(["1.234", "81,5", "80,25", "79.5"])
    assert not uses_comma(["1.234", "81.5", "80.25", "79,5"])
    assert number("1.234", decimal_comma=True) == 1234
    assert number("1.234") == 1.234
    assert number("1,234") == 1234
    assert number("1.234.567", decimal_comma=True) == 1234567


@given(value=st.floats(-1e6, 1e6).map(lambda value: round(value, 2)))
def test_a_decimal_comma_means_what_a_point_means(value: float):
    text = f"{value:.2f}"
    assert number(text) == number(text.replace(".", ","), decimal_comma=True) == value


@given(text=st.text(max_size=12))
def test_any_cell_is_a_finite_number_or_none(text: str):
    value = number(text)
    assert value is None or abs(value) < float("inf")


def test_a_count_is_whole():
    assert whole("12") == 12
    assert whole("12.5") is None


@pytest.mark.parametrize(
    "text",
    ["2018-Q3", "2018Q3", "2018 q3", "Q3 2018", "TW III 2018", "Triwulan 3 Tahun 2018", "2018/TW3"],
)
def test_a_quarter_is_understood(text: str):
    assert period(text) == "2018-Q3"


@pytest.mark.parametrize(
    "text", ["", "18", "2018-Q5", "2018-13", "triwulan lalu", "3018", "Q0 2018"]
)
def test_what_is_no_period_is_none(text: str):
    assert period(text) is None


def test_a_year_is_a_period():
    assert period("2018") == "2018"
