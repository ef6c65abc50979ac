"""Queries on sessions, calls to them, and the register of official letters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import func, select

from coaching.database import audit, tables
from coaching.database.work import Db
from coaching.domain.invitations import invitation_lines


@dataclass(frozen=True)
class SessionFacts:
    """A session as it is announced."""

    code: str
    held_on: date
    starts: time
    ends: time
    time_zone: str
    venue_name: str
    venue_address: str
    agenda: str
    sequence: int = 0
    is_cancelled: bool = False


@dataclass(frozen=True)
class Call:
    """One person's call to one session, with what a letter needs to say."""

    invitation_id: int
    session: str
    agency: str
    person: str
    name: str
    position: str
    is_head: bool
    calendar_uid: str
    withdrawn_why: str | None = None  # set where the call was taken back


@dataclass(frozen=True)
class RegisteredLetter:
    """An official letter with its number."""

    session: str
    agency: str
    number: str
    dated_on: date
    file_name: str
    sha256: str


def plan(
    db: Db,
    year: int,
    sessions: Iterable[SessionFacts],
    calls: Mapping[tuple[str, str, str], str],
    as_of: date,
) -> tuple[int, int]:
    """Make the stored plan equal to this one; return (calls added, calls taken out).

    Args:
        sessions: those that chosen agencies were given and that nobody was invited
            to yet; a change of room or day in `config/` reaches them.
        calls: calendar UID by (session, agency, person key).
    """
    ids = {facts.code: _session_id(db, year, facts) for facts in sessions}
    wanted = {(session, person): agency for session, agency, person in calls}
    stored = {(call.session, call.person): call for call in planned(db, year)}
    for pair in stored.keys() - wanted.keys():
        db.delete(db.get_one(tables.Invitation, stored[pair].invitation_id))
    added = [key for key in sorted(calls) if (key[0], key[2]) not in stored]
    db.add_all(
        tables.Invitation(
            session_id=ids[session], agency_code=agency, person_key=person,
            calendar_uid=calls[session, agency, person],
        )
        for session, agency, person in added
    )  # fmt: skip
    removed = len(stored.keys() - wanted.keys())
    if added or removed:
        audit.note(
            db, "invitations-planned", as_of=as_of, year=year, added=len(added), removed=removed
        )
    db.flush()
    return len(added), removed


def _session_id(db: Db, year: int, facts: SessionFacts) -> int:
    row = db.scalar(
        select(tables.CoachingSession).where(
            tables.CoachingSession.year == year, tables.CoachingSession.code == facts.code
        )
    )
    if row is None:
        row = tables.CoachingSession(year=year, code=facts.code, sequence=0)
        db.add(row)
    for column in ANNOUNCED:
        setattr(row, column, getattr(facts, column))
    db.flush()
    return row.id


ANNOUNCED = ("held_on", "starts", "ends", "time_zone", "venue_name", "venue_address", "agenda")


def sessions(db: Db, year: int) -> list[SessionFacts]:
    """Return the sessions of a year, earliest first."""
    row = tables.CoachingSession
    query = select(row).where(row.year == year).order_by(row.held_on, row.code)
    return [
        SessionFacts(
            one.code, one.held_on, one.starts, one.ends, one.time_zone,
            one.venue_name, one.venue_address, one.agenda, one.sequence,
            one.cancelled_on is not None,
        )
        for one in db.scalars(query)
    ]  # fmt: skip


def planned(db: Db, year: int, session: str | None = None) -> list[Call]:
    """Return every call of a year, or of one session."""
    query = (
        select(tables.Invitation, tables.CoachingSession.code, tables.Person)
        .join(tables.CoachingSession, tables.CoachingSession.id == tables.Invitation.session_id)
        .join(tables.Person, tables.Person.key == tables.Invitation.person_key)
        .where(tables.CoachingSession.year == year)
        .order_by(tables.CoachingSession.held_on, tables.CoachingSession.code, tables.Invitation.id)
    )
    if session is not None:
        query = query.where(tables.CoachingSession.code == session)
    return [
        Call(
            row.id, code, row.agency_code, person.key, person.name, person.position,
            person.is_head, row.calendar_uid, row.withdrawn_why,
        )
        for row, code, person in db.execute(query).tuples()
    ]  # fmt: skip


def in_force(db: Db, year: int, session: str) -> list[Call]:
    """Return the calls to a session that were not taken back."""
    return [one for one in planned(db, year, session) if one.withdrawn_why is None]


def planned_lines(db: Db, year: int) -> list[str]:
    """Return the exact list of invited people, as an approval binds to it."""
    return invitation_lines((call.session, call.person) for call in planned(db, year))


def letters(db: Db, year: int, session: str) -> dict[str, RegisteredLetter]:
    """Return the registered letters of a session by agency."""
    query = (
        select(tables.OfficialLetter)
        .join(tables.CoachingSession, tables.CoachingSession.id == tables.OfficialLetter.session_id)
        .where(tables.OfficialLetter.year == year, tables.CoachingSession.code == session)
    )
    return {
        row.agency_code: RegisteredLetter(
            session, row.agency_code, row.number, row.dated_on, row.file_name, row.sha256
        )
        for row in db.scalars(query)
    }


def next_serial(db: Db, year: int, first: int) -> int:
    """Return the number that follows the last one of the year, without a gap."""
    query = select(func.max(tables.OfficialLetter.serial))
    last = db.scalar(query.where(tables.OfficialLetter.year == year))
    return first if last is None else last + 1


def correct_letter(db: Db, year: int, session: str, agency: str, sha256: str) -> None:
    """Record that a registered letter had to be typeset anew and reads otherwise now."""
    row = db.scalars(
        select(tables.OfficialLetter)
        .join(tables.CoachingSession, tables.CoachingSession.id == tables.OfficialLetter.session_id)
        .where(tables.CoachingSession.year == year, tables.CoachingSession.code == session)
        .where(tables.OfficialLetter.agency_code == agency)
    ).one()
    row.sha256 = sha256


def register(db: Db, year: int, serial: int, letter: RegisteredLetter) -> None:
    """Enter a letter into the register."""
    session_id = db.scalars(
        select(tables.CoachingSession.id).where(
            tables.CoachingSession.year == year, tables.CoachingSession.code == letter.session
        )
    ).one()
    db.add(
        tables.OfficialLetter(
            year=year, serial=serial, number=letter.number, session_id=session_id,
            agency_code=letter.agency, dated_on=letter.dated_on, file_name=letter.file_name,
            sha256=letter.sha256,
        )
    )  # fmt: skip
    db.flush()
