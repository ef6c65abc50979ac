"""Who came."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base, word
from coaching.domain.attendance import Presence


class Attendance(Base):
    """One invited person's presence at one session, as the sheet says."""

    __tablename__ = "attendance"

    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), primary_key=True)
    presence: Mapped[Presence] = mapped_column(word(Presence, "presence_is_known"))
    representative: Mapped[str | None]
    sheet_sha256: Mapped[str] = mapped_column(String(64))
    recorded_on: Mapped[date]
