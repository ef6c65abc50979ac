"""Publishing the seed of a year's lot, and reading it."""

import secrets
from datetime import UTC, date, datetime

from coaching.database import audit, tables
from coaching.database.work import Db
from coaching.domain.lot import Seed
from coaching.errors import SeedPublished


def seed(db: Db, year: int) -> Seed | None:
    """Return the seed of a year; None where none was published."""
    row = db.get(tables.LotSeed, year)
    if row is None:
        return None
    return Seed(row.word, row.published_at.isoformat(timespec="seconds"), row.published_by)


def publish(db: Db, year: int, word: str, *, published_by: str, as_of: date) -> bool:
    """Publish the seed of a year; False where exactly this one was published before.

    Raises:
        SeedPublished: another one was: who could choose again could choose who wins.
    """
    known = seed(db, year)
    if known is not None and known.word == word:
        return False
    if known is not None:
        raise SeedPublished(
            year=year, published_by=known.published_by, published_at=known.published_at
        )
    now = datetime.now(UTC).replace(microsecond=0)
    db.add(tables.LotSeed(year=year, word=word, published_by=published_by, published_at=now))
    audit.note(db, "lot-seed-published", as_of=as_of, year=year, actor=published_by, word=word)
    db.flush()
    return True


def publish_any(db: Db, year: int, as_of: date) -> Seed:
    """Return the seed of a year; where nobody published one, publish one from the machine's chance.

    Called before the year's values are read, so that nobody can know whom it favours.
    """
    known = seed(db, year)
    if known is None:
        publish(db, year, secrets.token_hex(8), published_by=audit.account(), as_of=as_of)
        known = seed(db, year)
    assert known is not None  # noqa: S101 (just published in this unit of work)
    return known
