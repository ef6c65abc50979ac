"""What mail servers asked us to hold back: all mail, a domain's, or one session's letters.

It stands in the database, so that another worker and the next run know it as well.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, func, literal, or_, select

from coaching.database import tables, whom
from coaching.database.claimed import Claimed, Pause
from coaching.database.work import Db

RELAY = "relay"


@dataclass(frozen=True)
class Standing:
    """A pause that is in force; `until` is None where a person has to end it."""

    about: str
    until: datetime | None
    why: str


def domain_of(address: str) -> str:
    """Return what a pause of the address's domain is about: "@dinkes.example"."""
    return f"@{address.lower().rpartition('@')[2]}"


def campaign_of(year: int, session: str) -> str:
    """Return what a pause of one session's letters is about."""
    return f"{year} {session}"


def begin(db: Db, pause: Pause) -> bool:
    """Hold back; each time that a pause did not help makes the next one longer.

    Returns:
        False where it was told while a pause is in force.
    """
    now = datetime.now(UTC)
    row = db.get(tables.RelayPause, pause.about, with_for_update=True)
    if row is None:
        row = tables.RelayPause(about=pause.about, strikes=0, since=now, until_at=now, why="")
        db.add(row)
    if row.until_at is None or row.until_at > now:
        # Several workers were told the same at once: that is one pause. A stop outweighs it.
        if not pause.delays:
            row.until_at, row.why = None, pause.why[:300]
        return False
    row.strikes += 1
    row.why = pause.why[:300]
    row.until_at = None
    if pause.delays:
        place = min(row.strikes, len(pause.delays)) - 1
        row.until_at = now + timedelta(seconds=pause.delays[place])
    db.flush()
    return True


def standing(db: Db) -> list[Standing]:
    """Return the pauses in force."""
    row = tables.RelayPause
    query = select(row.about, row.until_at, row.why).where(_in_force(datetime.now(UTC)))
    return [Standing(*one) for one in db.execute(query.order_by(row.about)).tuples()]


def holds_back(year: int, session: str) -> ColumnElement[bool]:
    """Return what means the people whose letters of a session are held back."""
    row, address = tables.RelayPause, func.lower(whom.address())
    told = or_(
        row.about.in_([RELAY, campaign_of(year, session)]),
        address.like(literal("%").concat(row.about)),
    )
    return exists().where(_in_force(datetime.now(UTC)), told)


def _in_force(now: datetime) -> ColumnElement[bool]:
    row = tables.RelayPause
    return or_(row.until_at.is_(None), row.until_at > now)


def are_kept(db: Db) -> bool:
    """Say whether a pause is kept, in force or over."""
    return db.scalar(select(tables.RelayPause.about).limit(1)) is not None


def forget_past(db: Db, posted: Collection[Claimed]) -> None:
    """Start counting anew where mails went through after a pause was over."""
    row = tables.RelayPause
    abouts = {RELAY} | {domain_of(one.address) for one in posted}
    db.execute(delete(row).where(row.about.in_(abouts), row.until_at <= datetime.now(UTC)))


def lift(db: Db) -> None:
    """End every pause: a person has seen to it."""
    db.execute(delete(tables.RelayPause))
