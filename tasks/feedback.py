"""Sheets that people fill in after a session, and what became of commitments."""

from dataclasses import dataclass
from datetime import date

from coaching.database import agencies, feedback
from coaching.database.work import work
from coaching.programme import Holds, Programme
from coaching.settings import settings
from coaching.sources import Known, Reading, write_rejects
from tasks.attendance import sessions_held
from tasks.retries import STEADY
from tasks.sheets import agency_book, first_sheet, standing_corrections
from tasks.steps import task


@dataclass(frozen=True)
class SheetsTaken:
    """What was read: sheets and agencies accepted, rows rejected."""

    sessions: tuple[str, ...]
    sheets: int
    agencies: int
    rejected: int


@task(task_run_name="take-feedback-{year}", **STEADY)
def take_feedback(year: int, session: str | None, programme: Programme, as_of: date) -> SheetsTaken:
    """Take in what lies there of a year; what was taken before changes nothing.

    Args:
        session: only this one; None: every session that was held, and the commitments.

    Raises:
        SourceUnreadable, ColumnMissing, NothingAccepted.
    """
    names, standing = agency_book(programme, year).lookup, standing_corrections()

    def read(holds: Holds, code: str | None) -> Reading | None:
        found = first_sheet(holds, programme, Known(year, names, session=code), standing)
        if found is not None:
            write_rejects(found, settings().rejects)
        return found

    sheets = {code: read(Holds.FEEDBACK, code) for code in sessions_held.fn(year, as_of, session)}
    there = {code: sheet for code, sheet in sheets.items() if sheet is not None}
    promised = read(Holds.COMMITMENTS, None) if session is None else None
    with work() as db:
        for code, sheet in there.items():
            feedback.save_answers(db, year, code, sheet.accepted, sheet.sha256, as_of)
        if promised is not None:
            known_agencies = agencies.in_force(db, year)
            ours = promised.accepted[promised.accepted["agency"].isin(list(known_agencies))]
            feedback.save_commitments(db, year, ours, promised.sha256, as_of)
    found = [*there.values(), *([promised] if promised else [])]
    return SheetsTaken(
        tuple(there),
        sum(len(sheet.accepted) for sheet in there.values()),
        len(promised.accepted) if promised else 0,
        sum(len(sheet.rejected) for sheet in found),
    )
