"""Queries on published evaluations and on the files the programme made."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from coaching.database import audit, tables
from coaching.database.work import Db
from coaching.domain.evaluation import Verdict


def latest(db: Db, year: int) -> tables.Evaluation | None:
    """Return the latest version of a year's evaluation, inside this unit of work."""
    row = tables.Evaluation
    return db.scalar(select(row).where(row.year == year).order_by(row.version.desc()).limit(1))


def publish(
    db: Db, year: int, figures: Mapping[str, Any], document: dict[str, Any], sha256: str, as_of: date
) -> int:
    """Store a new version, unless the latest one says exactly the same; return its number.

    Args:
        figures: indicator, coached, others, estimate, low, high, detectable, verdict.
        document: everything the report was made from.
        sha256: of the canonical document.
    """
    last = latest(db, year)
    if last is not None and last.sha256 == sha256:
        return last.version
    version = last.version + 1 if last else 1
    db.add(
        tables.Evaluation(
            year=year, version=version, document=document, sha256=sha256, compiled_on=as_of,
            **{**figures, "verdict": Verdict(figures["verdict"])},
        )
    )  # fmt: skip
    audit.note(
        db, "evaluation-published", as_of=as_of, year=year,
        version=version, verdict=str(figures["verdict"]), sha256=sha256,
    )  # fmt: skip
    db.flush()
    return version


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


def count(db: Db) -> int:
    """Return how many evaluations are stored."""
    return db.scalar(select(func.count()).select_from(tables.Evaluation)) or 0
