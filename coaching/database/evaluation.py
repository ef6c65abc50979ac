"""Queries on published evaluations and on the files the programme made."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
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


@dataclass(frozen=True)
class Why:
    """Why a later version is published, and who says so."""

    reason: str
    entered_by: str


def publish(
    db: Db,
    year: int,
    figures: Figures,
    document: dict[str, Any],
    sha256: str,
    as_of: date,
    why: Why | None = None,
) -> int:
    """Store the next version of a year's evaluation; return its number.

    Args:
        document: everything the report was made from.
        sha256: of the canonical document.
        why: of every version but the first.

    Raises:
        ValueError: a later version without a reason.
    """
    last = latest(db, year)
    if (last is None) != (why is None):
        raise ValueError("the first version has no reason, every later one has")
    version = last.version + 1 if last else 1
    row = tables.Evaluation(
        year=year, version=version, document=document, sha256=sha256, compiled_on=as_of,
        **asdict(figures),
    )  # fmt: skip
    db.add(row)
    db.flush()
    if why is not None:
        db.add(
            tables.EvaluationReason(
                evaluation_id=row.id, reason=why.reason, entered_by=why.entered_by,
                entered_at=datetime.now(UTC),
            )
        )  # fmt: skip
    audit.note(
        db, "evaluation-published", as_of=as_of, year=year, actor=why.entered_by if why else None,
        version=version, verdict=figures.verdict.value, sha256=sha256,
    )  # fmt: skip
    db.flush()
    return version


@dataclass(frozen=True)
class Published:
    """One published version of an evaluation, outside its unit of work.

    Args:
        document: everything it was made from.
        reason: why it was published; "" for the first, and where none was kept.
    """

    year: int
    version: int
    verdict: Verdict
    coached: int
    others: int
    compiled_on: date
    document: Mapping[str, Any]
    sha256: str
    reason: str = ""


def published(db: Db, year: int, version: int | None = None) -> Published | None:
    """Return a published version; the latest where none is asked for."""
    row, why = tables.Evaluation, tables.EvaluationReason
    query = (
        select(row, why.reason)
        .outerjoin(why, why.evaluation_id == row.id)
        .where(row.year == year)
        .order_by(row.version.desc())
        .limit(1)
    )
    wanted = query if version is None else query.where(row.version == version)
    found = db.execute(wanted).tuples().first()
    if found is None:
        return None
    one, reason = found
    return Published(
        year, one.version, one.verdict, one.coached, one.others, one.compiled_on, one.document,
        one.sha256, reason or "",
    )  # fmt: skip


def stored_figures(db: Db, year: int, version: int) -> dict[str, float | int | None]:
    """Return the figures that stand beside the document of a version."""
    row = tables.Evaluation
    names = ("estimate", "low", "high", "detectable", "coached", "others")
    columns = [getattr(row, name) for name in names]
    found = db.execute(select(*columns).where(row.year == year, row.version == version)).one()
    return dict(zip(names, found, strict=True))


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
