"""The word that a year's lot is drawn with, published before anybody can know what it brings."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base


class LotSeed(Base):
    """One year's seed: published once, never another one; a trigger refuses changes."""

    __tablename__ = "lot_seed"
    __table_args__ = (CheckConstraint("word <> '' AND published_by <> ''", "seed_has_a_person"),)

    year: Mapped[int] = mapped_column(
        ForeignKey("cycle.year"), primary_key=True, autoincrement=False
    )
    word: Mapped[str] = mapped_column(String(64))
    published_by: Mapped[str]
    published_at: Mapped[datetime]
