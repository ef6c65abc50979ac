"""Evaluations as they were published, and the files the programme made."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base, word
from coaching.domain.evaluation_rules import Verdict


class Evaluation(Base):
    """One version of a year's evaluation; a published one is never replaced."""

    __tablename__ = "evaluation"
    __table_args__ = (
        UniqueConstraint("year", "version"),
        CheckConstraint(
            "estimate IS NULL OR (low <= estimate AND estimate <= high)", "estimate_lies_inside"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"))
    version: Mapped[int]
    indicator: Mapped[str] = mapped_column(String(64))
    coached: Mapped[int]
    others: Mapped[int]
    estimate: Mapped[float | None]
    low: Mapped[float | None]
    high: Mapped[float | None]
    detectable: Mapped[float | None]
    verdict: Mapped[Verdict] = mapped_column(word(Verdict, "verdict_is_known"))
    document: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    compiled_on: Mapped[date]


class Document(Base):
    """A file the programme made, by its name below the output folder."""

    __tablename__ = "document"

    path: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"))
    sha256: Mapped[str] = mapped_column(String(64))
    made_on: Mapped[date]
