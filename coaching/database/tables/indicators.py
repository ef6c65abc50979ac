"""What was pulled, and every version of every indicator value."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base


class Pull(Base):
    """One reading of a source whose content was new."""

    __tablename__ = "pull"
    __table_args__ = (
        UniqueConstraint("source", "sha256"),
        CheckConstraint("rows_read = accepted + rejected", "nothing_is_lost"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    taken_on: Mapped[date]
    rows_read: Mapped[int]
    accepted: Mapped[int]
    rejected: Mapped[int]


class IndicatorValue(Base):
    """One agency's value in one period; a later change is a new version, the old one stays."""

    __tablename__ = "indicator_value"
    __table_args__ = (
        UniqueConstraint("agency_code", "indicator", "period", "version"),
        CheckConstraint("version >= 1", "versions_count_from_one"),
        CheckConstraint("respondents IS NULL OR respondents >= 0", "respondents_are_a_count"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey("agency.code"))
    indicator: Mapped[str] = mapped_column(String(64))
    period: Mapped[str] = mapped_column(String(7))
    version: Mapped[int]
    value: Mapped[float]
    respondents: Mapped[int | None]
    pull_id: Mapped[int] = mapped_column(ForeignKey("pull.id"))
