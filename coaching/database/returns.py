"""Mails that came back, and complaints: what they change in the ledger."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import ModuleType

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from coaching.database import tables
from coaching.database.work import Db
from coaching.domain.invitations import MailKind, MailState

OFTEN = 3
LATELY = timedelta(days=7)


@dataclass(frozen=True)
class Returned:
    """A mail that did not reach its mailbox.

    Args:
        suppress: there is no such mailbox: it is not written to again.
    """

    mail_id: int
    status: str | None
    text: str
    suppress: bool


def returned(db: Db, what: Returned) -> bool:
    """Record that a mail came back; False where it had failed before.

    One in doubt had left after all, since it came back.
    """
    row = db.get(tables.MailMessage, what.mail_id)
    if row is None or row.state not in (MailState.SENT, MailState.IN_DOUBT):
        return False
    row.state = MailState.FAILED
    row.last_text = f"{what.status or ''} {what.text}".strip()[:500]
    address = row.sent_to
    if what.suppress and address:
        _once(db, tables.MailSuppression, address=address.lower(), reason=row.last_text[:200])
    db.flush()
    return True


def complained(db: Db, mail_id: int) -> None:
    """Record a complaint: that address gets no more mails of that kind."""
    row = db.get(tables.MailMessage, mail_id)
    if row is not None and row.sent_to:
        _once(db, tables.MailComplaint, address=row.sent_to.lower(), kind=row.kind.value)


def _once(db: Db, table: type[tables.Base], **values: object) -> None:
    dialect: ModuleType = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    adding = dialect.insert(table).on_conflict_do_nothing()
    db.execute(adding.values(since=datetime.now(UTC), **values))


def is_unwanted(db: Db, address: str, kind: MailKind) -> bool:
    """Say whether an address must not be written to: it does not exist, or it complained."""
    low = address.lower()
    complained = db.get(tables.MailComplaint, (low, kind.value)) is not None
    return complained or db.get(tables.MailSuppression, low) is not None


def comes_back_often(db: Db, mail_id: int) -> bool:
    """Say whether mails to the address of this one came back at least three times in a week."""
    mail, incoming = tables.MailMessage, tables.IncomingMail
    address = select(mail.sent_to).where(mail.id == mail_id).scalar_subquery()
    query = (
        select(func.count())
        .select_from(incoming)
        .join(mail, mail.id == incoming.about_mail_id)
        .where(mail.sent_to == address, incoming.severity.is_not(None))
        .where(incoming.read_at > datetime.now(UTC) - LATELY)
    )
    return (db.scalar(query) or 0) >= OFTEN
