"""The ledger: one row per mail that is to leave, each attempt, who must not be written to."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base, word
from coaching.domain.invitations import MailKind, MailState


class MailMessage(Base):
    """One mail to one person, or to all who share a mailbox; committed before the first byte."""

    __tablename__ = "mail_message"
    __table_args__ = (
        # A second letter of the same kind needs a new revision, that is a decision.
        UniqueConstraint("year", "session", "person_key", "kind", "revision"),
        UniqueConstraint("year", "session", "mailbox", "kind", "revision"),
        CheckConstraint("(person_key IS NULL) <> (mailbox IS NULL)", "to_a_person_or_to_a_mailbox"),
        CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", "a_sent_mail_says_when"),
        # One that failed after the relay took it came back.
        CheckConstraint(
            "sent_at IS NULL OR state IN ('sent', 'failed')", "what_waits_was_not_sent"
        ),
        CheckConstraint(
            "(lease_until IS NOT NULL) = (state IN ('leased', 'sending'))", "lease_matches_state"
        ),
        Index("ix_mail_message_due", "state", "not_before"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"))
    session: Mapped[str] = mapped_column(String(64))  # its code; "" for a letter about the year
    person_key: Mapped[str | None] = mapped_column(ForeignKey("person.key"))
    # In lower case; whom the mail names stands in `mail_addressee`.
    mailbox: Mapped[str | None] = mapped_column(String(320))
    kind: Mapped[MailKind] = mapped_column(word(MailKind, "kind_is_known"))
    revision: Mapped[int] = mapped_column(default=0)
    message_id: Mapped[str] = mapped_column(unique=True)
    state: Mapped[MailState] = mapped_column(word(MailState, "state_is_known"))
    attempts: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime]
    not_before: Mapped[datetime]
    lease_owner: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    # Raised at each claim: a worker that lost its lease cannot settle what another one took.
    fence: Mapped[int] = mapped_column(default=0)
    raw_sha256: Mapped[str | None] = mapped_column(String(64))
    last_code: Mapped[int | None]
    last_text: Mapped[str | None] = mapped_column(String(500))
    sent_at: Mapped[datetime | None]
    # The programme's own day it left on; noted of calls, since reminders keep their distance.
    left_on: Mapped[date | None]
    valid_until: Mapped[date | None]  # of a reminder: later it is missed, and does not leave
    # The day of the digest in which an agency's HR contact was told that it did not arrive.
    told_on: Mapped[date | None]
    redirected_at: Mapped[datetime | None]  # a copy of it went to the address for trials
    # The address it was handed over for; a person's may be corrected since.
    sent_to: Mapped[str | None] = mapped_column(String(320))


class MailAddressee(Base):
    """One of those whom a mail to a shared mailbox names."""

    __tablename__ = "mail_addressee"

    mail_id: Mapped[int] = mapped_column(ForeignKey("mail_message.id"), primary_key=True)
    person_key: Mapped[str] = mapped_column(ForeignKey("person.key"), primary_key=True, index=True)


class MailAttempt(Base):
    """Evidence of one attempt; `outcome` stays empty where the process died in it."""

    __tablename__ = "mail_attempt"
    __table_args__ = (UniqueConstraint("mail_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("mail_message.id"))
    number: Mapped[int]
    connection: Mapped[str] = mapped_column(String(64))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(30))
    code: Mapped[int | None]
    text: Mapped[str | None] = mapped_column(String(500))


class MailSuppression(Base):
    """An address that must not be written to until a person lifts it."""

    __tablename__ = "mail_suppression"

    address: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    since: Mapped[datetime]


class MailComplaint(Base):
    """An address whose provider reported a complaint; it gets no more mails of that kind."""

    __tablename__ = "mail_complaint"

    address: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    since: Mapped[datetime]


class MailboxPlace(Base):
    """How far a mailbox has been read: mails with a greater UID are new (RFC 3501, 2.3.1.1)."""

    __tablename__ = "mailbox_place"

    mailbox: Mapped[str] = mapped_column(String(64), primary_key=True)
    uid_validity: Mapped[str] = mapped_column(String(20))
    uid: Mapped[int] = mapped_column(BigInteger)
