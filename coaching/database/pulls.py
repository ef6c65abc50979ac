"""Queries on pulls: what was taken from each source, when, and whether it was there before."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select

from coaching.database import tables
from coaching.database.work import Db


def is_unchanged(db: Db, source: str, sha256: str, *, is_correction: bool = False) -> bool:
    """Say whether a source holds what it held when it was last pulled.

    Content that was there before, with another in between, has changed back: it is taken
    again, so that its values are once more the newest.
    """
    row = tables.Pull
    last = (
        select(row.sha256)
        .where(row.source == source, row.is_correction == is_correction)
        .order_by(row.number.desc())
        .limit(1)
    )
    return db.scalar(last) == sha256


def record(
    db: Db,
    source: str,
    sha256: str,
    as_of: date,
    *,
    accepted: int,
    rejected: int,
    left_out: int = 0,
    files: Sequence[dict[str, Any]] | None = None,
    is_correction: bool = False,
) -> int:
    """Record one reading of a source; return its id."""
    row = tables.Pull
    last = db.scalar(select(func.max(row.number)).where(row.source == source)) or 0
    pull = tables.Pull(
        source=source, sha256=sha256, taken_on=as_of, taken_at=datetime.now(UTC),
        number=last + 1, rows_read=accepted + rejected, accepted=accepted, rejected=rejected,
        left_out=left_out, files=None if files is None else list(files),
        is_correction=is_correction,
    )  # fmt: skip
    db.add(pull)
    db.flush()
    return pull.id


def all_pulls(db: Db) -> list[tables.Pull]:
    """Return every pull, by source and in order."""
    row = tables.Pull
    return list(db.scalars(select(row).order_by(row.source, row.number)))
