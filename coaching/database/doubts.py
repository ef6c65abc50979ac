"""Mails of which nobody knows whether they left, until evidence or a person resolves them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import case, func, select, update

from coaching.database import tables, whom
from coaching.database.work import Db
from coaching.domain.invitations import MailState


@dataclass(frozen=True)
class MailInDoubt:
    """A mail that was handed over when the line broke."""

    message_id: str
    year: int
    session: str
    agency: str | None


def doubts(db: Db) -> list[MailInDoubt]:
    """Return every mail in doubt, oldest first."""
    mail, person, named = tables.MailMessage, tables.Person, whom.named()
    agency, last = func.min(person.agency_code), func.max(person.agency_code)
    query = (
        # A mailbox that two agencies share is nobody's alone.
        select(mail.message_id, mail.year, mail.session, case((agency == last, agency)))
        .join(named, named.c.mail_id == mail.id)
        .join(person, person.key == named.c.person_key)
        .where(mail.state == MailState.IN_DOUBT)
        .group_by(mail.id, mail.message_id, mail.year, mail.session)
        .order_by(mail.id)
    )
    return [MailInDoubt(*row) for row in db.execute(query).tuples()]


def resolve(db: Db, message_id: str, *, arrived: bool) -> int | None:
    """Close a doubt: the mail arrived, or it waits again under the same Message-ID.

    Returns:
        The coaching year it belongs to; None where no such mail is in doubt.
    """
    row, now = tables.MailMessage, datetime.now(UTC)
    after = MailState.SENT if arrived else MailState.QUEUED
    return db.scalar(
        update(row)
        .where(row.message_id == message_id, row.state == MailState.IN_DOUBT)
        .values(state=after, sent_at=now if arrived else None, not_before=now)
        .returning(row.year)
    )


def with_moments(db: Db) -> list[tuple[str, datetime]]:
    """Return (Message-ID, when its last attempt began) of every mail in doubt, oldest first."""
    mail, attempt = tables.MailMessage, tables.MailAttempt
    query = (
        select(mail.message_id, func.max(attempt.started_at))
        .join(attempt, attempt.mail_id == mail.id)
        .where(mail.state == MailState.IN_DOUBT)
        .group_by(mail.id, mail.message_id)
        .order_by(mail.id)
    )
    return [(name, began) for name, began in db.execute(query).tuples() if began is not None]


def left_after(db: Db, moment: datetime) -> str | None:
    """Return the Message-ID of the last mail that left after a moment; None where none did."""
    mail = tables.MailMessage
    query = select(mail.message_id).where(mail.state == MailState.SENT, mail.sent_at > moment)
    return db.scalar(query.order_by(mail.sent_at.desc()).limit(1))
