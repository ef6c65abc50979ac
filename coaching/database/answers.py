"""Queries on the mails that come back, and the answers in them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select, update

from coaching.database import tables, whom
from coaching.database.work import Db
from coaching.domain.invitations import Answer


@dataclass(frozen=True)
class ReadMail:
    """One incoming mail as it was understood.

    Args:
        about_mail_id: the mail of ours a report is about.
        status: enhanced status of a report.
        severity: of a bounce.
        waits: a person has to look at it.
    """

    message_id: str
    sha256: str
    body_sha256: str
    kind: str
    reason: str
    invitation_id: int | None = None
    about_mail_id: int | None = None
    answer: Answer | None = None
    delegate: str | None = None
    sequence: int = 0
    given_at: datetime | None = None
    status: str | None = None
    severity: str | None = None
    waits: bool = False


@dataclass
class Known:
    """What was read before.

    Args:
        bodies: digest of the body by Message-ID; None: from before it was kept.
        whole: digests of whole mails.
    """

    bodies: dict[str, str | None]
    whole: set[str]


def known_mails(db: Db) -> Known:
    """Return what was read before."""
    row = tables.IncomingMail
    found = db.execute(select(row.message_id, row.body_sha256, row.sha256)).tuples().all()
    return Known({name: body for name, body, _ in found}, {one[2] for one in found})


def record(db: Db, mail: ReadMail) -> None:
    """Record one mail that was not read before, with the answer it holds."""
    db.add(
        tables.IncomingMail(
            message_id=mail.message_id, sha256=mail.sha256, body_sha256=mail.body_sha256,
            kind=mail.kind, reason=mail.reason[:500], invitation_id=mail.invitation_id,
            about_mail_id=mail.about_mail_id, status=mail.status, severity=mail.severity,
            waits=mail.waits, read_at=datetime.now(UTC),
        )
    )  # fmt: skip
    db.flush()
    if mail.answer is not None and mail.invitation_id is not None and not mail.waits:
        _answered(
            db, mail.message_id, mail.invitation_id, mail.answer, mail.delegate,
            mail.sequence, mail.given_at,
        )  # fmt: skip


def _answered(
    db: Db,
    message_id: str,
    invitation_id: int,
    answer: Answer,
    delegate: str | None,
    sequence: int,
    given_at: datetime | None,
) -> None:
    now = datetime.now(UTC)
    db.add(
        tables.InvitationAnswer(
            invitation_id=invitation_id, mail_id=message_id, answer=answer,
            delegate=delegate[:200] if delegate else None, sequence=sequence,
            # A clock that is fast must not keep later answers from counting.
            given_at=min(given_at or now, now),
        )
    )  # fmt: skip
    db.flush()


def last_answers(db: Db, year: int) -> dict[int, Answer]:
    """Return the answer that counts, by invitation: the last by (sequence, moment, arrival).

    Answers to an appointment that has been moved since do not count.
    """
    row, call, session = tables.InvitationAnswer, tables.Invitation, tables.CoachingSession
    query = (
        select(row.invitation_id, row.answer)
        .join(call, call.id == row.invitation_id)
        .join(session, session.id == call.session_id)
        .where(session.year == year, row.sequence >= session.sequence)
        .order_by(row.sequence, row.given_at, row.id)
    )
    return dict(db.execute(query).tuples().all())


def delegates(db: Db, year: int, session: str) -> dict[int, list[str]]:
    """Return whom each invited person named to stand in for them, by invitation, as it came."""
    row, call, held = tables.InvitationAnswer, tables.Invitation, tables.CoachingSession
    query = (
        select(row.invitation_id, row.delegate)
        .join(call, call.id == row.invitation_id)
        .join(held, held.id == call.session_id)
        .where(held.year == year, held.code == session, row.answer == Answer.DELEGATED)
        .where(row.delegate.is_not(None))
        .order_by(row.id)
    )
    found: dict[int, list[str]] = {}
    for invitation, delegate in db.execute(query).tuples():
        found.setdefault(invitation, []).append(str(delegate))
    return found


@dataclass(frozen=True)
class Waiting:
    """A mail that a person has to look at."""

    message_id: str
    kind: str
    reason: str
    read_at: datetime
    session: str | None
    agency: str | None


def queue(db: Db) -> list[Waiting]:
    """Return the mails that a person has to look at, oldest first.

    One from a mailbox that several share has session and agency of the mail it answers.
    """
    mail, call, session = tables.IncomingMail, tables.Invitation, tables.CoachingSession
    about, who, named = tables.MailMessage, tables.Person, whom.named()
    theirs = (
        select(func.min(who.agency_code))
        .join(named, named.c.person_key == who.key)
        .where(named.c.mail_id == mail.about_mail_id)
        .scalar_subquery()
    )
    query = (
        select(
            mail.message_id,
            mail.kind,
            mail.reason,
            mail.read_at,
            func.coalesce(session.code, func.nullif(about.session, "")),
            func.coalesce(call.agency_code, theirs),
        )
        .outerjoin(call, call.id == mail.invitation_id)
        .outerjoin(session, session.id == call.session_id)
        .outerjoin(about, about.id == mail.about_mail_id)
        .where(mail.waits, mail.settled_at.is_(None))
        .order_by(mail.read_at, mail.message_id)
    )
    return [Waiting(*row) for row in db.execute(query).tuples()]


def settle(
    db: Db, message_id: str, by: str, invitation_id: int | None = None,
    answer: Answer | None = None, delegate: str | None = None,
) -> int | None:  # fmt: skip
    """Close a mail of the queue as a person understood it.

    Args:
        db: the unit of work.
        message_id: of the mail.
        by: who looked at it.
        invitation_id: whose answer it is; None: that of the mail, where it is known.
        answer: what it says; None: nothing that is to be recorded.
        delegate: who comes instead.

    Returns:
        The invitation the answer was recorded for; None where there is none.

    Raises:
        LookupError: no such mail waits.
    """
    mail, call, session = tables.IncomingMail, tables.Invitation, tables.CoachingSession
    row = db.scalar(
        select(mail).where(mail.message_id == message_id, mail.waits, mail.settled_at.is_(None))
    )
    if row is None:
        raise LookupError(message_id)
    row.settled_at, row.settled_by = datetime.now(UTC), by
    row.invitation_id = invitation_id or row.invitation_id
    if answer is None or row.invitation_id is None:
        return None
    sequence = db.scalar(
        select(session.sequence)
        .join(call, call.session_id == session.id)
        .where(call.id == row.invitation_id)
    )
    _answered(db, message_id, row.invitation_id, answer, delegate, sequence or 0, row.read_at)
    return row.invitation_id


def place(db: Db, mailbox: str, uid_validity: str) -> int:
    """Return up to which UID a mailbox has been read; 0 where it was numbered anew."""
    row = db.get(tables.MailboxPlace, mailbox)
    return row.uid if row is not None and row.uid_validity == uid_validity else 0


def move_on(db: Db, mailbox: str, uid_validity: str, uid: int) -> None:
    """Record up to which UID a mailbox has been read."""
    row = tables.MailboxPlace
    kept = db.get(row, mailbox)
    if kept is None:
        db.add(row(mailbox=mailbox, uid_validity=uid_validity, uid=uid))
        return
    before = kept.uid if kept.uid_validity == uid_validity else 0
    db.execute(
        update(row)
        .where(row.mailbox == mailbox)
        .values(uid_validity=uid_validity, uid=max(uid, before))
    )


def count_waiting(db: Db) -> int:
    """Return how many mails a person has to look at."""
    mail = tables.IncomingMail
    query = select(func.count()).where(mail.waits, mail.settled_at.is_(None))
    return db.scalar(query) or 0
