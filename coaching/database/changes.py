"""Queries on sessions that were moved or called off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import select

from coaching.database import tables
from coaching.database.invitations import SessionFacts
from coaching.database.work import Db


@dataclass(frozen=True)
class Change:
    """How a session was announced before, and why that changed."""

    before: SessionFacts
    why: str


def of_session(db: Db, year: int, session: str) -> Mapping[int, Change]:
    """Return the changes of one session by its sequence from then on."""
    row, held = tables.SessionChange, tables.CoachingSession
    query = (
        select(row)
        .join(held, held.id == row.session_id)
        .where(held.year == year, held.code == session)
        .order_by(row.sequence)
    )
    return {one.sequence: Change(_facts(one), one.why) for one in db.scalars(query)}


def moved_days(db: Db, year: int) -> dict[str, date]:
    """Return the day of each session that was moved, by its code."""
    held = tables.CoachingSession
    query = select(held.code, held.held_on).where(held.year == year, held.sequence > 0)
    return dict(db.execute(query).tuples().all())


def _facts(row: tables.SessionChange) -> SessionFacts:
    told: dict[str, Any] = {
        **row.before,
        "held_on": date.fromisoformat(row.before["held_on"]),
        "starts": time.fromisoformat(row.before["starts"]),
        "ends": time.fromisoformat(row.before["ends"]),
    }
    return SessionFacts(**told)
