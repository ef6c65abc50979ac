"""Whom a mail of the ledger goes to: its address, and the people it names."""

from collections.abc import Collection
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Subquery,
    func,
    not_,
    or_,
    select,
    union_all,
)

from coaching.database import tables
from coaching.database.work import Db

Query = TypeVar("Query", bound=Select[Any])


def address() -> ColumnElement[str | None]:
    """Return where a mail goes; the query joins the person outwards, a shared mailbox has none."""
    return func.coalesce(tables.MailMessage.mailbox, tables.Person.email)


def with_address(query: Query) -> Query:
    """Return only mails that have an address to go to."""
    mail, person = tables.MailMessage, tables.Person
    joined = query.outerjoin(person, person.key == mail.person_key)
    return joined.where(or_(mail.mailbox.is_not(None), person.email.is_not(None)))


def named() -> Subquery:
    """Return `mail_id` and `person_key` of everybody whom some mail names."""
    mail, one = tables.MailMessage, tables.MailAddressee
    alone = select(mail.id.label("mail_id"), mail.person_key.label("person_key"))
    alone = alone.where(mail.person_key.is_not(None))
    both: CompoundSelect[Any] = union_all(alone, select(one.mail_id, one.person_key))
    return both.subquery("named")


def names(person: str) -> ColumnElement[bool]:
    """Return what means the mails that go to one person, alone or with others."""
    mail, one = tables.MailMessage, tables.MailAddressee
    shared = select(one.mail_id).where(one.person_key == person)
    return or_(mail.person_key == person, mail.id.in_(shared))


def addressees(db: Db, mails: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return whom each of these mails to shared mailboxes names: keys, the head's first.

    The others stand in the order of their posts and names.
    """
    one, person = tables.MailAddressee, tables.Person
    query = (
        select(one.mail_id, one.person_key)
        .join(person, person.key == one.person_key)
        .where(one.mail_id.in_(mails))
        .order_by(one.mail_id, not_(person.is_head), person.position, person.name, person.key)
    )
    found: dict[int, tuple[str, ...]] = {}
    for mail, key in db.execute(query).tuples():
        found[mail] = (*found.get(mail, ()), key)
    return found
