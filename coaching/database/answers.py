"""Queries on the mails that come back, and the answers in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from coaching.database import tables
from coaching.database.work import Db
from coaching.domain.invitations import Answer


@dataclass(frozen=True)
class ReadMail:
    """One incoming mail as it was understood."""

    message_id: str
    sha256: str
    kind: str
    reason: str
    invitation_id: int | None = None
    answer: Answer | None = None
    delegate: str | None = None
    sequence: int = 0
    given_at: datetime | None = None


def known_mails(db: Db) -> set[str]:
    """Return the Message-IDs that were read before."""
    return set(db.scalars(select(tables.IncomingMail.message_id)))


def record(db: Db, mails: Iterable[ReadMail]) -> int:
    """Record mails that were not read before; return how many answers they held."""
    answers = 0
    for mail in mails:
        db.add(
            tables.IncomingMail(
                message_id=mail.message_id, sha256=mail.sha256, kind=mail.kind,
                reason=mail.reason[:500], invitation_id=mail.invitation_id,
                read_at=datetime.now(UTC),
            )
        )  # fmt: skip
        db.flush()
        if mail.answer is not None and mail.invitation_id is not None:
            db.add(
                tables.InvitationAnswer(
                    invitation_id=mail.invitation_id, mail_id=mail.message_id,
                    answer=mail.answer, delegate=mail.delegate, sequence=mail.sequence,
                    given_at=mail.given_at or datetime.now(UTC),
                )
            )  # fmt: skip
            answers += 1
    db.flush()
    return answers


def by_calendar_uid(db: Db) -> dict[str, int]:
    """Return invitation by calendar UID: whoever quotes it holds that invitation."""
    query = select(tables.Invitation.calendar_uid, tables.Invitation.id)
    return dict(db.execute(query).tuples().all())


def by_message_id(db: Db) -> dict[str, int]:
    """Return invitation by the Message-ID of the mail that carried it."""
    mail, call, session = tables.MailMessage, tables.Invitation, tables.CoachingSession
    query = (
        select(mail.message_id, call.id)
        .join(session, (session.year == mail.year) & (session.code == mail.session))
        .join(call, (call.session_id == session.id) & (call.person_key == mail.person_key))
    )
    return dict(db.execute(query).tuples().all())


def last_answers(db: Db, year: int) -> dict[int, Answer]:
    """Return the answer that counts, by invitation: the last by (sequence, moment, arrival)."""
    row, call, session = tables.InvitationAnswer, tables.Invitation, tables.CoachingSession
    query = (
        select(row.invitation_id, row.answer)
        .join(call, call.id == row.invitation_id)
        .join(session, session.id == call.session_id)
        .where(session.year == year)
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


def queue(db: Db) -> list[tuple[str, str]]:
    """Return (kind, reason) of mails nobody could assign: a person looks at them."""
    mail = tables.IncomingMail
    query = (
        select(mail.kind, mail.reason).where(mail.invitation_id.is_(None)).order_by(mail.read_at)
    )
    return [(kind, reason) for kind, reason in db.execute(query).tuples()]
