"""Queries on the sessions that agencies and groups were given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select

from coaching.database import audit, tables
from coaching.database.work import Db


@dataclass(frozen=True)
class StoredPlacing:
    """What was said to exactly what was asked; session by (agency, part)."""

    asked_sha256: str
    method: str
    shares: Mapping[tuple[str, int], str]


def placed(db: Db, year: int, group: str) -> StoredPlacing | None:
    """Return the placing of the chosen agencies (group "") or of a group; None: none yet."""
    row = tables.SessionPlace
    query = select(row).where(row.year == year, row.group_code == group)
    found = db.scalars(query.order_by(row.agency_code, row.part)).all()
    if not found:
        return None
    return StoredPlacing(
        found[0].asked_sha256,
        found[0].method,
        {(one.agency_code, one.part): one.session for one in found},
    )


def store(db: Db, year: int, group: str, placing: StoredPlacing, as_of: date) -> None:
    """Keep a placing instead of the one before."""
    row = tables.SessionPlace
    db.execute(delete(row).where(row.year == year, row.group_code == group))
    db.add_all(
        row(
            year=year, group_code=group, agency_code=agency, part=part, session=session,
            method=placing.method, asked_sha256=placing.asked_sha256, placed_on=as_of,
        )
        for (agency, part), session in sorted(placing.shares.items())
    )  # fmt: skip
    audit.note(
        db, "sessions-placed", as_of=as_of, year=year, group=group, method=placing.method,
        parties=len(placing.shares),
    )  # fmt: skip
    db.flush()
