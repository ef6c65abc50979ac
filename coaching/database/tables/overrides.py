"""What a decision changed of a proposed list, kept apart from the proposal."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base, word
from coaching.domain.overrides import Change


class ApprovalOverride(Base):
    """One agency added to a list or taken from it when it was approved, by whom and why."""

    __tablename__ = "approval_override"
    __table_args__ = (
        UniqueConstraint("approval_id", "agency_code"),
        CheckConstraint("decided_by <> '' AND reason <> ''", "override_has_a_person_and_a_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    approval_id: Mapped[int] = mapped_column(ForeignKey("approval.id"))
    agency_code: Mapped[str] = mapped_column(ForeignKey("agency.code"))
    change: Mapped[Change] = mapped_column(word(Change, "change_is_known"))
    decided_by: Mapped[str]
    reason: Mapped[str] = mapped_column(String(1000))
