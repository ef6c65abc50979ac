"""Queries on who came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import select

from coaching.database import tables
from coaching.database.work import Db
from coaching.domain.attendance import Presence


@dataclass(frozen=True)
class Came:
    """One invited person's presence."""

    invitation_id: int
    presence: Presence
    representative: str | None = None


def save(db: Db, register: Iterable[Came], sheet_sha256: str, as_of: date) -> int:
    """Save a register; a corrected sheet corrects it. Return how many rows changed."""
    changed = 0
    for came in register:
        row = db.get(tables.Attendance, came.invitation_id)
        if row is None:
            row = tables.Attendance(invitation_id=came.invitation_id)
            db.add(row)
        elif (row.presence, row.representative) == (came.presence, came.representative):
            continue
        row.presence, row.representative = came.presence, came.representative
        row.sheet_sha256, row.recorded_on = sheet_sha256, as_of
        changed += 1
    db.flush()
    return changed


def register(db: Db, year: int) -> pd.DataFrame:
    """Return one row per call: session, agency, person, presence (None: nothing is known)."""
    call, session, came = tables.Invitation, tables.CoachingSession, tables.Attendance
    query = (
        select(session.code, call.agency_code, call.person_key, came.presence)
        .join(session, session.id == call.session_id)
        .outerjoin(came, came.invitation_id == call.id)
        .where(session.year == year)
        .order_by(session.held_on, session.code, call.id)
    )
    columns = ["session", "agency", "person", "presence"]
    rows = [(*row[:3], row[3].value if row[3] else None) for row in db.execute(query).tuples()]
    return pd.DataFrame(rows, columns=columns)
