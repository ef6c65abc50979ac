"""The coaching years, and which of their stages are done."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base, word
from coaching.domain.cycle import Stage, YearOutcome


class Cycle(Base):
    """A coaching year that was opened; finished once it has an outcome."""

    __tablename__ = "cycle"
    __table_args__ = (
        CheckConstraint("(outcome IS NULL) = (finished_on IS NULL)", "outcome_has_a_day"),
    )

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    opened_on: Mapped[date]
    # What the city had decided when the year was opened, so that it can be read years later.
    programme: Mapped[dict[str, Any]]
    outcome: Mapped[YearOutcome | None] = mapped_column(word(YearOutcome, "outcome_is_known"))
    finished_on: Mapped[date | None]


class StageRecord(Base):
    """A stage, or its part for one session, is done; written with what the stage wrote."""

    __tablename__ = "stage_record"

    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"), primary_key=True)
    stage: Mapped[Stage] = mapped_column(word(Stage, "stage_is_known"), primary_key=True)
    part: Mapped[str] = mapped_column(String(64), primary_key=True, default="")
    done_on: Mapped[date]
