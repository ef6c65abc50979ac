"""Queries on published evaluations and on the files the programme made."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from coaching.database import audit, tables
from coaching.database.work import Db
from coaching.domain.evaluation_rules import Verdict


def latest(db: Db, year: int) -> tables.Evaluation | None:
    """Return the latest version of a year's evaluation, inside this unit of work."""
    row = tables.Evaluation
    return db.scalar(select(row).where(row.year == year).order_by(row.version.desc()).limit(1))


@dataclass(frozen=True)
class Figures:
    """What an evaluation says in numbers."""

    indicator: str
    coached: int
    others: int
    estimate: float | None
    low: float | None
    high: float | None
    detectable: float | None
    verdict: Verdict


def publish(
    db: Db, year: int, figures: Figures, document: dict[str, Any], sha256: str, as_of: date
) -> tuple[int, date]:
    """Store a new version, unless the latest one says exactly the same.

    Args:
        document: everything the report was made from.
        sha256: of the canonical document.

    Returns:
        The version, and the day it was compiled on.
    """
    last = latest(db, year)
    if last is not None and last.sha256 == sha256:
        return last.version, last.compiled_on
    version = last.version + 1 if last else 1
    db.add(
        tables.Evaluation(
            year=year, version=version, document=document, sha256=sha256, compiled_on=as_of,
            **asdict(figures),
        )
    )  # fmt: skip
    audit.note(
        db, "evaluation-published", as_of=as_of, year=year,
        version=version, verdict=figures.verdict.value, sha256=sha256,
    )  # fmt: skip
    db.flush()
    return version, as_of


def record_document(db: Db, path: str, year: int, sha256: str, as_of: date) -> bool:
    """Record a file the programme made; False where exactly this file was recorded before."""
    row = db.get(tables.Document, path)
    if row is not None and row.sha256 == sha256:
        return False
    if row is None:
        db.add(tables.Document(path=path, year=year, sha256=sha256, made_on=as_of))
    else:
        row.sha256, row.made_on = sha256, as_of
    db.flush()
    return True


def documents(db: Db, year: int) -> list[str]:
    """Return the paths of a year's files, below the output folder."""
    row = tables.Document
    return list(db.scalars(select(row.path).where(row.year == year).order_by(row.path)))
