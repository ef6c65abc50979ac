"""What a worker does with the ledger, step by step, each in its own unit of work."""

from datetime import timedelta

from records_cast import SESSION, YEAR
from sqlalchemy import select

from coaching.database import ledger, ledger_counts, tables
from coaching.database.ledger import Claimed, Settlement
from coaching.database.work import reading, work
from coaching.domain.invitations import MailState

SHA = "0" * 64
SENT = Settlement(MailState.SENT, "sent", 250, "2.0.0 Kept")


def claim(owner: str = "here:1:1:aa", limit: int = 50) -> list[Claimed]:
    with work() as db:
        return ledger.claim(db, YEAR, SESSION, owner, limit)


def intend(mail: Claimed) -> bool:
    with work() as db:
        return ledger.intend(db, mail, SHA, "line-1")


def settle(mail: Claimed, settlement: Settlement = SENT) -> bool:
    with work() as db:
        return ledger.settle(db, mail, settlement)


def tally() -> dict[str, int]:
    with reading() as db:
        return ledger_counts.tally(db, YEAR, SESSION)


def state(mail: Claimed) -> MailState:
    with reading() as db:
        return db.get_one(tables.MailMessage, mail.id).state


def age_leases(by: timedelta) -> None:
    """Let time pass for whoever holds a mail."""
    with work() as db:
        row = tables.MailMessage
        for mail in db.scalars(select(row).where(row.lease_until.is_not(None))):
            mail.lease_until -= by
