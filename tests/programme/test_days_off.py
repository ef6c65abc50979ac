"""Days off: national, local, weekends; and sessions that fall on them."""

from datetime import date
from pathlib import Path

import pytest

from coaching.programme.days_off import DaysOff

CONFIG = Path(__file__).parents[2] / "config"


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 8, 17), "Hari Kemerdekaan Republik Indonesia"),  # a Sunday too
        (date(2025, 3, 31), "Hari Raya Idul Fitri"),
        (date(2025, 4, 2), "Cuti Bersama Hari Raya Idul Fitri"),
        (date(2025, 3, 15), "saturday"),
        (date(2025, 3, 13), None),
    ],
)
def test_a_day_off_has_its_name(day: date, name: str | None):
    told = DaysOff().name_of(day)
    assert (told or "").casefold() == (name or "").casefold()


def test_local_days_are_added_and_worked_ones_taken_out():
    days = DaysOff(
        day=({"date": "2025-06-20", "name": "Hari Jadi Kota"},),
        worked=(date(2025, 3, 15),),  # type: ignore[arg-type]
    )
    assert days.name_of(date(2025, 6, 20)) == "Hari Jadi Kota"
    assert days.name_of(date(2025, 3, 15)) is None


def test_holidays_that_wait_for_the_moon_are_told():
    assert DaysOff().is_estimated(2027)
    assert not DaysOff().is_estimated(2025)
