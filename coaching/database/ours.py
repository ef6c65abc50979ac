"""What an incoming mail can refer to: our mails, and the invitations they carried."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from coaching.database import tables, whom
from coaching.database.work import Db
from coaching.domain.invitations import MailKind


@dataclass(frozen=True)
class OurMail:
    """One mail of the ledger.

    Args:
        invitations: of those it is addressed to; none for a letter about the year.
        address: where it went.
        sequence: version of the appointment it tells of.
    """

    id: int
    kind: MailKind
    invitations: tuple[int, ...]
    address: str | None
    sequence: int


@dataclass(frozen=True)
class Ours:
    """What an incoming mail can refer to.

    Args:
        by_uid: invitation by calendar UID: whoever quotes it holds that invitation.
        by_message_id: likewise for the mail that carried it.
        addresses: the invited person's address by invitation.
        names: likewise their name.
    """

    by_uid: Mapping[str, int]
    by_message_id: Mapping[str, OurMail]
    by_id: Mapping[int, OurMail]
    addresses: Mapping[int, str]
    names: Mapping[int, str]


def ours(db: Db) -> Ours:
    """Read all of it."""
    call, person = tables.Invitation, tables.Person
    calls = db.execute(
        select(call.id, call.calendar_uid, person.name, person.email).join(
            person, person.key == call.person_key
        )
    )
    found = calls.tuples().all()
    mails = _mails(db)
    return Ours(
        by_uid={uid: number for number, uid, _, _ in found},
        by_message_id=mails,
        by_id={mail.id: mail for mail in mails.values()},
        addresses={number: email.lower() for number, _, _, email in found if email},
        names={number: name for number, _, name, _ in found},
    )


def _mails(db: Db) -> dict[str, OurMail]:
    """Return every mail by Message-ID."""
    mail, call, session = tables.MailMessage, tables.Invitation, tables.CoachingSession
    named = whom.named()
    query = (
        select(mail, named.c.person_key, call.id)
        .outerjoin(named, named.c.mail_id == mail.id)
        .outerjoin(session, (session.year == mail.year) & (session.code == mail.session))
        .outerjoin(call, (call.session_id == session.id) & (call.person_key == named.c.person_key))
        .order_by(mail.id, call.id)
    )
    sequences: dict[tuple[int, str, str], int] = {}
    found: dict[str, OurMail] = {}
    for one, person, invitation in db.execute(query).tuples():
        whose = (one.year, one.session, person or "")
        if one.kind is MailKind.RESCHEDULE:  # its revision is the version it tells of
            sequences[whose] = one.revision
        earlier = found.get(one.message_id)
        called = (*(earlier.invitations if earlier else ()), invitation)
        told = tuple(number for number in called if number is not None)
        sequence = max(sequences.get(whose, 0), earlier.sequence if earlier else 0)
        found[one.message_id] = OurMail(one.id, one.kind, told, one.sent_to, sequence)
    return found
