"""What operators change after people were invited: a session's time and place, calls, addresses."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select, update

from coaching.database import audit, sharing, tables, whom
from coaching.database.cycle import year_outcome
from coaching.database.invitations import ANNOUNCED, SessionFacts, planned, sessions
from coaching.database.ledger_counts import has_begun
from coaching.database.work import Db
from coaching.domain.cycle import Stage
from coaching.domain.invitations import CALLS, MailState
from coaching.errors import SessionClosed, WrongInput, YearFinished

LONGEST = 400  # characters of a reason


def session_to_change(db: Db, year: int, session: str) -> SessionFacts:
    """Return a session that can still be moved or called off.

    Raises:
        YearFinished, WrongInput: no such session.
        SessionClosed: it was called off, its attendance is in, or nobody is invited yet.
    """
    outcome = year_outcome(db, year)
    if outcome is not None:
        raise YearFinished(year=year, outcome=outcome.value)
    found = next((one for one in sessions(db, year) if one.code == session), None)
    if found is None:
        raise WrongInput(field="session", value=session, why="no-such-session")
    attended = db.get(tables.StageRecord, (year, Stage.ATTEND, session)) is not None
    if attended or found.is_cancelled or not has_begun(db, year, session):
        why = "attended" if attended else "cancelled" if found.is_cancelled else "not-begun"
        raise SessionClosed(year=year, session=session, why=why)
    return found


def reschedule(
    db: Db, year: int, session: str, after: SessionFacts, *, why: str, entered_by: str, as_of: date
) -> int:
    """Move a session; return its sequence from then on.

    Earlier answers count no more: each belongs to a sequence of its own.

    Raises:
        WrongInput: it would not move, lies in the past, or ends before it starts.
        SessionClosed, YearFinished.
    """
    before = session_to_change(db, year, session)
    _demand_sense(before, after, why, entered_by, as_of)
    sequence = _changed(db, year, session, before, after, why=why, entered_by=entered_by)
    audit.note(
        db, "session-moved", as_of=as_of, year=year, actor=entered_by, session=session,
        held_on=after.held_on.isoformat(), sequence=sequence, why=why,
    )  # fmt: skip
    return sequence


def _demand_sense(
    before: SessionFacts, after: SessionFacts, why: str, entered_by: str, as_of: date
) -> None:
    demand_person(why, entered_by)
    if after.held_on <= as_of:
        raise WrongInput(field="held-on", value=str(after.held_on), why="in-the-past")
    if after.ends <= after.starts:
        raise WrongInput(field="ends", value=f"{after.ends:%H.%M}", why="ends-before-it-starts")
    if all(getattr(before, name) == getattr(after, name) for name in ANNOUNCED):
        raise WrongInput(field="held-on", value=str(after.held_on), why="nothing-changes")


def demand_person(why: str, entered_by: str) -> None:
    """Refuse a change that nobody answers for or gives a reason for."""
    for field, text in (("why", why), ("entered-by", entered_by)):
        if not text.strip():
            raise WrongInput(field=field, value=None, why="empty")
    if len(why) > LONGEST:
        raise WrongInput(field="why", value=None, why="too-long")


def _changed(
    db: Db, year: int, session: str, before: SessionFacts, after: SessionFacts,
    *, why: str, entered_by: str,
) -> int:  # fmt: skip
    row = _row(db, year, session)
    for name in ANNOUNCED:
        setattr(row, name, getattr(after, name))
    row.sequence += 1
    db.add(
        tables.SessionChange(
            session_id=row.id, sequence=row.sequence, before=_plain(before), why=why.strip(),
            entered_by=entered_by, entered_at=datetime.now(UTC),
        )
    )  # fmt: skip
    db.flush()
    return row.sequence


def _plain(facts: SessionFacts) -> dict[str, Any]:
    told = asdict(facts)
    return told | {name: told[name].isoformat() for name in ("held_on", "starts", "ends")}


def _row(db: Db, year: int, session: str) -> tables.CoachingSession:
    row = tables.CoachingSession
    return db.scalars(select(row).where(row.year == year, row.code == session)).one()


def cancel_session(
    db: Db, year: int, session: str, *, why: str, entered_by: str, as_of: date
) -> list[str]:
    """Call a session off; return the person keys of those who had been invited.

    Raises:
        SessionClosed, YearFinished, WrongInput.
    """
    before = session_to_change(db, year, session)
    demand_person(why, entered_by)
    _changed(db, year, session, before, before, why=why, entered_by=entered_by)
    _row(db, year, session).cancelled_on = as_of
    told = _invited(db, year, session)
    _close_waiting(db, year, session)
    audit.note(
        db, "session-cancelled", as_of=as_of, year=year, actor=entered_by, session=session,
        invited=len(told), why=why,
    )  # fmt: skip
    return told


def withdraw(
    db: Db, year: int, session: str, person: str, *, why: str, entered_by: str, as_of: date
) -> bool:
    """Take one person's call back; say whether they had been invited and must be told.

    The list that was approved stays as it is.

    Args:
        person: their key, or its first characters as messages show it.
    """
    session_to_change(db, year, session)
    demand_person(why, entered_by)
    meant = [
        one for one in planned(db, year, session)
        if len(person) >= SHORTEST and one.person.startswith(person)
    ]  # fmt: skip
    if len(meant) != 1 or meant[0].withdrawn_why is not None:
        raise WrongInput(field="person", value=person[:SHORTEST], why="no-such-call")
    row = db.get_one(tables.Invitation, meant[0].invitation_id)
    row.withdrawn_on, row.withdrawn_why = as_of, why.strip()
    is_invited = meant[0].person in _invited(db, year, session)
    _close_waiting(db, year, session, meant[0].person)
    audit.note(
        db, "invitation-withdrawn", as_of=as_of, year=year, actor=entered_by, session=session,
        person=meant[0].person[:SHORTEST], why=why,
    )  # fmt: skip
    return is_invited


SHORTEST = 8  # characters of a person key


def _invited(db: Db, year: int, session: str) -> list[str]:
    """Return who holds an invitation, or may: the mail was handed over."""
    row, named = tables.MailMessage, whom.named()
    query = (
        select(named.c.person_key)
        .join(row, row.id == named.c.mail_id)
        .where(row.year == year, row.session == session, row.kind.in_(CALLS))
        .where(row.state.in_([MailState.SENT, MailState.IN_DOUBT, MailState.SENDING]))
    )
    return sorted(set(db.scalars(query)))


def _close_waiting(db: Db, year: int, session: str, person: str | None = None) -> None:
    row = tables.MailMessage
    query = (
        update(row)
        .where(row.year == year, row.session == session, row.state == MailState.QUEUED)
        .where(row.kind.in_(CALLS))
        .values(state=MailState.EXPIRED)
    )
    if person is None:
        db.execute(query)
        return
    db.execute(query.where(row.person_key == person))
    sharing.leave_out(db, year, session, person)


def called_in_vain(db: Db, year: int, session: str) -> list[str]:
    """Return the person keys of those who hold an invitation and are not called any more."""
    invited = set(_invited(db, year, session))
    facts = next(one for one in sessions(db, year) if one.code == session)
    return [
        call.person
        for call in planned(db, year, session)
        if call.person in invited and (facts.is_cancelled or call.withdrawn_why is not None)
    ]


def still_called(db: Db, year: int, session: str) -> list[str]:
    """Return who holds an invitation and is still called."""
    invited = set(_invited(db, year, session))
    calls = planned(db, year, session)
    return [one.person for one in calls if one.person in invited and one.withdrawn_why is None]


def moved(facts: SessionFacts, **changes: Any) -> SessionFacts:
    """Return a session as it is to be announced."""
    return replace(facts, **{name: told for name, told in changes.items() if told is not None})
