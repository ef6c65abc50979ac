"""Opening years, reading where each stands, closing them."""

from datetime import date

from coaching.database import changes, cycle, selection
from coaching.database.decisions import list_as_it_stands
from coaching.database.work import reading, work
from coaching.domain.cycle import (
    Agenda,
    Subject,
    YearCalendar,
    YearOutcome,
    YearState,
    agenda,
)
from coaching.domain.fingerprints import difference
from coaching.domain.invitations import short
from coaching.domain.progress import Report, RunState
from coaching.errors import YearFinished
from coaching.programme import Programme
from tasks.retries import STEADY
from tasks.steps import task


@task(task_run_name="open-year-{year}", **STEADY)
def open_year(year: int, programme: Programme, as_of: date, *, corrects: bool = False) -> bool:
    """Open a year once; False where it is open already.

    Args:
        corrects: a year that was evaluated is not refused: what is read of it may still be
            corrected, and evaluated once more.

    Raises:
        YearFinished: it has ended.
    """
    with work() as db:
        outcome = cycle.year_outcome(db, year)
        if outcome is not None and not (corrects and outcome is YearOutcome.EVALUATED):
            raise YearFinished(year=year, outcome=outcome.value)
        return cycle.open_year(db, year, programme.snapshot(), as_of)


@task(task_run_name="read-open-years", **STEADY)
def unfinished_years() -> list[int]:
    """Return the years that are open, oldest first."""
    with reading() as db:
        return cycle.unfinished_years(db)


@task(task_run_name="read-agenda-{calendar.year}", **STEADY)
def agenda_of(calendar: YearCalendar, as_of: date) -> tuple[YearState, Agenda]:
    """Return where a year stands, and what is due in it."""
    with reading() as db:
        state = cycle.year_state(db, calendar.year)
        moved = changes.moved_days(db, calendar.year)
    return state, agenda(state, calendar.with_moved(moved), as_of)


def has_ended(year: int) -> bool:
    """Say whether a year has its outcome."""
    with reading() as db:
        return cycle.year_outcome(db, year) is not None


@task(task_run_name="finish-year-{year}", **STEADY)
def finish_year(year: int, outcome: YearOutcome, as_of: date) -> None:
    """Close a year with its outcome; one that has ended stays as it ended."""
    with work() as db:
        if cycle.year_outcome(db, year) is None:
            cycle.finish(db, year, outcome, as_of)


@task(task_run_name="read-list-{subject}-{year}", **STEADY)
def waiting_for_approval(subject: Subject, year: int) -> Report:
    """Return what a person needs to decide: fingerprint and count of the list as it stands.

    Where another list was approved before, the difference; where this one was, that.
    """
    with reading() as db:
        fingerprint, lines = list_as_it_stands(db, subject, year)
        decided = selection.approval(db, subject, year)
    facts = {"year": year, "fingerprint": fingerprint[:12], "count": len(lines)}
    if decided is None:
        return Report(RunState.WAITING_FOR_APPROVAL, f"waiting-for-{subject.value}", facts)
    if decided.fingerprint == fingerprint:
        return Report(RunState.DONE, f"approved-{subject.value}", facts)
    added, removed = difference(decided.proposed_list, lines)
    facts |= {"added": short(added), "removed": short(removed)}
    return Report(RunState.WAITING_FOR_APPROVAL, f"changed-{subject.value}", facts)
