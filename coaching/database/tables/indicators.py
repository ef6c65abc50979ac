"""What was pulled, and every version of every indicator value."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base


class Pull(Base):
    """One reading of a source whose content was another than at the last one.

    `number` counts those of a source: content that comes back after another one is read
    again, and of two that are taken at the same moment only one is recorded.
    """

    __tablename__ = "pull"
    __table_args__ = (
        UniqueConstraint("source", "number"),
        CheckConstraint("rows_read = accepted + rejected", "nothing_is_lost"),
        CheckConstraint("left_out >= 0", "left_out_is_a_count"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    taken_on: Mapped[date]
    rows_read: Mapped[int]
    accepted: Mapped[int]
    rejected: Mapped[int]
    number: Mapped[int] = mapped_column(default=1, server_default="1")
    taken_at: Mapped[datetime | None]  # None: before moments were kept
    left_out: Mapped[int] = mapped_column(default=0, server_default="0")
    # Name, SHA-256 and rows of each file; None: before files were kept.
    files: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    # Rows taken back from a file of rejects that somebody corrected.
    is_correction: Mapped[bool] = mapped_column(default=False, server_default=false())


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
    is_provisional: Mapped[bool] = mapped_column(default=False, server_default=false())
    pull_id: Mapped[int] = mapped_column(ForeignKey("pull.id"))
    # File, row and heading of each cell it was read from; None: measured from rows of
    # employees, or read before places were kept.
    places: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
