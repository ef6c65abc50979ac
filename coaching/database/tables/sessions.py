"""Whom the heads of agencies named, and which session each agency or group was given."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base


class Nomination(Base):
    """The head of an agency named one of its people; their latest form counts."""

    __tablename__ = "nomination"

    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"), primary_key=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey("agency.code"), primary_key=True)
    person_key: Mapped[str] = mapped_column(ForeignKey("person.key"), primary_key=True)
    form_sha256: Mapped[str] = mapped_column(String(64))
    taken_on: Mapped[date]


class SessionPlace(Base):
    """The session an agency, or a group's part of it, was given.

    Kept, because a solver that ran out of time may find another answer on another
    day: as long as what it was asked is the same, what it said stands.
    """

    __tablename__ = "session_place"

    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"), primary_key=True)
    # Code of the employee group; empty for an agency that was chosen.
    group_code: Mapped[str] = mapped_column(String(64), primary_key=True, default="")
    agency_code: Mapped[str] = mapped_column(ForeignKey("agency.code"), primary_key=True)
    part: Mapped[int] = mapped_column(primary_key=True, default=1)
    session: Mapped[str] = mapped_column(String(64))
    method: Mapped[str] = mapped_column(String(10))
    asked_sha256: Mapped[str] = mapped_column(String(64))
    placed_on: Mapped[date]
