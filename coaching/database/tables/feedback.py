"""What participants answered, without names, and what agencies did of what they promised."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base


class Feedback(Base):
    """One sheet of one session; nothing tells whose it is.

    Args:
        number: counts the sheets of a session, in no order of people.
        satisfaction, usefulness: marks, 1 to 5.
        before, after: results of a test, 0 to 100.
    """

    __tablename__ = "feedback"
    __table_args__ = (
        UniqueConstraint("session_id", "number"),
        CheckConstraint("satisfaction BETWEEN 1 AND 5", "satisfaction_is_a_mark"),
        CheckConstraint("usefulness BETWEEN 1 AND 5", "usefulness_is_a_mark"),
        CheckConstraint(
            "before BETWEEN 0 AND 100 AND after BETWEEN 0 AND 100", "tests_are_of_a_hundred"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("coaching_session.id"))
    number: Mapped[int]
    satisfaction: Mapped[int | None]
    usefulness: Mapped[int | None]
    before: Mapped[float | None]
    after: Mapped[float | None]
    sheet_sha256: Mapped[str] = mapped_column(String(64))
    recorded_on: Mapped[date]


class Commitments(Base):
    """What one agency promised in a year, and what became of it."""

    __tablename__ = "commitments"
    __table_args__ = (
        CheckConstraint("0 <= done AND done <= told AND told <= made", "done_is_part_of_made"),
        CheckConstraint("0 <= confirmed AND confirmed <= checked", "confirmed_is_part_of_checked"),
    )

    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"), primary_key=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey("agency.code"), primary_key=True)
    made: Mapped[int]
    told: Mapped[int]
    done: Mapped[int]
    checked: Mapped[int]
    confirmed: Mapped[int]
    sheet_sha256: Mapped[str] = mapped_column(String(64))
    recorded_on: Mapped[date]
