"""Queries on the coaching years and their stages."""

from datetime import date
from typing import Any

from sqlalchemy import select

from coaching.database import audit, ledger_counts, tables
from coaching.database.invitations import planned_lines
from coaching.database.selection import approval, current
from coaching.database.work import Db
from coaching.domain.cycle import Stage, Subject, YearOutcome, YearState
from coaching.domain.invitations import lines_fingerprint


def open_year(db: Db, year: int, programme: dict[str, Any], as_of: date) -> bool:
    """Open a year once; False where it is open or finished already."""
    if db.get(tables.Cycle, year) is not None:
        return False
    db.add(tables.Cycle(year=year, opened_on=as_of, programme=programme))
    audit.note(db, "year-opened", as_of=as_of, year=year)
    db.flush()
    return True


def unfinished_years(db: Db) -> list[int]:
    """Return the years that are open, oldest first."""
    query = select(tables.Cycle.year).where(tables.Cycle.outcome.is_(None))
    return list(db.scalars(query.order_by(tables.Cycle.year)))


def all_years(db: Db) -> list[int]:
    """Return every year there is, oldest first."""
    return list(db.scalars(select(tables.Cycle.year).order_by(tables.Cycle.year)))


def programme_before(db: Db, year: int) -> dict[str, Any]:
    """Return what the city had decided when the latest earlier year was opened; {} without one."""
    row = tables.Cycle
    query = select(row.programme).where(row.year < year).order_by(row.year.desc()).limit(1)
    return db.scalar(query) or {}


def finish(db: Db, year: int, outcome: YearOutcome, as_of: date) -> None:
    """Close a year with its outcome."""
    cycle = db.get_one(tables.Cycle, year)
    cycle.outcome, cycle.finished_on = outcome, as_of
    audit.note(db, "year-finished", as_of=as_of, year=year, outcome=outcome.value)


def mark_done(db: Db, year: int, stage: Stage, as_of: date, part: str = "") -> bool:
    """Record that a stage is done; False where it was recorded before."""
    if db.get(tables.StageRecord, (year, stage, part)) is not None:
        return False
    db.add(tables.StageRecord(year=year, stage=stage, part=part, done_on=as_of))
    audit.note(db, "stage-done", as_of=as_of, year=year, stage=stage.value, part=part)
    db.flush()
    return True


def year_outcome(db: Db, year: int) -> YearOutcome | None:
    """Return how the year ended; None while it is open or not there."""
    cycle = db.get(tables.Cycle, year)
    return cycle.outcome if cycle else None


def year_state(db: Db, year: int) -> YearState:
    """Return what the records say of one year."""
    done = db.execute(
        select(tables.StageRecord.stage, tables.StageRecord.part).where(
            tables.StageRecord.year == year
        )
    )
    sessions = db.execute(
        select(tables.CoachingSession.code, tables.CoachingSession.cancelled_on)
        .where(tables.CoachingSession.year == year)
        .order_by(tables.CoachingSession.held_on, tables.CoachingSession.code)
    ).all()
    return YearState(
        year=year,
        done=frozenset((stage, part) for stage, part in done),
        selection_approved=_is_approved(db, Subject.SELECTION, year),
        unsent=frozenset(ledger_counts.sessions_with_unsent(db, year)),
        planned=bool(sessions),
        invitations_approved=_is_approved(db, Subject.INVITATIONS, year),
        sessions=tuple(code for code, cancelled_on in sessions if cancelled_on is None),
        outcome=year_outcome(db, year),
    )


def _is_approved(db: Db, subject: Subject, year: int) -> bool:
    """Say whether the newest decision is on the list as it stands.

    Once mails of the year are in the ledger a list of agencies has been acted on,
    and no later proposal undoes that.
    """
    decided = approval(db, subject, year)
    if decided is None:
        return False
    if subject is Subject.INVITATIONS:
        return decided.fingerprint == lines_fingerprint(planned_lines(db, year))
    proposal = current(db, year)
    return proposal is None or decided.fingerprint == proposal.fingerprint
