"""Mailboxes that several people share: who has a mail already, who joins one, who leaves it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, delete, exists, func, select, update

from coaching.database import tables, whom
from coaching.database.work import Db
from coaching.domain.invitations import CALLS, MailKind, MailState

REFUSED = (MailState.FAILED, MailState.SUPPRESSED)


@dataclass(frozen=True)
class Occasion:
    """What a mail is about, whoever it goes to."""

    kind: MailKind
    revision: int = 0
    valid_until: date | None = None


def told(db: Db, year: int, session: str, about: Occasion) -> set[str]:
    """Return who has a mail about this, alone or with others."""
    mail, named = tables.MailMessage, whom.named()
    query = select(named.c.person_key).join(mail, mail.id == named.c.mail_id)
    return set(db.scalars(query.where(*_about(year, session, about))))


def mailboxes(db: Db, year: int, session: str, about: Occasion) -> dict[str, MailState]:
    """Return which shared mailboxes have a mail about this, and how far it is."""
    mail = tables.MailMessage
    query = select(mail.mailbox, mail.state).where(*_about(year, session, about))
    found = db.execute(query.where(mail.mailbox.is_not(None))).tuples()
    return {str(mailbox): state for mailbox, state in found}


def _about(year: int, session: str, about: Occasion) -> tuple[ColumnElement[bool], ...]:
    mail = tables.MailMessage
    return (
        mail.year == year, mail.session == session, mail.kind == about.kind,
        mail.revision == about.revision,
    )  # fmt: skip


def addresses(db: Db, people: Collection[str]) -> dict[str, str | None]:
    """Return the address of each of these people, in the order given."""
    row = tables.Person
    wanted, found = list(people), dict[str, str | None]()
    for start in range(0, len(wanted), AT_ONCE):
        query = select(row.key, row.email).where(row.key.in_(wanted[start : start + AT_ONCE]))
        found |= dict(db.execute(query).tuples().all())
    return {person: found.get(person) for person in wanted}


AT_ONCE = 500  # values in one question: some databases take no more than 999


def leave(db: Db, year: int, session: str, person: str | None = None) -> list[tuple[str, Occasion]]:
    """Take those out of waiting mails whose address is another one than its mailbox by now.

    Args:
        person: out of those that were refused too, this one, whose address was corrected.

    Returns:
        Who needs a mail of their own, and about what.
    """
    mail, one, who = tables.MailMessage, tables.MailAddressee, tables.Person
    states = (MailState.QUEUED,) if person is None else (MailState.QUEUED, *REFUSED)
    query = (
        select(mail, who.key)
        .join(one, one.mail_id == mail.id)
        .join(who, who.key == one.person_key)
        .where(mail.year == year, mail.session == session, mail.state.in_(states))
        .where(func.lower(func.trim(func.coalesce(who.email, ""))) != mail.mailbox)
        .order_by(mail.id, who.key)
        .with_for_update(of=mail)
    )
    if person is not None:
        query = query.where(who.key == person)
    gone = []
    for row, key in db.execute(query).tuples().all():
        db.execute(delete(one).where(one.mail_id == row.id, one.person_key == key))
        gone.append((key, Occasion(row.kind, row.revision, row.valid_until)))
    _close_empty(db, year, session)
    return gone


def leave_out(db: Db, year: int, session: str, person: str) -> None:
    """Take somebody who is not called any more out of the waiting mails that call to a session."""
    mail, one = tables.MailMessage, tables.MailAddressee
    waiting = select(mail.id).where(
        mail.year == year, mail.session == session, mail.state == MailState.QUEUED,
        mail.kind.in_(CALLS), mail.mailbox.is_not(None),
    )  # fmt: skip
    db.execute(delete(one).where(one.person_key == person, one.mail_id.in_(waiting)))
    _close_empty(db, year, session)


def _close_empty(db: Db, year: int, session: str) -> None:
    """Close mails that name nobody any more."""
    mail, one = tables.MailMessage, tables.MailAddressee
    db.execute(
        update(mail)
        .where(mail.year == year, mail.session == session, mail.mailbox.is_not(None))
        .where(mail.state.in_([MailState.QUEUED, *REFUSED]))
        .where(~exists().where(one.mail_id == mail.id))
        .values(state=MailState.EXPIRED, sent_at=None)
    )


def alone(db: Db, year: int, session: str) -> dict[Occasion, dict[str, int]]:
    """Return whose calls to a session wait and were never attempted: mail by person, by occasion.

    They may still become one mail with those of others.
    """
    mail, attempt = tables.MailMessage, tables.MailAttempt
    query = (
        select(mail)
        .where(mail.year == year, mail.session == session, mail.state == MailState.QUEUED)
        .where(mail.kind.in_(CALLS), mail.person_key.is_not(None))
        .where(~exists().where(attempt.mail_id == mail.id))
        .order_by(mail.id)
        .with_for_update()
    )
    found: dict[Occasion, dict[str, int]] = {}
    for row in db.scalars(query):
        about = Occasion(row.kind, row.revision, row.valid_until)
        found.setdefault(about, {})[str(row.person_key)] = row.id
    return found


def withdraw(db: Db, mails: Collection[int]) -> None:
    """Take mails back that were never attempted: another one tells the same."""
    db.execute(delete(tables.MailMessage).where(tables.MailMessage.id.in_(mails)))


def join(
    db: Db, year: int, session: str, about: Occasion, mailbox: str, people: Collection[str]
) -> None:
    """Let a mail that waits for a mailbox name these people as well."""
    mail = tables.MailMessage
    query = select(mail.id).where(*_about(year, session, about), mail.mailbox == mailbox)
    number = db.scalars(query).one()
    db.add_all(tables.MailAddressee(mail_id=number, person_key=one) for one in people)
    db.flush()
