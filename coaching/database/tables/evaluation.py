"""What was planned, asked and published about judging a year, and the files that were made."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base, word
from coaching.domain.evaluation_rules import Threat, Verdict


class EvaluationPlan(Base):
    """What a year is judged by, frozen before its first invitation left."""

    __tablename__ = "evaluation_plan"

    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"), primary_key=True)
    document: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(String(64))
    frozen_on: Mapped[date]


class ThreatAnswer(Base):
    """What a person said of a threat to an evaluation; the newest answer counts."""

    __tablename__ = "threat_answer"
    __table_args__ = (CheckConstraint("entered_by <> ''", "answer_has_a_person"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"))
    threat: Mapped[Threat] = mapped_column(word(Threat, "threat_is_known"))
    present: Mapped[bool]
    detail: Mapped[str]
    entered_by: Mapped[str]
    entered_on: Mapped[date]


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


class EvaluationReason(Base):
    """Why a later version of an evaluation was published; the first one needs no reason."""

    __tablename__ = "evaluation_reason"
    __table_args__ = (
        CheckConstraint("reason <> ''", "reason_is_given"),
        CheckConstraint("entered_by <> ''", "reason_has_a_person"),
    )

    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]


class Document(Base):
    """A file the programme made, by its name below the output folder."""

    __tablename__ = "document"

    path: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"))
    sha256: Mapped[str] = mapped_column(String(64))
    made_on: Mapped[date]
