"""What people changed or asked for after the plan was made."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base, word
from coaching.domain.cycle import Subject


class SessionChange(Base):
    """A session was moved or called off; `before` is how it was announced until then."""

    __tablename__ = "session_change"
    __table_args__ = (
        UniqueConstraint("session_id", "sequence"),
        CheckConstraint("entered_by <> ''", "change_has_a_person"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("coaching_session.id"))
    sequence: Mapped[int]  # that of the session from then on
    before: Mapped[dict[str, Any]]
    why: Mapped[str] = mapped_column(String(400))
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]


class DecisionRequest(Base):
    """The appointing authority was asked for a decision on one exact list, once."""

    __tablename__ = "decision_request"
    __table_args__ = (
        UniqueConstraint("year", "subject", "fingerprint"),
        UniqueConstraint("year", "revision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"))
    subject: Mapped[Subject] = mapped_column(word(Subject, "subject_is_known"))
    fingerprint: Mapped[str] = mapped_column(String(64))
    revision: Mapped[int]  # of the letter that asks


class AddressCorrection(Base):
    """An operator's address for a person; it holds until the source has another one than then."""

    __tablename__ = "address_correction"
    __table_args__ = (CheckConstraint("entered_by <> ''", "correction_has_a_person"),)

    person_key: Mapped[str] = mapped_column(ForeignKey("person.key"), primary_key=True)
    email: Mapped[str]
    instead_of: Mapped[str | None]  # what the source said
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
