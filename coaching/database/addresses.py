"""Correcting a person's address; who they are and what they were called to does not change."""

from datetime import UTC, date, datetime

from sqlalchemy import func, select, update

from coaching.database import audit, tables
from coaching.database.operating import SHORTEST, demand_person
from coaching.database.work import Db
from coaching.domain.invitations import MailState
from coaching.errors import WrongInput


def correct_address(
    db: Db, person: str, email: str, *, entered_by: str, why: str, as_of: date
) -> tuple[str, int]:
    """Correct a person's address; return their key, and how many mails wait for it.

    The list does not change by it, nor does the identity of an invitation: the same
    Message-ID and the same appointment go to the new address.

    Raises:
        WrongInput: nobody, or more than one, has a key that begins so.
    """
    demand_person(why, entered_by)
    row = tables.Person
    found = db.scalars(select(row).where(row.key.startswith(person, autoescape=True))).all()
    if len(person) < SHORTEST or len(found) != 1:
        raise WrongInput(field="person", value=person[:SHORTEST], why="no-such-person")
    one = found[0]
    correction = db.get(tables.AddressCorrection, one.key)
    if correction is None:
        correction = tables.AddressCorrection(person_key=one.key, instead_of=one.email)
        db.add(correction)
    correction.email, correction.entered_by = email, entered_by
    correction.entered_at = datetime.now(UTC)
    one.email = email
    audit.note(
        db, "address-corrected", as_of=as_of, actor=entered_by, person=one.key[:SHORTEST], why=why
    )
    db.flush()
    return one.key, _wait_again(db, one.key)


def _wait_again(db: Db, person: str) -> int:
    """Let what the old address refused wait once more; return how many mails now wait."""
    mail, now = tables.MailMessage, datetime.now(UTC)
    refused = [MailState.FAILED, MailState.SUPPRESSED]
    db.execute(
        update(mail)
        .where(mail.person_key == person, mail.state.in_(refused))
        .values(
            # One that came back had been sent; of the new address nothing is known yet.
            state=MailState.QUEUED,
            not_before=now,
            sent_at=None,
            left_on=None,
            told_on=None,
        )
    )
    waiting = select(func.count()).where(mail.person_key == person, mail.state == MailState.QUEUED)
    return db.scalar(waiting) or 0


def sessions_of(db: Db, person: str) -> list[tuple[int, str]]:
    """Return year and session of the mails to a person that wait."""
    mail = tables.MailMessage
    query = select(mail.year, mail.session).where(
        mail.person_key == person, mail.state == MailState.QUEUED
    )
    return sorted({(year, session) for year, session in db.execute(query).tuples()})
