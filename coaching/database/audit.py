"""Who did what, when; written in the same unit of work as what was done."""

import getpass
from datetime import UTC, date, datetime

from coaching.database import tables
from coaching.database.work import Db


def note(
    db: Db,
    action: str,
    *,
    as_of: date,
    year: int | None = None,
    actor: str | None = None,
    **detail: object,
) -> None:
    """Add one entry to the audit table.

    Args:
        action: a short verb phrase, e.g. "selection-proposed".
        as_of: the business day.
        year: the coaching year it concerns.
        actor: who; None: the account this process runs under.
        detail: JSON-able facts, without names, NIP or addresses.
    """
    db.add(
        tables.AuditEntry(
            at=datetime.now(UTC),
            as_of=as_of,
            actor=actor or account(),
            action=action,
            year=year,
            detail=detail,
        )
    )


def account() -> str:
    """Return the name of the account this process runs under."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        return "unknown"
