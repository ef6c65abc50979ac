"""Queries on the yearly review of the indicators and on what was decided about them."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from coaching.database import audit, tables
from coaching.database.work import Db
from coaching.domain.relevance_rules import Fate, IndicatorReview, RelevanceReview
from coaching.errors import NotReviewed, WrongInput


@dataclass(frozen=True)
class Reviewed:
    """What a review said of one indicator; `found` is `IndicatorReview` as JSON holds it."""

    indicator: str
    proposal: Fate
    flags: int
    found: dict[str, Any]
    reviewed_on: date


@dataclass(frozen=True)
class Decided:
    """What was decided about an indicator in a year."""

    year: int
    indicator: str
    proposal: Fate
    decision: Fate
    reason: str
    decided_by: str


def save(db: Db, year: int, review: RelevanceReview, as_of: date) -> int:
    """Keep a review; return of how many indicators it says something else than before."""
    changed = 0
    for one in review.indicators:
        row = db.get(tables.IndicatorReview, (year, one.indicator))
        told = _told(one)
        if row is None:
            row = tables.IndicatorReview(year=year, indicator=one.indicator)
            db.add(row)
        elif (row.proposal, row.found) == (one.proposal, told):
            continue
        row.proposal, row.flags, row.found = one.proposal, len(one.flags), told
        row.reviewed_on = as_of
        changed += 1
    if changed:
        proposals = {one.indicator: one.proposal.value for one in review.indicators}
        audit.note(db, "indicators-reviewed", as_of=as_of, year=year, proposals=proposals)
    db.flush()
    return changed


def _told(one: IndicatorReview) -> dict[str, Any]:
    told = asdict(one)
    told["findings"] = [
        {**finding, "check": finding["check"].value} for finding in told["findings"]
    ]
    return {**told, "proposal": one.proposal.value}


def reviewed(db: Db, year: int) -> dict[str, Reviewed]:
    """Return what the review of a year said, by indicator."""
    row = tables.IndicatorReview
    query = select(row).where(row.year == year).order_by(row.indicator)
    return {
        one.indicator: Reviewed(
            one.indicator, one.proposal, one.flags, one.found, one.reviewed_on
        )
        for one in db.scalars(query)
    }  # fmt: skip


def flags_before(db: Db, year: int) -> dict[str, int]:
    """Return how many flags each indicator had at its last review before a year."""
    row = tables.IndicatorReview
    query = select(row).where(row.year < year).order_by(row.year)
    return {one.indicator: one.flags for one in db.scalars(query)}


def decisions(db: Db, year: int | None = None) -> list[Decided]:
    """Return the decision that counts of each indicator and year, oldest year first.

    Args:
        db: the unit of work.
        year: only of that year; None: of all.
    """
    row = tables.IndicatorDecision
    query = select(row).order_by(row.year, row.indicator, row.id)
    if year is not None:
        query = query.where(row.year == year)
    last = {(one.year, one.indicator): one for one in db.scalars(query)}
    return [
        Decided(one.year, one.indicator, one.proposal, one.decision, one.reason, one.decided_by)
        for one in last.values()
    ]


def decide(
    db: Db,
    year: int,
    indicator: str,
    *,
    decision: Fate,
    reason: str,
    decided_by: str,
    entered_by: str,
    as_of: date,
) -> bool:
    """Record what was decided about an indicator; False where exactly that stands already.

    Raises:
        NotReviewed: nothing was proposed for it that year.
        WrongInput: a text is missing.
    """
    for field, text in (("reason", reason), ("decided-by", decided_by), ("entered-by", entered_by)):
        if not text.strip():
            raise WrongInput(field=field, value=None, why="empty")
    found = db.get(tables.IndicatorReview, (year, indicator))
    if found is None:
        known = sorted(reviewed(db, year))
        raise NotReviewed(year=year, indicator=indicator, known=known or None)
    told = {"decision": decision, "reason": reason.strip(), "decided_by": decided_by.strip()}
    latest = [one for one in decisions(db, year) if one.indicator == indicator]
    if latest and all(getattr(latest[0], name) == value for name, value in told.items()):
        return False
    db.add(
        tables.IndicatorDecision(
            year=year, indicator=indicator, proposal=found.proposal,
            entered_by=entered_by.strip(), entered_at=datetime.now(UTC), **told,
        )
    )  # fmt: skip
    audit.note(
        db, "indicator-decided", as_of=as_of, year=year, actor=entered_by.strip(),
        indicator=indicator, proposal=found.proposal.value, decision=decision.value,
    )  # fmt: skip
    db.flush()
    return True
