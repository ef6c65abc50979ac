"""Queries on indicator values and their versions."""

from datetime import date

import pandas as pd
from sqlalchemy import func, insert, select

from coaching.database import tables
from coaching.database.work import Db
from coaching.domain.frames import records

COLUMNS = ["agency", "indicator", "period", "value", "respondents"]
TOLD = [*COLUMNS, "is_provisional"]


def save_values(db: Db, values: pd.DataFrame, pull_id: int) -> tuple[int, int]:
    """Save values; one that differs from the last version is a new version.

    A value that becomes final is a new version too. A provisional value never takes the
    place of a final one.

    Args:
        values: one row per agency, indicator and period; columns `TOLD`; final where
            `is_provisional` is not among them; `places` where rows of files say it:
            file, row and heading of each.
        pull_id: the pull they came with.

    Returns:
        How many values are new, and how many are new versions of known ones.
    """
    keys = ["agency", "indicator", "period"]
    if "is_provisional" not in values:
        values = values.assign(is_provisional=False)
    joined = values.merge(_latest(db), how="left", on=keys, suffixes=("", "_known"))
    is_new = joined["version"].isna()
    was_provisional = joined["is_provisional_known"].fillna(1.0) == 1.0
    is_provisional = joined["is_provisional"].astype(bool)
    is_changed = (
        (joined["value"] != joined["value_known"])
        | (joined["respondents"].fillna(-1) != joined["respondents_known"].fillna(-1))
        | (is_provisional != was_provisional)
    )
    is_changed &= ~is_new & (was_provisional | ~is_provisional)
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
            "is_provisional": bool(row["is_provisional"]),
            "pull_id": pull_id,
            "places": row.get("places"),
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
            value.value, value.respondents, value.is_provisional, value.version,
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
    frame = pd.DataFrame(rows, columns=[*TOLD, "version"])
    numbers = ["value", "respondents", "is_provisional", "version"]
    return frame.astype(dict.fromkeys(numbers, float))


def values(db: Db, known_on: date | None = None) -> pd.DataFrame:
    """Return the latest version of every value; columns `TOLD`.

    Args:
        known_on: as it was known at the end of that day, so that a page about a
            day in the past reads the same whenever it is made.
    """
    return _latest(db, known_on)[TOLD].astype({"is_provisional": bool})
