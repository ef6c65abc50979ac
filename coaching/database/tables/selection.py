"""Proposed lists with their frozen scores, and the decisions of people on lists."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base, word
from coaching.domain.cycle import Subject
from coaching.domain.selection_rules import Decision, Outcome, Zone


class Selection(Base):
    """A proposal for one year; a later proposal is a new revision, the old one stays."""

    __tablename__ = "selection"
    __table_args__ = (UniqueConstraint("year", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"))
    revision: Mapped[int]
    proposed_on: Mapped[date]
    outcome: Mapped[Outcome] = mapped_column(word(Outcome, "outcome_is_known"))
    fingerprint: Mapped[str] = mapped_column(String(64))  # of the list of agencies
    format_version: Mapped[int]
    score: Mapped[str] = mapped_column(Text)  # canonical JSON: what the list was computed from
    score_sha256: Mapped[str] = mapped_column(String(64))


class SelectionItem(Base):
    """One agency's place in a proposal, with the facts of its reason."""

    __tablename__ = "selection_item"
    __table_args__ = (
        CheckConstraint("(rank IS NULL) = (need IS NULL)", "ranked_have_a_need"),
        CheckConstraint("coverage BETWEEN 0 AND 1", "coverage_is_a_share"),
        CheckConstraint("probability BETWEEN 0 AND 1", "probability_is_a_share"),
    )

    selection_id: Mapped[int] = mapped_column(ForeignKey("selection.id"), primary_key=True)
    agency_code: Mapped[str] = mapped_column(ForeignKey("agency.code"), primary_key=True)
    need: Mapped[float | None]
    coverage: Mapped[float]
    rank: Mapped[int | None]
    decision: Mapped[Decision] = mapped_column(word(Decision, "decision_is_known"))
    reason: Mapped[dict[str, Any]]
    # Missing in lists from before there were probabilities, and where need does not decide.
    probability: Mapped[float | None]
    zone: Mapped[Zone | None] = mapped_column(word(Zone, "zone_is_known"))
    contributions: Mapped[list[dict[str, Any]]] = mapped_column(server_default="[]")


class Approval(Base):
    """Someone with the authority approved one exact list; the note is the nota dinas."""

    __tablename__ = "approval"
    __table_args__ = (
        # One list can be decided on again, with other overrides; the latest decision counts.
        UniqueConstraint("subject", "year", "fingerprint", "entered_at"),
        CheckConstraint("decided_by <> '' AND entered_by <> ''", "decision_has_a_person"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[Subject] = mapped_column(word(Subject, "subject_is_known"))
    year: Mapped[int] = mapped_column(ForeignKey("cycle.year"))
    fingerprint: Mapped[str] = mapped_column(String(64))
    recipients: Mapped[int]
    approved_list: Mapped[list[str]]
    decided_by: Mapped[str]
    note_number: Mapped[str]
    note_date: Mapped[date]
    # "live" where the person typed that real mails may leave for this list.
    mode: Mapped[str | None] = mapped_column(String(20))
    entered_by: Mapped[str]
    entered_at: Mapped[datetime]
