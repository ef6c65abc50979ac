"""When the silent are reminded: how often, how far apart, until when."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.reminders import ReminderRule

RULE = ReminderRule(count=2, first_days_before=8, spacing_days=3, valid_days=2)
HELD_ON, INVITED_ON = date(2025, 3, 13), date(2025, 2, 27)


def due(day: date, known: tuple[int, ...] = (), letter: date = INVITED_ON) -> list[str]:
    """Return number and fate of each reminder of a day, such as "0 leaves"."""
    return [
        f"{window.number} {'is missed' if late else 'leaves'}"
        for window, late in RULE.due(HELD_ON, letter, known, day)
    ]


def test_a_reminder_is_due_in_its_window_and_not_before():
    assert due(date(2025, 3, 4)) == []
    assert due(date(2025, 3, 5)) == due(date(2025, 3, 6)) == ["0 leaves"]
    assert due(date(2025, 3, 8), known=(0,)) == ["1 leaves"]


def test_one_that_is_late_is_missed_and_the_next_has_its_own_window():
    assert due(date(2025, 3, 7)) == ["0 is missed"]
    assert due(date(2025, 3, 9)) == ["0 is missed", "1 leaves"]
    assert due(HELD_ON) == ["0 is missed", "1 is missed"]


def test_nobody_is_reminded_more_often_than_config_says():
    assert due(HELD_ON, known=(0, 1)) == []
    nobody = ReminderRule(0, 8, 3, 2)
    assert list(nobody.due(HELD_ON, INVITED_ON, (), date(2025, 3, 5))) == []


def test_letters_to_one_person_keep_their_distance():
    # Written to on the 3rd: not on the 5th, on the 6th the window is still open.
    assert due(date(2025, 3, 5), letter=date(2025, 3, 3)) == []
    assert due(date(2025, 3, 6), letter=date(2025, 3, 3)) == ["0 leaves"]


def test_who_was_invited_too_late_for_a_reminder_has_missed_none():
    assert due(HELD_ON, letter=date(2025, 3, 4)) == ["1 is missed"]
    assert due(HELD_ON, letter=date(2025, 3, 10)) == []


@given(
    days=st.sets(st.integers(0, 30), min_size=1),
    count=st.integers(0, 5),
    spacing=st.integers(1, 6),
    data=st.data(),
)
def test_whatever_days_the_office_has_power_each_window_is_used_once_and_letters_keep_apart(
    days: set[int], count: int, spacing: int, data: st.DataObject
):
    valid = data.draw(st.integers(1, spacing))
    rule = ReminderRule(count, data.draw(st.integers(1, 25)), spacing, valid)
    known: dict[int, bool] = {}
    letters = [INVITED_ON]
    for day in (INVITED_ON + timedelta(days=one) for one in sorted(days)):
        for window, late in rule.due(HELD_ON, letters[-1], known, day):
            known[window.number] = late
            if not late:
                assert window.opens_on <= day <= window.closes_on
                letters.append(day)
    assert len(known) <= count
    assert all((b - a).days >= spacing for a, b in pairwise(letters))
