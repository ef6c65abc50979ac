"""What people corrected in rows that could not be used."""

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base


class RowCorrection(Base):
    """One corrected cell of a source's row, or a row that was taken out (no value, no column).

    It stands at every later pull for as long as the row is in the source as it was.
    """

    __tablename__ = "row_correction"
    __table_args__ = (
        CheckConstraint("entered_by <> ''", "row_correction_has_a_person"),
        CheckConstraint("(value IS NULL) = (field = '')", "a_row_or_a_cell"),
    )

    source: Mapped[str] = mapped_column(String(64), primary_key=True)
    row_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    field: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str | None]
    entered_by: Mapped[str]
    entered_on: Mapped[date]
