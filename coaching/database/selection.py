"""Queries on proposals and on the decisions of people on lists."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from coaching.database import audit, tables
from coaching.database.work import Db
from coaching.domain.cycle import Subject
from coaching.domain.overrides import Change, Override
from coaching.domain.selection_rules import CHOSEN, Outcome

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = [
    "agency", "need", "coverage", "rank", "decision", "reason",
    "probability", "zone", "contributions",
]  # fmt: skip


@dataclass(frozen=True)
class Proposal:
    """A stored proposal: the list as it stands, and what it was computed from."""

    year: int
    revision: int
    proposed_on: date
    outcome: Outcome
    fingerprint: str
    score: dict[str, Any]
    score_sha256: str
    lines: tuple[tuple[Any, ...], ...] = field(repr=False)  # as `COLUMNS`; best rank first

    @property
    def agencies(self) -> list[str]:
        """Codes of the chosen agencies, neediest first."""
        agency, decision = COLUMNS.index("agency"), COLUMNS.index("decision")
        return [line[agency] for line in self.lines if line[decision] in CHOSEN]

    @cached_property
    def table(self) -> "pd.DataFrame":
        """One row per agency, columns as `COLUMNS`; best rank first."""
        # Here and not above: who only asks what waits for a decision need not wait for pandas.
        import pandas as pd

        frame = pd.DataFrame(list(self.lines), columns=COLUMNS)
        numbers = {"need": float, "coverage": float, "probability": float}
        return (
            frame.astype({"rank": "Int64"})
            .astype(numbers)
            .assign(
                decision=frame["decision"].map(str),
                zone=pd.Series([one and str(one) for one in frame["zone"]], dtype=object),
            )
        )


@dataclass(frozen=True)
class Approved:
    """A decision on one exact list, and what it changed of it.

    Args:
        approved_list: as decided, with what was added and without what was removed.
    """

    fingerprint: str
    recipients: int
    approved_list: tuple[str, ...]
    decided_by: str
    note_number: str
    note_date: date
    overrides: tuple[Override, ...] = ()
    mode: str | None = None

    @property
    def proposed_list(self) -> tuple[str, ...]:
        """The list as it was proposed, which the fingerprint is of."""
        added = {one.agency for one in self.overrides if one.change is Change.ADDED}
        removed = [one.agency for one in self.overrides if one.change is Change.REMOVED]
        return (*(one for one in self.approved_list if one not in added), *removed)


def current(db: Db, year: int) -> Proposal | None:
    """Return the latest proposal of a year."""
    row = db.scalar(
        select(tables.Selection)
        .where(tables.Selection.year == year)
        .order_by(tables.Selection.revision.desc())
        .limit(1)
    )
    if row is None:
        return None
    return Proposal(
        year, row.revision, row.proposed_on, row.outcome, row.fingerprint,
        json.loads(row.score), row.score_sha256, _lines(db, row.id),
    )  # fmt: skip


def _lines(db: Db, selection_id: int) -> tuple[tuple[Any, ...], ...]:
    item = tables.SelectionItem
    query = (
        select(
            item.agency_code, item.need, item.coverage, item.rank, item.decision, item.reason,
            item.probability, item.zone, item.contributions,
        )
        .where(item.selection_id == selection_id)
        .order_by(item.rank.is_(None), item.rank, item.agency_code)
    )  # fmt: skip
    return tuple(tuple(row) for row in db.execute(query))


def approval(db: Db, subject: Subject, year: int) -> Approved | None:
    """Return the latest decision on a subject of a year."""
    row = db.scalar(
        select(tables.Approval)
        .where(tables.Approval.subject == subject, tables.Approval.year == year)
        .order_by(tables.Approval.id.desc())
        .limit(1)
    )
    if row is None:
        return None
    return Approved(
        row.fingerprint, row.recipients, tuple(row.approved_list),
        row.decided_by, row.note_number, row.note_date, _overrides(db, row.id), row.mode,
    )  # fmt: skip


def _overrides(db: Db, approval_id: int) -> tuple[Override, ...]:
    row = tables.ApprovalOverride
    query = select(row).where(row.approval_id == approval_id).order_by(row.id)
    return tuple(
        Override(one.agency_code, one.change, one.decided_by, one.reason)
        for one in db.scalars(query)
    )


def record_approval(
    db: Db,
    subject: Subject,
    year: int,
    *,
    fingerprint: str,
    approved_list: Sequence[str],
    decided_by: str,
    note_number: str,
    note_date: date,
    entered_by: str,
    as_of: date,
    overrides: Sequence[Override] = (),
    mode: str | None = None,
) -> bool:
    """Record a decision; False where exactly that was decided before.

    Args:
        fingerprint: of the list as proposed.
        approved_list: as decided.
        mode: "live" where real mails may leave for it.
    """
    latest = approval(db, subject, year)
    decided_before = latest is not None and latest.fingerprint == fingerprint
    same = latest is not None and latest.overrides == tuple(overrides)
    if decided_before and same and (latest is None or mode in (None, latest.mode)):
        return False
    row = tables.Approval(
        subject=subject, year=year, fingerprint=fingerprint, recipients=len(approved_list),
        approved_list=list(approved_list), decided_by=decided_by, note_number=note_number,
        note_date=note_date, mode=mode, entered_by=entered_by, entered_at=datetime.now(UTC),
    )  # fmt: skip
    db.add(row)
    if overrides:
        db.flush()
        db.add_all(
            tables.ApprovalOverride(
                approval_id=row.id, agency_code=one.agency, change=one.change,
                decided_by=one.decided_by, reason=one.reason,
            )
            for one in overrides
        )  # fmt: skip
    audit.note(
        db, f"{subject.value}-approved", as_of=as_of, year=year, actor=entered_by,
        fingerprint=fingerprint, recipients=len(approved_list), note_number=note_number,
        overrides={one.agency: one.change.value for one in overrides}, mode=mode,
    )  # fmt: skip
    return True


def revisions(db: Db, year: int) -> int:
    """Return how many proposals a year has."""
    query = select(func.count()).select_from(tables.Selection)
    return db.scalar(query.where(tables.Selection.year == year)) or 0
