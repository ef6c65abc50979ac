"""Queries on signed letters."""

from datetime import date

from sqlalchemy import Select, select

from coaching.database import tables
from coaching.database.work import Db


def signed(db: Db, year: int, session: str) -> dict[str, str]:
    """Return the SHA-256 of each signed file, by agency."""
    return {
        one.agency_code: one.signed_sha256
        for one in db.scalars(_letters(year, session))
        if one.signed_sha256 is not None
    }


def record(
    db: Db, year: int, session: str, agency: str, sha256: str, *, entered_by: str, as_of: date
) -> bool:
    """Record that a letter is signed; False where exactly this file was recorded before."""
    row = db.scalars(_letters(year, session).where(_LETTER.agency_code == agency)).one()
    if row.signed_sha256 == sha256:
        return False
    row.signed_sha256, row.signed_on, row.signed_entered_by = sha256, as_of, entered_by
    db.flush()
    return True


def unsign(db: Db, year: int, session: str, agency: str) -> None:
    """Let a letter wait for a signature again: it says something else now."""
    row = db.scalars(_letters(year, session).where(_LETTER.agency_code == agency)).one()
    row.signed_sha256 = row.signed_on = row.signed_entered_by = None


_LETTER = tables.OfficialLetter


def _letters(year: int, session: str) -> Select[tuple[tables.OfficialLetter]]:
    held = tables.CoachingSession
    return (
        select(_LETTER)
        .join(held, held.id == _LETTER.session_id)
        .where(held.year == year, held.code == session)
    )
