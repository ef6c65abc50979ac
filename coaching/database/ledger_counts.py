"""What stands in the ledger of mails, read only."""

from sqlalchemy import func, select

from coaching.database import tables
from coaching.database.work import Db
from coaching.domain.invitations import MailState


def owners(db: Db) -> set[str]:
    """Return the workers that hold a mail."""
    query = select(tables.MailMessage.lease_owner).where(
        tables.MailMessage.lease_owner.is_not(None)
    )
    return {str(owner) for owner in db.scalars(query.distinct())}


def sessions_with_unsent(db: Db, year: int) -> list[str]:
    """Return the sessions with mails that wait and have an address."""
    query = (
        select(tables.MailMessage.session)
        .join(tables.Person, tables.Person.key == tables.MailMessage.person_key)
        .where(tables.MailMessage.year == year, tables.MailMessage.state == MailState.QUEUED)
        .where(tables.Person.email.is_not(None))
    )
    return list(db.scalars(query.distinct()))


def tally(db: Db, year: int, session: str | None = None) -> dict[str, int]:
    """Return how many mails of a year (or of one session) are in each state."""
    row = tables.MailMessage
    query = select(row.state, func.count()).where(row.year == year).group_by(row.state)
    if session is not None:
        query = query.where(row.session == session)
    return {state.value: count for state, count in db.execute(query).tuples()}
