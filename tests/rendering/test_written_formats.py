"""Dates, times and numbers as Indonesian and English readers write them."""

from datetime import date, time

import pytest

from coaching.rendering.formats import clock, listed, long_date, number, percent, short_date

DAY = date(2025, 3, 13)


@pytest.mark.parametrize(
    ("language", "long", "at", "small", "share"),
    [
        ("id", "Kamis, 13 Maret 2025", "08.00", "−1,25", "69 persen"),
        ("en", "Thursday, 13 March 2025", "8:00", "−1.25", "69 per cent"),
    ],
)
def test_how_a_language_writes(language: str, long: str, at: str, small: str, share: str) -> None:
    assert long_date(DAY, language).replace("\N{NO-BREAK SPACE}", " ") == long
    assert clock(time(8), language).lstrip("0") == at.lstrip("0")
    assert number(-1.25, language, digits=2) == small
    assert percent(0.69, language).replace("\N{NO-BREAK SPACE}", " ") == share


def test_a_minus_sign_is_a_minus_sign_and_zero_has_none() -> None:
    assert number(-0.001, "id", digits=1) in {"0,0", "0"}
    assert "-" not in number(-3.2, "id", digits=1)


def test_lists_are_joined_as_the_language_joins_them() -> None:
    assert listed(["a", "b", "c"], "id") == "a, b, dan c"
    assert listed(["a", "b"], "id") == "a dan b"
    assert listed(["a", "b", "c"], "en") in {"a, b and c", "a, b, and c"}
    assert listed([], "id") == ""


def test_a_short_date_has_its_year() -> None:
    assert "2025" in short_date(DAY, "id")
