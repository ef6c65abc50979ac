"""The ledger of mails: each is committed before it leaves, and leaves once.

Claim (lease and fence), intend (committed before the first byte), post, settle.
A process that dies before `intend` loses nothing: its lease runs out; one that
dies after it leaves that mail `in_doubt`, never another one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Select, not_, or_, select, update

from coaching.database import paces, pauses, tables, whom
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
        person: key of whom it goes to; None: to a mailbox that several share.
        mailbox: that mailbox, in lower case.
        people: keys of those who share it and whom the mail names.
        valid_until: of a reminder: it does not leave after that day.
        is_missed: that day has passed; it is recorded and does not leave.
    """

    year: int
    session: str
    person: str | None
    kind: MailKind
    message_id: str
    revision: int = 0
    valid_until: date | None = None
    is_missed: bool = False
    mailbox: str | None = None
    people: tuple[str, ...] = ()


def enqueue(db: Db, entries: Iterable[Entry]) -> int:
    """Add mails that are not in the ledger yet; return how many are new."""
    told = list(entries)
    if not told:
        return 0
    row = tables.MailMessage
    adding = dialect(db).insert(row).on_conflict_do_nothing().returning(row.id, row.message_id)
    added = db.execute(adding, [_row(entry) for entry in told]).tuples().all()
    named = {entry.message_id: entry.people for entry in told if entry.people}
    db.add_all(
        tables.MailAddressee(mail_id=number, person_key=person)
        for number, name in added
        for person in named.get(name, ())
    )
    db.flush()
    return len(added)


def _row(entry: Entry) -> dict[str, object]:
    now = datetime.now(UTC)
    return {
        "year": entry.year, "session": entry.session, "person_key": entry.person,
        "mailbox": entry.mailbox, "kind": entry.kind, "revision": entry.revision,
        "message_id": entry.message_id,
        "state": MailState.MISSED if entry.is_missed else MailState.QUEUED,
        "attempts": 0, "fence": 0,
        "queued_at": now, "not_before": now, "valid_until": entry.valid_until,
    }  # fmt: skip


def waiting(db: Db, year: int, session: str, which: Which = None) -> list[Claimed]:
    """Return the mails of a session that wait and have an address, without claiming them."""
    query = _due(year, session, which).order_by(tables.MailMessage.id)
    return _held(db, db.execute(query).tuples().all())


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
    found = _with_a_turn(db, query.with_for_update(skip_locked=True, of=tables.MailMessage))
    for mail, _address in found:
        mail.state, mail.lease_owner, mail.lease_until = MailState.LEASED, owner, now + LEASE
        mail.fence += 1
    db.flush()
    return _held(db, found)


def _with_a_turn(
    db: Db, query: Select[tuple[tables.MailMessage, str | None]]
) -> list[tuple[tables.MailMessage, str | None]]:
    """Return what may be claimed; what waits for its domain's pace makes room for others."""
    while found := db.execute(query).tuples().all():
        if kept := paces.within(db, found):
            return kept
        db.flush()
    return []


def _due(year: int, session: str, which: Which) -> Select[tuple[tables.MailMessage, str | None]]:
    mail = tables.MailMessage
    query = whom.with_address(select(mail, whom.address())).where(
        mail.year == year, mail.session == session, mail.state == MailState.QUEUED
    )
    return query if which is None else query.where(which)


def _held(db: Db, found: Sequence[tuple[tables.MailMessage, str | None]]) -> list[Claimed]:
    """Return mails as a worker holds them; only a shared mailbox costs another question."""
    shared = [mail.id for mail, _ in found if mail.person_key is None]
    named = whom.addressees(db, shared) if shared else {}
    return [
        _claimed(mail, address or "", named.get(mail.id) or (mail.person_key or "",))
        for mail, address in found
    ]


def _claimed(mail: tables.MailMessage, address: str, people: tuple[str, ...]) -> Claimed:
    return Claimed(
        mail.id, mail.fence, mail.year, mail.session, people[0],
        mail.kind, mail.revision, mail.message_id, address, mail.attempts, mail.queued_at,
        people[1:],
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
