"""Who did what, when. Rows are added and never changed: a trigger of the migrations refuses."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base


class AuditEntry(Base):
    """One thing that happened; `detail` holds no name, NIP or address."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    as_of: Mapped[date]
    actor: Mapped[str]
    action: Mapped[str] = mapped_column(String(64))
    year: Mapped[int | None]
    detail: Mapped[dict[str, Any]]
