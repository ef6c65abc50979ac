"""The stages of a coaching year, and which of them is due on a given day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self


class Stage(StrEnum):
    """What can be done in a year, in order."""

    PULL = "pull-indicators"
    SELECT = "select-target-agencies"
    INVITE = "send-invitations"
    ATTEND = "collect-attendance"
    EVALUATE = "compile-evaluation"


class YearOutcome(StrEnum):
    """How a year ends; each is a finished, signed outcome."""

    EVALUATED = "evaluated"
    NOBODY_NEEDS_COACHING = "nobody-needs-coaching"
    CANNOT_JUDGE = "cannot-judge"


class Subject(StrEnum):
    """What a person with the authority decides on."""

    SELECTION = "selection"
    INVITATIONS = "invitations"


@dataclass(frozen=True)
class SessionDay:
    """The days that hang on one session.

    Args:
        code: the session's code.
        held_on: its day.
        send_on: invitations leave from that day on.
        collect_on: the attendance sheet is expected from that day on.
    """

    code: str
    held_on: date
    send_on: date
    collect_on: date

    def moved(self, held_on: date | None) -> "SessionDay":
        """Return the days after the session went to another one; it is invited to already."""
        if held_on is None:
            return self
        return replace(self, held_on=held_on, collect_on=self.collect_on + (held_on - self.held_on))


@dataclass(frozen=True)
class YearCalendar:
    """The days of one coaching year, as the city set them."""

    year: int
    open_on: date
    pull_on: date
    select_on: date
    evaluate_on: date
    sessions: tuple[SessionDay, ...]

    def with_moved(self, held_on: Mapping[str, date]) -> Self:
        """Return the calendar with sessions on other days; what hangs on them moves along."""
        return replace(
            self, sessions=tuple(one.moved(held_on.get(one.code)) for one in self.sessions)
        )


@dataclass(frozen=True)
class YearState:
    """What the records say of one year.

    Args:
        done: stages that are done, by (stage, part); the part is a session's
            code, or "" for the whole year.
        selection_approved: the list of agencies as it stands is approved.
        planned: the invitations are planned, that is somebody can approve them.
        invitations_approved: the list of invited people as it stands is approved.
        sessions: codes of the sessions that chosen agencies were given.
        unsent: those with mails that wait and could leave, say since an address
            was corrected.
        outcome: set once the year is finished.
    """

    year: int
    done: frozenset[tuple[Stage, str]] = frozenset()
    selection_approved: bool = False
    planned: bool = False
    invitations_approved: bool = False
    sessions: tuple[str, ...] = ()
    unsent: frozenset[str] = frozenset()
    outcome: YearOutcome | None = None


@dataclass(frozen=True)
class Step:
    """A stage that is due, for one session where `part` names it."""

    stage: Stage
    part: str
    due_on: date

    def days_late(self, as_of: date) -> int:
        """Return how many days after its day this is done."""
        return (as_of - self.due_on).days


@dataclass(frozen=True)
class Agenda:
    """What a day asks for: steps to do now, decisions to wait for, and the next day of note."""

    steps: tuple[Step, ...] = ()
    waits_for: Subject | None = None
    next_on: date | None = None
    next_stage: Stage | None = None


def agenda(state: YearState, calendar: YearCalendar, as_of: date) -> Agenda:
    """Return what is due in one year on one day.

    Stages missed in days without power are due until they are done, so that the
    next run catches up. A stage never starts before the one it builds on.
    """
    if state.outcome is not None:
        return Agenda()
    open_steps = tuple(_open_steps(state, calendar, as_of))
    steps = tuple(step for step in open_steps if step.due_on <= as_of)
    later = [step for step in open_steps if step.due_on > as_of]
    soonest = min(later, key=lambda step: step.due_on, default=None)
    return Agenda(
        steps=steps,
        waits_for=_waits_for(state),
        next_on=soonest.due_on if soonest else None,
        next_stage=soonest.stage if soonest else None,
    )


def _waits_for(state: YearState) -> Subject | None:
    if (Stage.SELECT, "") in state.done and not state.selection_approved:
        return Subject.SELECTION
    if state.planned and not state.invitations_approved:
        return Subject.INVITATIONS
    return None


def _open_steps(state: YearState, calendar: YearCalendar, as_of: date) -> Iterator[Step]:
    """Steps that are not done and whose precondition is there; their day may still come."""
    if (Stage.PULL, "") not in state.done:
        yield Step(Stage.PULL, "", calendar.pull_on)
        return
    if (Stage.SELECT, "") not in state.done:
        yield Step(Stage.SELECT, "", calendar.select_on)
        return
    if not state.selection_approved:
        return
    if not state.planned:
        # Due the day the decision on the agencies is there, whenever that is.
        yield Step(Stage.INVITE, "", as_of)
        return
    if state.invitations_approved:
        yield from _session_steps(state, calendar)


def _session_steps(state: YearState, calendar: YearCalendar) -> Iterator[Step]:
    days = [day for day in calendar.sessions if day.code in state.sessions]
    for day in days:
        if (Stage.INVITE, day.code) not in state.done or day.code in state.unsent:
            yield Step(Stage.INVITE, day.code, day.send_on)
        elif (Stage.ATTEND, day.code) not in state.done:
            yield Step(Stage.ATTEND, day.code, day.collect_on)
    # By the record, not the calendar: a session that lost its days was still not attended.
    if all((Stage.ATTEND, code) in state.done for code in state.sessions):
        yield Step(Stage.EVALUATE, "", calendar.evaluate_on)


def collects_replies(state: YearState) -> bool:
    """Say whether answers to invitations can still arrive."""
    return any(
        (Stage.INVITE, code) in state.done and (Stage.ATTEND, code) not in state.done
        for code in state.sessions
    )
