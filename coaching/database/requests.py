"""Queries on what the appointing authority was asked to decide."""

from dataclasses import dataclass

from sqlalchemy import func, select, update

from coaching.database import tables
from coaching.database.work import Db
from coaching.domain.cycle import Subject
from coaching.domain.invitations import MailKind, MailState


@dataclass(frozen=True)
class Request:
    """A decision on one exact list was asked for; `revision` is that of its letter."""

    subject: Subject
    fingerprint: str
    revision: int


def ask(db: Db, year: int, subject: Subject, fingerprint: str) -> Request:
    """Return the request for a decision on this list; note it where it is new."""
    row = tables.DecisionRequest
    asked = db.scalar(
        select(row.revision).where(
            row.year == year, row.subject == subject, row.fingerprint == fingerprint
        )
    )
    if asked is None:
        last = db.scalar(select(func.max(row.revision)).where(row.year == year))
        asked = 0 if last is None else last + 1
        db.add(row(year=year, subject=subject, fingerprint=fingerprint, revision=asked))
        db.flush()
    return Request(subject, fingerprint, asked)


def request(db: Db, year: int, revision: int) -> Request:
    """Return what a letter asks for."""
    row = tables.DecisionRequest
    found = db.scalars(select(row).where(row.year == year, row.revision == revision)).one()
    return Request(found.subject, found.fingerprint, found.revision)


def close_others(db: Db, year: int, but: int | None) -> int:
    """Close letters that wait and ask for what nobody needs to decide any more."""
    row = tables.MailMessage
    query = (
        update(row)
        .where(row.year == year, row.kind == MailKind.APPROVAL_REQUEST)
        .where(row.state == MailState.QUEUED)
        .values(state=MailState.EXPIRED)
    )
    if but is not None:
        query = query.where(row.revision != but)
    return len(db.scalars(query.returning(row.id)).all())
