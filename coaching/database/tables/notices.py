"""What operators have been told of: each thing once."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base


class OperatorNotice(Base):
    """One thing that needs an operator; told once it has a moment."""

    __tablename__ = "operator_notice"

    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    claimed_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    # How many things the mail told of: after a mail of many the next one waits.
    told_with: Mapped[int | None]
