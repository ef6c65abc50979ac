"""Frozen lists as they were written: the very text that was fingerprinted."""

from dataclasses import dataclass

from sqlalchemy import select

from coaching.database import tables
from coaching.database.work import Db
from coaching.errors import NothingProposed


@dataclass(frozen=True)
class Frozen:
    """One stored document; `text` is what `sha256` was made of."""

    year: int
    revision: int
    text: str
    sha256: str


def frozen(db: Db, year: int, revision: int | None = None) -> Frozen:
    """Return the document of a year's proposal; None: the latest one.

    Raises:
        NothingProposed: there is no such proposal.
    """
    row = tables.Selection
    query = select(row).where(row.year == year).order_by(row.revision.desc()).limit(1)
    found = db.scalar(query if revision is None else query.where(row.revision == revision))
    if found is None:
        raise NothingProposed(year=year, revision=revision)
    return Frozen(year, found.revision, found.score, found.score_sha256)
