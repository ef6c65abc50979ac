"""What is due on a day of the coaching year, and what waits for a person."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.cycle import (
    SessionDay,
    Stage,
    Subject,
    YearCalendar,
    YearOutcome,
    YearState,
    agenda,
    collects_replies,
)

ONE = SessionDay("one", date(2026, 5, 12), send_on=date(2026, 4, 28), collect_on=date(2026, 5, 13))
TWO = SessionDay("two", date(2026, 6, 9), send_on=date(2026, 5, 26), collect_on=date(2026, 6, 10))
CALENDAR = YearCalendar(
    year=2026,
    open_on=date(2026, 1, 5),
    pull_on=date(2026, 1, 15),
    select_on=date(2026, 2, 2),
    evaluate_on=date(2027, 2, 15),
    sessions=(ONE, TWO),
)
PULLED = frozenset({(Stage.PULL, "")})
SELECTED = PULLED | {(Stage.SELECT, "")}
READY = YearState(
    2026, SELECTED, selection_approved=True, planned=True, invitations_approved=True,
    sessions=("one", "two"),
)  # fmt: skip
FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
MID_MAY = date(2026, 5, 20)


def due(state: YearState, day: date) -> list[tuple[Stage, str]]:
    return [(step.stage, step.part) for step in agenda(state, CALENDAR, day).steps]


def test_before_its_day_a_stage_is_announced_and_not_due():
    found = agenda(YearState(2026), CALENDAR, date(2026, 1, 14))
    assert found.steps == ()
    assert (found.next_stage, found.next_on) == (Stage.PULL, date(2026, 1, 15))
    assert found.waits_for is None


def test_on_its_day_a_stage_is_due_and_long_after_it_still_is():
    for day, late in ((date(2026, 1, 15), 0), (date(2026, 1, 18), 3), (date(2027, 1, 15), 365)):
        [step] = agenda(YearState(2026), CALENDAR, day).steps
        assert step.stage is Stage.PULL
        assert step.days_late(day) == late


def test_selection_waits_for_indicators_whatever_the_day():
    assert due(YearState(2026), LAST) == [(Stage.PULL, "")]
    assert due(YearState(2026, PULLED), LAST) == [(Stage.SELECT, "")]
    assert due(YearState(2026, PULLED), date(2026, 2, 1)) == []


def test_a_proposed_list_waits_for_its_decision():
    found = agenda(YearState(2026, SELECTED), CALENDAR, LAST)
    assert found.steps == ()
    assert found.waits_for is Subject.SELECTION
    assert found.next_on is None


def test_an_approved_list_asks_for_its_people():
    state = YearState(2026, SELECTED, selection_approved=True)
    found = agenda(state, CALENDAR, date(2026, 2, 2))
    assert [(step.stage, step.part) for step in found.steps] == [(Stage.INVITE, "")]
    assert found.waits_for is None


def test_planned_invitations_wait_for_their_decision():
    state = replace(READY, invitations_approved=False)
    found = agenda(state, CALENDAR, LAST)
    assert found.steps == ()
    assert found.waits_for is Subject.INVITATIONS


def test_a_withdrawn_approval_of_the_list_stops_everything_after_it():
    found = agenda(replace(READY, selection_approved=False), CALENDAR, LAST)
    assert found.steps == ()
    assert found.waits_for is Subject.SELECTION


def test_each_session_is_invited_on_its_own_day():
    assert due(READY, date(2026, 4, 27)) == []
    assert due(READY, date(2026, 4, 28)) == [(Stage.INVITE, "one")]
    assert due(READY, MID_MAY + timedelta(days=10)) == [
        (Stage.INVITE, "one"), (Stage.INVITE, "two"),
    ]  # fmt: skip


def test_attendance_is_collected_only_of_a_session_that_was_invited():
    state = replace(READY, done=SELECTED | {(Stage.INVITE, "one")})
    assert due(state, MID_MAY) == [(Stage.ATTEND, "one")]
    found = agenda(state, CALENDAR, MID_MAY)
    assert (found.next_stage, found.next_on) == (Stage.INVITE, TWO.send_on)


def test_a_session_that_no_agency_was_given_asks_for_nothing():
    assert due(replace(READY, sessions=("two",)), MID_MAY) == []


EVERYTHING = SELECTED | {
    (stage, code) for stage in (Stage.INVITE, Stage.ATTEND) for code in ("one", "two")
}


def test_the_year_is_evaluated_once_every_session_has_its_attendance():
    whole = replace(READY, done=EVERYTHING)
    assert due(whole, CALENDAR.evaluate_on) == [(Stage.EVALUATE, "")]
    assert due(whole, CALENDAR.evaluate_on - timedelta(days=1)) == []
    half = replace(READY, done=EVERYTHING - {(Stage.ATTEND, "two")})
    assert due(half, LAST) == [(Stage.ATTEND, "two")]


def test_a_session_that_lost_its_days_in_the_calendar_still_holds_the_evaluation_back():
    state = replace(READY, done=EVERYTHING - {(Stage.ATTEND, "two")})
    without = replace(CALENDAR, sessions=(ONE,))
    assert agenda(state, without, LAST).steps == ()


@pytest.mark.parametrize("outcome", YearOutcome)
def test_a_finished_year_asks_for_nothing(outcome: YearOutcome):
    found = agenda(YearState(2026, outcome=outcome), CALENDAR, LAST)
    assert found.steps == ()
    assert found.next_on is None


def test_answers_can_arrive_between_the_invitation_and_the_attendance_of_a_session():
    invited = SELECTED | {(Stage.INVITE, "one")}
    assert not collects_replies(READY)
    assert collects_replies(replace(READY, done=invited))
    assert not collects_replies(replace(READY, done=invited | {(Stage.ATTEND, "one")}))
    assert collects_replies(replace(READY, done=EVERYTHING - {(Stage.ATTEND, "two")}))


def carried_on(state: YearState, day: date) -> YearState:
    """Return the state after a day on which all that is due is done and decided."""
    found = agenda(state, CALENDAR, day)
    for step in found.steps:
        if (step.stage, step.part) == (Stage.INVITE, ""):
            state = replace(state, planned=True)
        else:
            state = replace(state, done=state.done | {(step.stage, step.part)})
        if step.stage is Stage.EVALUATE:
            state = replace(state, outcome=YearOutcome.EVALUATED)
    if found.waits_for is Subject.SELECTION:
        return replace(state, selection_approved=True)
    if found.waits_for is Subject.INVITATIONS:
        return replace(state, invitations_approved=True)
    return state


@given(st.lists(st.integers(0, 60), max_size=40))
def test_a_year_ends_in_order_however_long_the_office_was_without_power(pauses: list[int]):
    state, day, order = YearState(2026, sessions=("one", "two")), FIRST, []
    for pause in [*pauses, 800, *[0] * 8]:
        day += timedelta(days=pause)
        steps = agenda(state, CALENDAR, day).steps
        assert all(step.due_on <= day for step in steps)
        order += [(step.stage, step.part) for step in steps]
        state = carried_on(state, day)
    assert state.outcome is YearOutcome.EVALUATED
    assert len(order) == len(set(order)) == 8
    assert order[:3] == [(Stage.PULL, ""), (Stage.SELECT, ""), (Stage.INVITE, "")]
    assert order[-1] == (Stage.EVALUATE, "")
    for code in ("one", "two"):
        assert order.index((Stage.INVITE, code)) < order.index((Stage.ATTEND, code))
