"""What the yearly review said of each indicator, and what people decided about it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base, word
from coaching.domain.relevance_rules import Fate


class IndicatorReview(Base):
    """The latest review of an indicator in a year: a proposal and the figures behind it."""

    __tablename__ = "indicator_review"
    __table_args__ = (CheckConstraint("flags >= 0", "flags_are_a_count"),)

    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"), primary_key=True)
    indicator: Mapped[str] = mapped_column(String(64), primary_key=True)
    proposal: Mapped[Fate] = mapped_column(word(Fate, "proposal_is_known"))
    flags: Mapped[int]
    found: Mapped[dict[str, Any]]
    reviewed_on: Mapped[date]


class IndicatorDecision(Base):
    """What a person decided about an indicator; all are kept, the last one of a year counts.

    `proposal` is what the review said at that moment, whatever it says later.
    """

    __tablename__ = "indicator_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"))
    indicator: Mapped[str] = mapped_column(String(64))
    proposal: Mapped[Fate] = mapped_column(word(Fate, "proposal_is_known"))
    decision: Mapped[Fate] = mapped_column(word(Fate, "decision_is_known"))
    reason: Mapped[str] = mapped_column(String(500))
    decided_by: Mapped[str]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
