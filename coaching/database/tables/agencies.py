"""Agencies (Indonesian: OPD), the names they go by, and when each was coached before."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base


class Agency(Base):
    """One agency of the city, under a code that outlives its names."""

    __tablename__ = "agency"

    code: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str]
    short_name: Mapped[str]


class AgencyName(Base):
    """A name an agency went by, and in which years."""

    __tablename__ = "agency_name"
    __table_args__ = (
        UniqueConstraint("agency_code", "name", "from_year"),
        CheckConstraint("to_year IS NULL OR to_year >= from_year", "years_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey("agency.code"))
    name: Mapped[str]
    from_year: Mapped[int]
    to_year: Mapped[int | None]


class PastCoaching(Base):
    """An agency was coached in a year, by this programme or before it."""

    __tablename__ = "past_coaching"

    agency_code: Mapped[str] = mapped_column(ForeignKey("agency.code"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
