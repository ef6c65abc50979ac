"""Whom mails did not reach, agency by agency, and of whom its HR contact has been told."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, func, not_, or_, select, update

from coaching.database import tables, whom
from coaching.database.work import Db
from coaching.domain.invitations import MailState

CONTACT = "hr-contact:"  # begins the reference of an agency's HR contact


@dataclass(frozen=True)
class Unreached:
    """Somebody whose mail came back or was refused; `said` is what the mail server said."""

    name: str
    position: str
    address: str
    said: str


def untold(db: Db, year: int) -> dict[str, list[int]]:
    """Return the mails that did not arrive and that nobody was told of, by agency.

    Left out is what a mail server refused for our own sake: the address is right.
    """
    mail, person = tables.MailMessage, tables.Person
    query = _unreached(year).with_only_columns(person.agency_code, mail.id)
    found: dict[str, list[int]] = {}
    # A mail that several share stands there once for each of them.
    for agency, number in db.execute(query.where(mail.told_on.is_(None)).distinct()).tuples():
        found.setdefault(str(agency), []).append(number)
    return found


def tell(db: Db, mails: list[int], day: date) -> None:
    """Record that a digest of that day tells of these mails."""
    row = tables.MailMessage
    db.execute(update(row).where(row.id.in_(mails)).values(told_on=day))


def told_on(db: Db, year: int, agency: str, day: date) -> list[Unreached]:
    """Return whom the digest of one agency and day is about, each once, by name."""
    mail, person = tables.MailMessage, tables.Person
    query = _unreached(year).where(person.agency_code == agency, mail.told_on == day)
    found: dict[str, Unreached] = {}
    for one, whose in db.execute(query).tuples():
        address = one.sent_to or one.mailbox or whose.email or ""
        found[whose.key] = Unreached(whose.name, whose.position, address, one.last_text or "")
    return sorted(found.values(), key=lambda one: (one.name, one.position))


def agency_of(db: Db, contact: str) -> str:
    """Return the agency that a person is the HR contact of."""
    reference = db.get_one(tables.Person, contact).reference or ""
    return reference.removeprefix(CONTACT)


def _unreached(year: int) -> Select[tuple[tables.MailMessage, tables.Person]]:
    mail, person, named = tables.MailMessage, tables.Person, whom.named()
    gone, back = tables.MailSuppression, tables.IncomingMail
    address = func.lower(whom.address())
    is_gone = exists().where(gone.address == address)
    ours = exists().where(back.about_mail_id == mail.id, back.severity == "ours")
    failed = (mail.state == MailState.FAILED) & not_(ours)
    return (
        select(mail, person)
        .join(named, named.c.mail_id == mail.id)
        .join(person, person.key == named.c.person_key)
        .where(mail.year == year, person.agency_code.is_not(None))
        .where(or_(failed, (mail.state == MailState.SUPPRESSED) & is_gone))
        .order_by(person.agency_code, mail.id)
    )
