"""The ledger of mails: each is committed before it leaves, and leaves once.

Claim (lease and fence), intend (committed before the first byte), post, settle.
A process that dies before `intend` loses nothing: its lease runs out; one that
dies after it leaves that mail `in_doubt`, never another one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Select, not_, or_, select, update

from coaching.database import pauses, tables
from coaching.database.claimed import Claimed, Settlement
from coaching.database.handing_over import dialect, intend, settle
from coaching.database.which import Which as Which
from coaching.database.work import Db
from coaching.domain.invitations import CALLS, MailKind, MailState

LEASE = timedelta(seconds=120)

__all__ = [
    "Claimed",
    "Entry",
    "Settlement",
    "claim",
    "enqueue",
    "expire",
    "intend",
    "recover",
    "release",
    "settle",
    "waiting",
]


@dataclass(frozen=True)
class Entry:
    """A mail that is to leave: whose, of which kind, and its Message-ID.

    Args:
        valid_until: of a reminder: it does not leave after that day.
        is_missed: that day has passed; it is recorded and does not leave.
    """

    year: int
    session: str
    person: str
    kind: MailKind
    message_id: str
    revision: int = 0
    valid_until: date | None = None
    is_missed: bool = False


def enqueue(db: Db, entries: Iterable[Entry]) -> int:
    """Add mails that are not in the ledger yet; return how many are new."""
    rows = [_row(entry) for entry in entries]
    if not rows:
        return 0
    adding = (
        dialect(db)
        .insert(tables.MailMessage)
        .on_conflict_do_nothing(
            index_elements=["year", "session", "person_key", "kind", "revision"]
        )
    )
    return len(db.scalars(adding.returning(tables.MailMessage.id), rows).all())


def _row(entry: Entry) -> dict[str, object]:
    now = datetime.now(UTC)
    return {
        "year": entry.year, "session": entry.session, "person_key": entry.person,
        "kind": entry.kind, "revision": entry.revision, "message_id": entry.message_id,
        "state": MailState.MISSED if entry.is_missed else MailState.QUEUED,
        "attempts": 0, "fence": 0,
        "queued_at": now, "not_before": now, "valid_until": entry.valid_until,
    }  # fmt: skip


def waiting(db: Db, year: int, session: str, which: Which = None) -> list[Claimed]:
    """Return the mails of a session that wait and have an address, without claiming them."""
    query = _due(year, session, which).order_by(tables.MailMessage.id)
    return [_claimed(mail, address) for mail, address in db.execute(query)]


def claim(
    db: Db, year: int, session: str, owner: str, limit: int = 50, which: Which = None
) -> list[Claimed]:
    """Take up to `limit` mails that are due, so that no other worker posts them.

    People without an address are passed over: their mail waits until there is one. So
    are those whose mail servers want a pause.
    """
    now, row = datetime.now(UTC), tables.MailMessage
    query = _due(year, session, which).where(row.not_before <= now)
    query = query.where(not_(pauses.holds_back(year, session)))
    query = query.order_by(row.not_before, row.id).limit(limit)
    found = db.execute(query.with_for_update(skip_locked=True, of=tables.MailMessage)).all()
    for mail, _address in found:
        mail.state, mail.lease_owner, mail.lease_until = MailState.LEASED, owner, now + LEASE
        mail.fence += 1
    db.flush()
    return [_claimed(mail, address) for mail, address in found]


def _due(year: int, session: str, which: Which) -> Select[tuple[tables.MailMessage, str | None]]:
    mail = tables.MailMessage
    query = (
        select(mail, tables.Person.email)
        .join(tables.Person, tables.Person.key == mail.person_key)
        .where(mail.year == year, mail.session == session, mail.state == MailState.QUEUED)
        .where(tables.Person.email.is_not(None))
    )
    return query if which is None else query.where(which)


def _claimed(mail: tables.MailMessage, address: str | None) -> Claimed:
    return Claimed(
        mail.id, mail.fence, mail.year, mail.session, mail.person_key,
        mail.kind, mail.revision, mail.message_id, address or "", mail.attempts, mail.queued_at,
    )  # fmt: skip


def _move(db: Db, mail: Claimed, before: MailState, after: MailState, **values: object) -> bool:
    row = tables.MailMessage
    moved = db.scalar(
        update(row)
        .where(row.id == mail.id, row.state == before, row.fence == mail.fence)
        .values(state=after, lease_owner=None, lease_until=None, **values)
        .returning(row.id)
    )
    return moved is not None


def release(db: Db, mails: Iterable[Claimed]) -> None:
    """Give claimed mails back that were not posted."""
    for mail in mails:
        _move(db, mail, MailState.LEASED, MailState.QUEUED)


def recover(db: Db, *, owners_gone: Sequence[str] = ()) -> tuple[int, int]:
    """Take back what dead workers held; return (queued again, in doubt).

    A lease that ran out, or whose owner is known to be gone: before the intent
    nothing was on the wire, after it nobody can know.
    """
    row = tables.MailMessage
    is_over = or_(row.lease_until < datetime.now(UTC), row.lease_owner.in_(owners_gone))
    counts = []
    for before, after in (
        (MailState.LEASED, MailState.QUEUED),
        (MailState.SENDING, MailState.IN_DOUBT),
    ):
        moved = db.scalars(
            update(row)
            .where(row.state == before, is_over)
            .values(state=after, lease_owner=None, lease_until=None, fence=row.fence + 1)
            .returning(row.id)
        ).all()
        counts.append(len(moved))
    return counts[0], counts[1]


def expire(db: Db, year: int, session: str) -> int:
    """Close mails that call to a session and came too late for it; return how many."""
    row = tables.MailMessage
    gone = db.scalars(
        update(row)
        .where(row.year == year, row.session == session, row.state == MailState.QUEUED)
        .where(row.kind.in_(CALLS))
        .values(state=MailState.EXPIRED)
        .returning(row.id)
    ).all()
    return len(gone)
