"""What operators have been told of; a thing is claimed before its mail is posted."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select, update

from coaching.database.tables import OperatorNotice
from coaching.database.work import Db

# A process that died between claim and post is not waited for longer than that.
FORGOTTEN = timedelta(minutes=10)


def untold(db: Db, keys: Collection[str]) -> set[str]:
    """Return the keys that nobody was told of and no process is about to tell."""
    row = OperatorNotice
    taken = (row.told_at.is_not(None)) | (row.claimed_at > datetime.now(UTC) - FORGOTTEN)
    known = db.scalars(select(row.key).where(row.key.in_(keys), taken))
    return set(keys) - set(known)


def claim(db: Db, keys: Collection[str]) -> None:
    """Take keys, so that no other process tells of them."""
    for key in keys:
        db.merge(OperatorNotice(key=key, claimed_at=datetime.now(UTC)))


def told(db: Db, keys: Collection[str]) -> None:
    """Record that a mail told of all these."""
    row = OperatorNotice
    now = datetime.now(UTC)
    db.execute(update(row).where(row.key.in_(keys)).values(told_at=now, told_with=len(keys)))


def give_back(db: Db, keys: Collection[str]) -> None:
    """Take claims back: no mail has left."""
    row = OperatorNotice
    db.execute(delete(row).where(row.key.in_(keys), row.told_at.is_(None)))


def last_mail(db: Db) -> tuple[datetime | None, int]:
    """Return when the last mail left, and how many things it told of."""
    row = OperatorNotice
    last = db.scalar(select(func.max(row.told_at)))
    if last is None:
        return None, 0
    return last, db.scalar(select(row.told_with).where(row.told_at == last).limit(1)) or 0
