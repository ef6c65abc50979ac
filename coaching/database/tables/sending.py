"""What stands before mails leave: from where they may, and what was looked at."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base


class SendingPlace(Base):
    """The one place this database may send mails from; a copy of it lies somewhere else."""

    __tablename__ = "sending_place"
    __table_args__ = (
        CheckConstraint("id = 1", "one_place"),
        CheckConstraint("entered_by <> ''", "place_has_a_person"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str] = mapped_column(String(32))
    place: Mapped[str] = mapped_column(String(64))  # a hash of machine, folder and database
    is_on: Mapped[bool]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]


class RelayPause(Base):
    """What mail servers asked us to hold back, and until when."""

    __tablename__ = "relay_pause"
    __table_args__ = (CheckConstraint("strikes > 0", "a_pause_has_a_reason"),)

    # "relay": all mail; "@dinkes.example": a domain's; "2025 sinar-1": letters of that session
    about: Mapped[str] = mapped_column(String(320), primary_key=True)
    until_at: Mapped[datetime | None]  # None: until a person ends it
    strikes: Mapped[int]  # how often in a row: each pause is longer than the one before
    why: Mapped[str] = mapped_column(String(300))
    since: Mapped[datetime]


class DomainPace(Base):
    """How fast a domain's mail server wants mails, once it has said that we are too fast."""

    __tablename__ = "domain_pace"
    __table_args__ = (CheckConstraint("per_minute > 0", "it_goes_on"),)

    domain: Mapped[str] = mapped_column(String(320), primary_key=True)  # "@dinkes.example"
    per_minute: Mapped[int]
    next_at: Mapped[datetime]  # when the next mail to it may be claimed
    taken: Mapped[int] = mapped_column(default=0)  # mails it took since the pace last changed


class SendPreview(Base):
    """What somebody could look at before the mails of a session left: their exact bytes."""

    __tablename__ = "send_preview"
    __table_args__ = (UniqueConstraint("year", "session"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"))
    session: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    mails: Mapped[dict[str, Any]]  # SHA-256 of the bytes by Message-ID
    attachments: Mapped[dict[str, Any]]  # SHA-256 by name of the file
