"""Numbers of letters that another register gave."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select

from coaching.database import tables
from coaching.database.work import Db


@dataclass(frozen=True)
class Numbered:
    """The number and date of the letter to one agency."""

    agency: str
    number: str
    dated_on: date


def given(db: Db, year: int, session: str) -> dict[str, Numbered]:
    """Return the numbers that the letters of a session were given, by agency."""
    row, held = tables.GivenNumber, tables.CoachingSession
    query = (
        select(row.agency_code, row.number, row.dated_on)
        .join(held, held.id == row.session_id)
        .where(held.year == year, held.code == session)
    )
    return {one[0]: Numbered(*one) for one in db.execute(query).tuples()}


def elsewhere(db: Db, year: int, session: str) -> set[str]:
    """Return the numbers of a year that letters of its other sessions have."""
    row, held, letter = tables.GivenNumber, tables.CoachingSession, tables.OfficialLetter
    told = select(row.number).join(held, held.id == row.session_id)
    written = select(letter.number).join(held, held.id == letter.session_id)
    found: set[str] = set()
    for query in (told, written):
        found |= set(db.scalars(query.where(held.year == year, held.code != session)))
    return found


def enter(db: Db, year: int, session: str, one: Numbered, *, entered_by: str) -> None:
    """Record the number of one letter that has none."""
    held = tables.CoachingSession
    session_id = db.scalars(select(held.id).where(held.year == year, held.code == session)).one()
    db.add(
        tables.GivenNumber(
            session_id=session_id, agency_code=one.agency, year=year, number=one.number,
            dated_on=one.dated_on, entered_by=entered_by, entered_at=datetime.now(UTC),
        )
    )  # fmt: skip
    db.flush()
