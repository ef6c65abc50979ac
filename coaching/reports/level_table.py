"""The four levels of every evaluated year as a table: one row per figure, small groups left out."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from coaching.database import evaluation, tables
from coaching.database.work import Db

COLUMNS = ("year", "level", "figure", "value", "low", "high", "answered", "asked")
LEVELS = ("reaction", "learning", "behaviour", "results")
Row = tuple[object, ...]


def level_rows(db: Db) -> list[Row]:
    """Return the figures of the latest version of each year's evaluation, in order of levels.

    A level without data has one row, with neither figure nor answers.
    """
    rows: list[Row] = []
    years = db.scalars(select(tables.Evaluation.year).distinct().order_by(tables.Evaluation.year))
    for year in years:
        published = evaluation.latest(db, year)
        levels = (published.document.get("grounds", {}) if published else {}).get("levels") or {}
        for level in LEVELS if levels else ():
            rows += [(year, level, *told) for told in figures_of(level, levels[level])]
    return rows


def figures_of(level: str, found: Mapping[str, Any] | None) -> Iterator[Row]:
    """Yield figure, value, low, high, answered and asked of one level, as it was written down."""
    if found is None:
        yield (None, None, None, None, None, None)
        return
    answered = (found["response"]["answered"], found["response"]["asked"])
    for figure, value, low, high in _of(level, found):
        yield (figure, value, low, high, *answered)


def _of(level: str, found: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any, Any]]:
    if level == "reaction":
        yield ("satisfied", found["satisfied"], None, None)
        yield ("median", found["median"], None, None)
        yield ("useful", found["useful"], None, None)
    elif level == "learning":
        gain = found["gain"] or {}
        yield ("gain", gain.get("gain"), gain.get("low"), gain.get("high"))
        yield ("size", gain.get("size"), None, None)
    elif level == "behaviour":
        unknown = found["made"] - found["told"]
        yield ("made", found["made"], None, None)
        yield ("done", found["done"], found["done"], found["done"] + unknown)
        yield ("confirmed", found["confirmed"], None, None)
    else:
        yield ("effect", found["estimate"], found["low"], found["high"])
