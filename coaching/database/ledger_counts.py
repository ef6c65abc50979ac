"""What stands in the ledger of mails, read only."""

from collections.abc import Collection

from sqlalchemy import func, select

from coaching.database import tables, whom
from coaching.database.work import Db
from coaching.domain.invitations import MailKind, MailState


def owners(db: Db) -> set[str]:
    """Return the workers that hold a mail."""
    query = select(tables.MailMessage.lease_owner).where(
        tables.MailMessage.lease_owner.is_not(None)
    )
    return {str(owner) for owner in db.scalars(query.distinct())}


def sessions_with_unsent(db: Db, year: int) -> list[str]:
    """Return the sessions with invitations that wait and have an address."""
    row = tables.MailMessage
    query = whom.with_address(select(row.session)).where(
        row.year == year, row.state == MailState.QUEUED, row.kind == MailKind.INVITATION
    )
    return list(db.scalars(query.distinct()))


def has_begun(db: Db, year: int, session: str | None = None) -> bool:
    """Say whether the list of a year (or of one session) has been acted on: people are invited."""
    row = tables.MailMessage
    query = select(row.id).where(row.year == year, row.kind == MailKind.INVITATION).limit(1)
    if session is not None:
        query = query.where(row.session == session)
    return db.scalar(query) is not None


def waiting_letters(db: Db, year: int) -> dict[str, list[MailKind]]:
    """Return which letters beside invitations wait and have an address: kinds by session."""
    row = tables.MailMessage
    query = (
        whom.with_address(select(row.session, row.kind))
        .where(row.year == year, row.state == MailState.QUEUED, row.kind != MailKind.INVITATION)
        .distinct()
    )
    found: dict[str, list[MailKind]] = {}
    for session, kind in db.execute(query.order_by(row.session, row.kind)).tuples():
        found.setdefault(session, []).append(kind)
    return found


def people_reached(db: Db, year: int, session: str, kind: MailKind) -> int:
    """Return how many people the mails of one kind that were sent name."""
    row, named = tables.MailMessage, whom.named()
    query = (
        select(func.count())
        .select_from(row)
        .join(named, named.c.mail_id == row.id)
        .where(row.year == year, row.session == session, row.kind == kind)
        .where(row.state == MailState.SENT)
    )
    return db.scalar(query) or 0


def tally(
    db: Db, year: int, session: str | None = None, kinds: Collection[MailKind] | None = None
) -> dict[str, int]:
    """Return how many mails of a year (or of one session, or of some kinds) are in each state."""
    row = tables.MailMessage
    query = select(row.state, func.count()).where(row.year == year).group_by(row.state)
    if session is not None:
        query = query.where(row.session == session)
    if kinds is not None:
        query = query.where(row.kind.in_(kinds))
    return {state.value: count for state, count in db.execute(query).tuples()}
