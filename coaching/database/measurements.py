"""Queries on measurements: heads, measured heads and dimensions beside an indicator's value."""

from typing import Any

import pandas as pd
from sqlalchemy import func, insert, select

from coaching.database import tables
from coaching.database.work import Db
from coaching.domain.frames import records

DIMENSIONS = ("qualification", "competence", "performance", "discipline")
COLUMNS = ("agency", "indicator", "year", "rule_set", "heads", "measured", "value", *DIMENSIONS)


def save(db: Db, rows: pd.DataFrame, pull_id: int) -> None:
    """Save what a pull measured: columns `COLUMNS`, dimensions and value may be missing."""
    if rows.empty:
        return
    db.execute(
        insert(tables.Measurement),
        [
            {
                **{name: _none(row[name]) for name in COLUMNS if name != "agency"},
                "agency_code": row["agency"],
                "pull_id": pull_id,
            }
            for row in records(rows)
        ],
    )


def _none(value: Any) -> Any:
    return None if pd.isna(value) else value


def latest(db: Db) -> pd.DataFrame:
    """Return the latest measurement of each agency, indicator and year: columns `COLUMNS`."""
    row = tables.Measurement
    newest = (
        select(row.agency_code, row.indicator, row.year, func.max(row.pull_id).label("pull_id"))
        .group_by(row.agency_code, row.indicator, row.year)
        .subquery()
    )
    same = [row.__table__.c[name] == newest.c[name] for name in newest.c.keys()]  # noqa: SIM118
    names = [row.agency_code, *(getattr(row, name) for name in COLUMNS if name != "agency")]
    query = select(*names).join(newest, onclause=_all(same))
    query = query.order_by(row.year, row.indicator, row.agency_code)
    return pd.DataFrame([tuple(one) for one in db.execute(query)], columns=list(COLUMNS))


def _all(conditions: list[Any]) -> Any:
    joined = conditions[0]
    for one in conditions[1:]:
        joined &= one
    return joined
