"""Snapshots of employee rows, which lie outside the database, and what was measured from them."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base


class EmployeeSnapshot(Base):
    """One Parquet file of employee rows under random keys, and the hashes to know it by."""

    __tablename__ = "employee_snapshot"
    __table_args__ = (UniqueConstraint("source", "year", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    holds: Mapped[str] = mapped_column(String(30))
    year: Mapped[int]  # the measured year it was read for
    sha256: Mapped[str] = mapped_column(String(64))  # of what was read
    file_name: Mapped[str]
    file_sha256: Mapped[str] = mapped_column(String(64))  # of the Parquet file
    rows: Mapped[int]
    taken_on: Mapped[date]


class Measurement(Base):
    """How an indicator value came about: measured heads over all heads, and its dimensions."""

    __tablename__ = "measurement"
    __table_args__ = (
        UniqueConstraint("agency_code", "indicator", "year", "pull_id"),
        CheckConstraint("measured <= heads", "nobody_is_measured_twice"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey("agency.code"))
    indicator: Mapped[str] = mapped_column(String(64))
    year: Mapped[int]
    rule_set: Mapped[str] = mapped_column(String(30))
    heads: Mapped[int]
    measured: Mapped[int]
    value: Mapped[float | None]  # None: nobody is measured
    qualification: Mapped[float | None]
    competence: Mapped[float | None]
    performance: Mapped[float | None]
    discipline: Mapped[float | None]
    pull_id: Mapped[int] = mapped_column(ForeignKey("pull.id"))
