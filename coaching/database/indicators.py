"""Queries on pulls and the versions of indicator values."""

from datetime import date

import pandas as pd
from sqlalchemy import func, insert, select

from coaching.database import tables
from coaching.database.work import Db
from coaching.domain.frames import records

COLUMNS = ["agency", "indicator", "period", "value", "respondents"]


def seen_before(db: Db, source: str, sha256: str) -> bool:
    """Say whether exactly this content was taken from this source before."""
    query = select(tables.Pull.id).where(tables.Pull.source == source, tables.Pull.sha256 == sha256)
    return db.scalar(query) is not None


def record_pull(
    db: Db, source: str, sha256: str, as_of: date, *, accepted: int, rejected: int
) -> int:
    """Record one reading of a source; return its id."""
    pull = tables.Pull(
        source=source, sha256=sha256, taken_on=as_of,
        rows_read=accepted + rejected, accepted=accepted, rejected=rejected,
    )  # fmt: skip
    db.add(pull)
    db.flush()
    return pull.id


def save_values(db: Db, values: pd.DataFrame, pull_id: int) -> tuple[int, int]:
    """Save values; one that differs from the last version is a new version.

    Args:
        values: one row per agency, indicator and period; columns `COLUMNS`.
        pull_id: the pull they came with.

    Returns:
        How many values are new, and how many are new versions of known ones.
    """
    keys = ["agency", "indicator", "period"]
    joined = values.merge(_latest(db), how="left", on=keys, suffixes=("", "_known"))
    is_new = joined["version"].isna()
    is_changed = ~is_new & (
        (joined["value"] != joined["value_known"])
        | (joined["respondents"].fillna(-1) != joined["respondents_known"].fillna(-1))
    )
    rows = joined[is_new | is_changed]
    if not rows.empty:
        db.execute(insert(tables.IndicatorValue), _rows(rows, pull_id))
    return int(is_new.sum()), int(is_changed.sum())


def _rows(values: pd.DataFrame, pull_id: int) -> list[dict[str, object]]:
    return [
        {
            "agency_code": row["agency"],
            "indicator": row["indicator"],
            "period": row["period"],
            "version": 1 if pd.isna(row["version"]) else int(row["version"]) + 1,
            "value": float(row["value"]),
            "respondents": None if pd.isna(row["respondents"]) else int(row["respondents"]),
            "pull_id": pull_id,
        }
        for row in records(values)
    ]


def _latest(db: Db, known_on: date | None = None) -> pd.DataFrame:
    value = tables.IndicatorValue
    newest = (
        select(
            value.agency_code, value.indicator, value.period,
            func.max(value.version).label("version"),
        )
        .join(tables.Pull, tables.Pull.id == value.pull_id)
        .where(tables.Pull.taken_on <= (known_on or date.max))
        .group_by(value.agency_code, value.indicator, value.period)
        .subquery()
    )  # fmt: skip
    query = (
        select(
            value.agency_code, value.indicator, value.period,
            value.value, value.respondents, value.version,
        )
        .join(
            newest,
            (value.agency_code == newest.c.agency_code)
            & (value.indicator == newest.c.indicator)
            & (value.period == newest.c.period)
            & (value.version == newest.c.version),
        )
        .order_by(value.agency_code, value.indicator, value.period)
    )  # fmt: skip
    rows = [tuple(row) for row in db.execute(query)]
    frame = pd.DataFrame(rows, columns=[*COLUMNS, "version"])
    return frame.astype({"value": float, "respondents": float, "version": float})


def values(db: Db, known_on: date | None = None) -> pd.DataFrame:
    """Return the latest version of every value: agency, indicator, period, value, respondents.

    Args:
        known_on: as it was known at the end of that day, so that a page about a
            day in the past reads the same whenever it is made.
    """
    return _latest(db, known_on)[COLUMNS]
