"""The city that `coaching up --demo` opens on: its sessions are to come, whatever day it is."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from coaching.city import make_city, write_city
from coaching.programme import read_programme
from flows.demo.visit import SEED, THURSDAY, let_sessions_come


@pytest.mark.parametrize(
    "day", ["2026-01-01", "2026-11-25", "2026-11-30", "2026-12-16", "2026-12-31", "2028-02-29"]
)
def test_its_sessions_are_thursdays_that_are_to_come(day: str, tmp_path: Path):
    today = date.fromisoformat(day)
    write_city(make_city(SEED, today.year), tmp_path)
    let_sessions_come(tmp_path / "config/programme.toml", today)
    programme = read_programme(tmp_path / "config")
    assert programme.evaluation.outcome_period == "next-year"  # these sessions may end the year
    held = [one.held_on for one in programme.calendar_of(today.year).sessions]
    assert len(held) == 2
    assert {one.weekday() for one in held} == {THURSDAY}
    assert timedelta(days=15) <= held[0] - today <= timedelta(days=21 + 14)
    assert timedelta(weeks=1) <= held[1] - held[0] <= timedelta(weeks=3)
    assert programme.days_off is not None
    assert [programme.days_off.name_of(one) for one in held] == [None, None]
