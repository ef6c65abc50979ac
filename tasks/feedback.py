"""Sheets that people fill in after a session, and what became of commitments."""

from dataclasses import dataclass
from datetime import date

from prefect import task

from coaching.database import agencies, corrections, feedback, invitations
from coaching.database.work import reading, work
from coaching.errors import SourceMissing
from coaching.programme import Holds, Programme
from coaching.settings import settings
from coaching.sources import AgencyNames, Known, Reading, read_agencies, read_source, write_rejects
from tasks.retries import STEADY


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
    with reading() as db:
        held = [
            one.code
            for one in invitations.sessions(db, year)
            if session in (None, one.code) and one.held_on <= as_of and not one.is_cancelled
        ]
        known_agencies = set(agencies.in_force(db, year))
    sheets = {code: _read(Holds.FEEDBACK, year, code, programme) for code in held}
    there = {code: sheet for code, sheet in sheets.items() if sheet is not None}
    promised = _read(Holds.COMMITMENTS, year, None, programme) if session is None else None
    with work() as db:
        for code, sheet in there.items():
            feedback.save_answers(db, year, code, sheet.accepted, sheet.sha256, as_of)
        if promised is not None:
            ours = promised.accepted[promised.accepted["agency"].isin(known_agencies)]
            feedback.save_commitments(db, year, ours, promised.sha256, as_of)
    found = [*there.values(), *([promised] if promised else [])]
    return SheetsTaken(
        tuple(there),
        sum(len(sheet.accepted) for sheet in there.values()),
        len(promised.accepted) if promised else 0,
        sum(len(sheet.rejected) for sheet in found),
    )


def _read(holds: Holds, year: int, session: str | None, programme: Programme) -> Reading | None:
    folder = settings().working_folder
    with reading() as db:
        standing = corrections.standing(db)
    names: AgencyNames = read_agencies(programme, folder, year, standing).lookup
    for source in programme.sources_of(holds):
        try:
            found = read_source(source, folder, Known(year, names, session=session))
        except SourceMissing:
            continue
        found.raise_if_empty()
        write_rejects(found, settings().rejects)
        return found
    return None
