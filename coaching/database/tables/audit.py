"""Who did what, when. Rows are added and never changed: the database itself refuses."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import DDL, String, event
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


SQLITE_APPEND_ONLY = [
    f"CREATE TRIGGER audit_entry_no_{verb} BEFORE {verb} ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END"
    for verb in ("update", "delete")
]
POSTGRESQL_APPEND_ONLY = [
    "CREATE FUNCTION audit_entry_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit_entry is append-only'; END $$",
    "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_append_only()",
]

for dialect, statements in (("sqlite", SQLITE_APPEND_ONLY), ("postgresql", POSTGRESQL_APPEND_ONLY)):
    for statement in statements:
        event.listen(
            AuditEntry.__table__,
            "after_create",
            DDL(statement.replace("%", "%%")).execute_if(dialect=dialect),
        )
