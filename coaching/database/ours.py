"""What an incoming mail can refer to: our mails, and the invitations they carried."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from coaching.database import tables
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
    """

    by_uid: Mapping[str, int]
    by_message_id: Mapping[str, OurMail]
    by_id: Mapping[int, OurMail]
    addresses: Mapping[int, str]


def ours(db: Db) -> Ours:
    """Read all of it."""
    call, person = tables.Invitation, tables.Person
    calls = db.execute(
        select(call.id, call.calendar_uid, person.email).join(person, person.key == call.person_key)
    )
    found = calls.tuples().all()
    mails = {one.message_id: mail for one, mail in _mails(db)}
    return Ours(
        by_uid={uid: number for number, uid, _ in found},
        by_message_id=mails,
        by_id={mail.id: mail for mail in mails.values()},
        addresses={number: email.lower() for number, _, email in found if email},
    )


def _mails(db: Db) -> list[tuple[tables.MailMessage, OurMail]]:
    mail, call, session = tables.MailMessage, tables.Invitation, tables.CoachingSession
    query = (
        select(mail, call.id)
        .outerjoin(session, (session.year == mail.year) & (session.code == mail.session))
        .outerjoin(call, (call.session_id == session.id) & (call.person_key == mail.person_key))
        .order_by(mail.id)
    )
    sequences: dict[tuple[int, str, str], int] = {}
    told = []
    for one, invitation in db.execute(query).tuples():
        whose = (one.year, one.session, one.person_key)
        if one.kind.value == "reschedule":  # its revision is the version it tells of
            sequences[whose] = one.revision
        called = (invitation,) if invitation is not None else ()
        sequence = sequences.get(whose, 0)
        told.append((one, OurMail(one.id, one.kind, called, one.sent_to, sequence)))
    return told
