"""Correcting a person's address; who they are and what they were called to does not change."""

from datetime import UTC, date, datetime

from sqlalchemy import and_, func, or_, select, update

from coaching.database import audit, tables, whom
from coaching.database.operating import SHORTEST, demand_person
from coaching.database.work import Db
from coaching.domain.invitations import MailState
from coaching.domain.mailboxes import normalised
from coaching.errors import WrongInput


def correct_address(
    db: Db, person: str, email: str, *, entered_by: str, why: str, as_of: date
) -> str:
    """Correct a person's address; return their key.

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
    _wait_again(db, one.key, email)
    return one.key


REFUSED = (MailState.FAILED, MailState.SUPPRESSED)


def _wait_again(db: Db, person: str, email: str) -> None:
    """Let what was refused wait once more; a mail to a mailbox they share only if it is this."""
    mail, now = tables.MailMessage, datetime.now(UTC)
    shared = and_(mail.mailbox == normalised(email), whom.names(person))
    db.execute(
        update(mail)
        .where(or_(mail.person_key == person, shared), mail.state.in_(REFUSED))
        .values(
            # One that came back had been sent; of the new address nothing is known yet.
            state=MailState.QUEUED,
            not_before=now,
            sent_at=None,
            left_on=None,
            told_on=None,
        )
    )


def count_waiting(db: Db, person: str) -> int:
    """Return how many mails to a person wait."""
    mail = tables.MailMessage
    waiting = select(func.count()).where(whom.names(person), mail.state == MailState.QUEUED)
    return db.scalar(waiting) or 0


def sessions_of(db: Db, person: str) -> list[tuple[int, str]]:
    """Return year and session of the mails to a person that wait or were refused."""
    mail = tables.MailMessage
    query = select(mail.year, mail.session).where(
        whom.names(person), mail.state.in_([MailState.QUEUED, *REFUSED])
    )
    return sorted({(year, session) for year, session in db.execute(query).tuples()})
