"""The pace of domains whose mail servers said that we are too fast; all others have none.

It stands in the database, so that several workers keep it together.
"""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select

from coaching.database import tables
from coaching.database.claimed import Claimed
from coaching.database.pauses import domain_of
from coaching.database.work import Db
from coaching.domain.invitations import MailState
from coaching.domain.paces import FAST, TAKEN, faster, slower

MINUTE = timedelta(minutes=1)
Found = Sequence[tuple[tables.MailMessage, str | None]]


def are_kept(db: Db) -> bool:
    """Say whether some domain has a pace."""
    return db.scalar(select(tables.DomainPace.domain).limit(1)) is not None


def slow_down(db: Db, domain: str) -> None:
    """Halve the pace of a domain; at first, of what went there in the last minute."""
    now = datetime.now(UTC)
    row = db.get(tables.DomainPace, domain, with_for_update=True)
    if row is None:
        row = tables.DomainPace(domain=domain, per_minute=_lately(db, domain, now), taken=0)
        db.add(row)
    row.per_minute, row.next_at, row.taken = slower(row.per_minute), now, 0
    db.flush()


def _lately(db: Db, domain: str, now: datetime) -> int:
    attempt, mail = tables.MailAttempt, tables.MailMessage
    query = (
        select(func.count())
        .select_from(attempt)
        .join(mail, mail.id == attempt.mail_id)
        .where(attempt.started_at > now - MINUTE, func.lower(mail.sent_to).endswith(domain))
    )
    return db.scalar(query) or 1


def within(db: Db, found: Found) -> list[tuple[tables.MailMessage, str | None]]:
    """Return those mails that may be claimed now; the others wait for the minute of their turn."""
    if not are_kept(db):
        return list(found)
    row = tables.DomainPace
    domains = sorted({domain_of(address or "") for _, address in found})
    query = select(row).where(row.domain.in_(domains)).order_by(row.domain).with_for_update()
    turns = {one.domain: _Turns(one) for one in db.scalars(query)}
    return [
        (mail, address)
        for mail, address in found
        if (theirs := turns.get(domain_of(address or ""))) is None or theirs.has_one(mail)
    ]


class _Turns:
    """Gives out a domain's turns: a minute's mails may leave at once, then it rests."""

    def __init__(self, pace: tables.DomainPace) -> None:
        now = datetime.now(UTC)
        self.pace, self.next_at = pace, max(pace.next_at, now)
        self.between = MINUTE / pace.per_minute
        self.last = now + MINUTE - self.between

    def has_one(self, mail: tables.MailMessage) -> bool:
        turn, self.next_at = self.next_at, self.next_at + self.between
        if turn <= self.last:
            self.pace.next_at = self.next_at
            return True
        # Looked at again then; only a mail that is claimed takes a turn.
        mail.not_before = turn - MINUTE + self.between
        return False


def speed_up(db: Db, posted: Collection[Claimed]) -> None:
    """Let a domain have mails faster by a tenth once it took a hundred; a fast one has no pace."""
    row, mail = tables.DomainPace, tables.MailMessage
    for pace in db.scalars(select(row).with_for_update()).all():
        theirs = [one.id for one in posted if domain_of(one.address) == pace.domain]
        sent = select(func.count()).where(mail.id.in_(theirs), mail.state == MailState.SENT)
        pace.taken += db.scalar(sent) or 0
        if pace.taken >= TAKEN:
            pace.per_minute, pace.taken = faster(pace.per_minute), 0
    db.flush()
    db.execute(delete(row).where(row.per_minute >= FAST))


def lift(db: Db) -> None:
    """Forget every pace: a person has seen to it."""
    db.execute(delete(tables.DomainPace))
