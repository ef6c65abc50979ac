"""Erasing a person: what says who they are goes, what was counted stays."""

from sqlalchemy import delete, func, select, update

from coaching.database import tables, whom
from coaching.database.work import Db
from coaching.domain.invitations import MailState

SHORTEST = 8  # characters of a key that exports and `coaching doctor` show
WAITING = (MailState.QUEUED, MailState.LEASED, MailState.SENDING, MailState.IN_DOUBT)


def key_of(db: Db, told: str) -> str | None:
    """Return the key of one person, told by NIP or by the start of their key; None where unsure."""
    bare = "".join(told.split())
    nip = tables.PersonNip
    by_nip = db.scalar(select(nip.person_key).where(nip.nip == bare))
    if by_nip is not None or len(bare) < SHORTEST or not bare.isalnum():
        return by_nip
    start = bare.casefold()
    keys = {
        key
        for column in (nip.person_key, tables.Person.key)
        for key in db.scalars(select(column).where(column.startswith(start)).limit(2))
    }
    return keys.pop() if len(keys) == 1 else None


def has_mail_waiting(db: Db, key: str) -> bool:
    """Say whether a mail to the person has still to leave, or may have left."""
    mail = tables.MailMessage
    query = select(mail.id).where(whom.names(key), mail.state.in_(WAITING)).limit(1)
    return db.scalar(query) is not None


def erase(db: Db, key: str) -> int:
    """Take out of every table what says who somebody is; return how many rows changed.

    Their rows of invitations, mails and attendance stay, and so do employee rows in
    snapshots: under a key that belongs to nobody any more. Whoever is in the next
    export comes back under a new key.
    """
    person = db.get(tables.Person, key)
    changed = _corrections(db, key, person)
    changed += _changed(db, delete(tables.PersonNip).where(tables.PersonNip.person_key == key))
    if person is None:
        return changed
    changed += _addresses(db, key, person.email)
    correction = tables.AddressCorrection
    changed += _changed(db, delete(correction).where(correction.person_key == key))
    person.name = person.position = ""
    person.email = person.reference = person.agency_code = None
    person.is_head = False
    return changed + 1 + _without_stand_ins(db, key)


def _addresses(db: Db, key: str, email: str | None) -> int:
    """Forget where the person was written to; a mailbox that others share stays theirs."""
    mail, who = tables.MailMessage, tables.Person
    changed = _changed(
        db,
        update(mail).where(mail.person_key == key, mail.sent_to.is_not(None)).values(sent_to=None),
    )
    if not email:
        return changed
    low = email.lower()
    others = select(who.key).where(func.lower(who.email) == low, who.key != key).limit(1)
    if db.scalar(others) is not None:
        return changed
    for table in (tables.MailSuppression, tables.MailComplaint):
        changed += _changed(db, delete(table).where(table.address == low))
    return changed


def _corrections(db: Db, key: str, person: tables.Person | None) -> int:
    """Forget what somebody typed of the person in place of a cell that could not be used."""
    nip = tables.PersonNip
    said = list(db.scalars(select(nip.nip).where(nip.person_key == key)))
    said += [person.name] if person is not None and person.name else []
    return _changed(db, delete(tables.RowCorrection).where(tables.RowCorrection.value.in_(said)))


def _without_stand_ins(db: Db, key: str) -> int:
    """Blank the names of those whom the person sent instead."""
    call = tables.Invitation
    theirs = select(call.id).where(call.person_key == key).scalar_subquery()
    answers = (
        update(tables.InvitationAnswer)
        .where(tables.InvitationAnswer.invitation_id.in_(theirs))
        .where(tables.InvitationAnswer.delegate.is_not(None))
        .values(delegate="")
    )
    register = (
        update(tables.Attendance)
        .where(tables.Attendance.invitation_id.in_(theirs))
        .where(tables.Attendance.representative.is_not(None))
        .values(representative="")
    )
    return _changed(db, answers) + _changed(db, register)


def _changed(db: Db, statement: object) -> int:
    result = db.execute(statement)  # type: ignore[call-overload]
    return int(result.rowcount)
