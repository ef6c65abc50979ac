"""Sheets that figures on people come from: whose, how many rows, by which fingerprint."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select

from coaching.database import tables
from coaching.database.work import Db

ATTENDANCE, FEEDBACK, COMMITMENTS = "attendance", "feedback", "commitments"
Prints = dict[str, dict[str, dict[str, Any]]]  # by kind of sheet and session


@dataclass(frozen=True)
class UsedSheet:
    """What is kept of one sheet; nothing of whose rows they are.

    Args:
        kind: `attendance`, `feedback` or `commitments`.
        session: its code; "": of the year.
        rows: how many are kept of it; None: so few that they would point at people.
        sha256: of the file, as it was when those rows were read; several where a later
            one corrected some of them.
        recorded_on: the last day on which any of it was recorded.
    """

    kind: str
    session: str
    rows: int | None
    sha256: tuple[str, ...]
    recorded_on: str


def used_sheets(db: Db, year: int) -> list[UsedSheet]:
    """Return the sheets of a year as they are kept now, by kind and session."""
    call, held = tables.Invitation, tables.CoachingSession
    came, told, done = tables.Attendance, tables.Feedback, tables.Commitments
    session = held.code.label("session")
    registers = (
        select(session, came.sheet_sha256, func.count(), func.max(came.recorded_on))
        .join(call, call.id == came.invitation_id)
        .join(held, held.id == call.session_id)
        .where(held.year == year)
        .group_by(held.code, came.sheet_sha256)
        .order_by(held.code, came.sheet_sha256)
    )
    answers = (
        select(session, told.sheet_sha256, func.count(), func.max(told.recorded_on))
        .join(held, held.id == told.session_id)
        .where(held.year == year)
        .group_by(held.code, told.sheet_sha256)
        .order_by(held.code, told.sheet_sha256)
    )
    promised = (
        select(done.year, done.sheet_sha256, func.count(), func.max(done.recorded_on))
        .where(done.year == year)
        .group_by(done.year, done.sheet_sha256)
        .order_by(done.sheet_sha256)
    )
    whole = [("", *row[1:]) for row in db.execute(promised).tuples()]
    return [
        *_sheets(ATTENDANCE, db.execute(registers).tuples()),
        *_sheets(FEEDBACK, db.execute(answers).tuples()),
        *_sheets(COMMITMENTS, whole),
    ]


def _sheets(kind: str, found: Iterable[tuple[str, str, int, date]]) -> list[UsedSheet]:
    """Put the files of one session together."""
    sheets: dict[str, UsedSheet] = {}
    for session, sha256, rows, day in found:
        known = sheets.setdefault(session, UsedSheet(kind, session, 0, (), ""))
        sheets[session] = replace(
            known, rows=(known.rows or 0) + rows, sha256=(*known.sha256, sha256),
            recorded_on=max(known.recorded_on, day.isoformat()),
        )  # fmt: skip
    return list(sheets.values())


def prints(sheets: Sequence[UsedSheet]) -> Prints:
    """Return by what the sheets can be known again.

    A row mended in its file of rejects leaves the file's SHA-256 as it is: its day tells.
    """
    found: Prints = {ATTENDANCE: {}, FEEDBACK: {}, COMMITMENTS: {}}
    for one in sheets:
        known = {"sha256": list(one.sha256), "rows": one.rows, "recorded_on": one.recorded_on}
        found[one.kind][one.session] = known
    return found
