"""Sessions, who is called to them, the register of official letters, and the answers."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base, word
from coaching.domain.invitations import Answer


class CoachingSession(Base):
    """One coaching session: a day, a room."""

    __tablename__ = "coaching_session"
    __table_args__ = (
        UniqueConstraint("year", "code"),
        CheckConstraint("ends > starts", "ends_after_it_starts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"))
    code: Mapped[str] = mapped_column(String(64))
    held_on: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    time_zone: Mapped[str] = mapped_column(String(64))
    venue_name: Mapped[str]
    venue_address: Mapped[str]
    agenda: Mapped[str] = mapped_column(String(500))
    sequence: Mapped[int] = mapped_column(default=0)  # counts material changes, RFC 5546
    cancelled_on: Mapped[date | None]


class Invitation(Base):
    """One person's call to one session."""

    __tablename__ = "invitation"
    # Calling the same person to a session twice is impossible, not merely unlikely.
    __table_args__ = (UniqueConstraint("session_id", "person_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("coaching_session.id"))
    agency_code: Mapped[str] = mapped_column(ForeignKey("agency.code"))
    person_key: Mapped[str] = mapped_column(ForeignKey("person.key"))
    calendar_uid: Mapped[str] = mapped_column(unique=True)
    # A call taken back after the list was approved; the list stays as it was approved.
    withdrawn_on: Mapped[date | None]
    withdrawn_why: Mapped[str | None] = mapped_column(String(400))


class OfficialLetter(Base):
    """The register of letters: numbers of a year follow each other without a gap."""

    __tablename__ = "official_letter"
    __table_args__ = (
        UniqueConstraint("year", "serial"),
        UniqueConstraint("session_id", "agency_code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"))
    serial: Mapped[int]
    number: Mapped[str]
    session_id: Mapped[int] = mapped_column(ForeignKey("coaching_session.id"))
    agency_code: Mapped[str] = mapped_column(ForeignKey("agency.code"))
    dated_on: Mapped[date]
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    # Of the signed file: where letters are signed, only that one leaves.
    signed_sha256: Mapped[str | None] = mapped_column(String(64))
    signed_on: Mapped[date | None]
    signed_entered_by: Mapped[str | None]


class GivenNumber(Base):
    """Number and date that another register, such as SRIKANDI, gave the letter to an agency."""

    __tablename__ = "given_number"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        CheckConstraint("entered_by <> ''", "number_has_a_person"),
    )

    session_id: Mapped[int] = mapped_column(ForeignKey("coaching_session.id"), primary_key=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey("agency.code"), primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"))
    number: Mapped[str] = mapped_column(String(100))
    dated_on: Mapped[date]
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]


class IncomingMail(Base):
    """A mail that reached our mailbox, and how it was understood; kept without its text."""

    __tablename__ = "incoming_mail"
    __table_args__ = (
        CheckConstraint("(settled_at IS NULL) = (settled_by IS NULL)", "settled_by_a_person"),
    )

    message_id: Mapped[str] = mapped_column(String(500), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    # Another mail under the same Message-ID is told by its body; headers differ by the way it came.
    body_sha256: Mapped[str | None] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(30))
    reason: Mapped[str] = mapped_column(String(500))
    # None: nobody could say whose answer this is.
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"))
    # The mail of ours that a report is about.
    about_mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail_message.id"))
    status: Mapped[str | None] = mapped_column(String(16))
    severity: Mapped[str | None] = mapped_column(String(10))  # of a bounce
    read_at: Mapped[datetime]
    waits: Mapped[bool] = mapped_column(default=False)  # a person has to look at it
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str | None] = mapped_column(String(200))


class InvitationAnswer(Base):
    """An answer somebody gave; all are kept, the last one counts."""

    __tablename__ = "invitation_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"))
    mail_id: Mapped[str] = mapped_column(ForeignKey("incoming_mail.message_id"), unique=True)
    answer: Mapped[Answer] = mapped_column(word(Answer, "answer_is_known"))
    delegate: Mapped[str | None]
    sequence: Mapped[int]
    given_at: Mapped[datetime]
