"""People who can be invited, under a random key; the NIP (employee number) in one place."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from coaching.database.tables.foundation import Base


class Person(Base):
    """Someone an invitation or a letter can go to."""

    __tablename__ = "person"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    agency_code: Mapped[str | None] = mapped_column(ForeignKey("agency.code"))
    name: Mapped[str]
    position: Mapped[str]
    position_type: Mapped[str] = mapped_column(String(30))
    is_head: Mapped[bool]
    email: Mapped[str | None]
    # How a source without NIP calls the person, e.g. "official:dinkes:kepala dinas".
    reference: Mapped[str | None] = mapped_column(unique=True)


class PersonNip(Base):
    """The only place a NIP stands; erasing a row here makes the person's rows anonymous.

    A key may belong to somebody who is no `Person`: an employee who is counted and
    never written to.
    """

    __tablename__ = "person_nip"

    person_key: Mapped[str] = mapped_column(String(32), primary_key=True)
    nip: Mapped[str] = mapped_column(String(18), unique=True)
