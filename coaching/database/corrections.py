"""Queries on what people corrected in rows of sources."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select

from coaching.database import tables
from coaching.database.work import Db
from coaching.domain.corrections import Correction, Mending


def standing(db: Db) -> dict[str, Mending]:
    """Return what stands, by source."""
    edits: dict[str, set[Correction]] = defaultdict(set)
    gone: dict[str, set[str]] = defaultdict(set)
    for row in db.scalars(select(tables.RowCorrection)):
        if row.value is None:
            gone[row.source].add(row.row_key)
        else:
            edits[row.source].add(Correction(row.row_key, row.field, row.value))
    return {
        source: Mending(frozenset(edits[source]), frozenset(gone[source]))
        for source in sorted({*edits, *gone})
    }


def remember(db: Db, source: str, mending: Mending, entered_by: str, as_of: date) -> None:
    """Let corrections stand; one that stands already keeps who entered it."""
    cells = [(one.key, one.column, one.value) for one in mending.edits]
    for key, field, value in [*cells, *((key, "", None) for key in mending.gone)]:
        row = db.get(tables.RowCorrection, (source, key, field))
        if row is not None and row.value == value:
            continue
        db.merge(
            tables.RowCorrection(
                source=source, row_key=key, field=field, value=value,
                entered_by=entered_by, entered_on=as_of,
            )
        )  # fmt: skip
