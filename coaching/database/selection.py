"""Queries on proposals and on the decisions of people on lists."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import func, insert, select

from coaching.database import audit, tables
from coaching.database.work import Db
from coaching.domain.cycle import Subject
from coaching.domain.frames import records
from coaching.domain.selection_rules import Decision, Outcome

CHOSEN = (Decision.SELECTED, Decision.MUST)


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
    table: pd.DataFrame  # agency, need, coverage, rank, decision, reason; best rank first

    @property
    def agencies(self) -> list[str]:
        """Codes of the chosen agencies, neediest first."""
        chosen = self.table[self.table["decision"].isin([word.value for word in CHOSEN])]
        return list(chosen["agency"])


@dataclass(frozen=True)
class Approved:
    """A decision on one exact list."""

    fingerprint: str
    recipients: int
    approved_list: tuple[str, ...]
    decided_by: str
    note_number: str
    note_date: date


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
        json.loads(row.score), row.score_sha256, _items(db, row.id),
    )  # fmt: skip


def _items(db: Db, selection_id: int) -> pd.DataFrame:
    item = tables.SelectionItem
    query = (
        select(
            item.agency_code, item.need, item.coverage, item.rank, item.decision, item.reason
        )
        .where(item.selection_id == selection_id)
        .order_by(item.rank.is_(None), item.rank, item.agency_code)
    )  # fmt: skip
    columns = ["agency", "need", "coverage", "rank", "decision", "reason"]
    frame = pd.DataFrame([tuple(row) for row in db.execute(query)], columns=columns)
    return frame.astype({"rank": "Int64", "need": float, "coverage": float}).assign(
        decision=frame["decision"].map(str)
    )


def propose(
    db: Db,
    year: int,
    *,
    outcome: Outcome,
    table: pd.DataFrame,
    fingerprint: str,
    score: Mapping[str, Any],
    score_json: str,
    score_sha256: str,
    as_of: date,
) -> bool:
    """Store a proposal; False where the latest one was computed from exactly the same.

    Args:
        table: as `coaching.domain.selection.select` returns it.
        fingerprint: of the list of agencies.
        score: what the list was computed from; `score_json` is its canonical text.
    """
    latest = current(db, year)
    if latest is not None and latest.score_sha256 == score_sha256:
        return False
    row = tables.Selection(
        year=year, revision=latest.revision + 1 if latest else 1, proposed_on=as_of,
        outcome=outcome, fingerprint=fingerprint, format_version=score["format_version"],
        score=score_json, score_sha256=score_sha256,
    )  # fmt: skip
    db.add(row)
    db.flush()
    if not table.empty:
        db.execute(insert(tables.SelectionItem), [_item(row.id, line) for line in records(table)])
    audit.note(
        db, "selection-proposed", as_of=as_of, year=year,
        revision=row.revision, outcome=outcome.value, fingerprint=fingerprint,
    )  # fmt: skip
    return True


def _item(selection_id: int, line: dict[str, Any]) -> dict[str, object]:
    ranked = not pd.isna(line["rank"])
    return {
        "selection_id": selection_id,
        "agency_code": line["agency"],
        "need": line["need"] if ranked else None,
        "coverage": line["coverage"],
        "rank": int(line["rank"]) if ranked else None,
        "decision": Decision(line["decision"]),
        "reason": line["reason"],
    }


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
        row.decided_by, row.note_number, row.note_date,
    )  # fmt: skip


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
) -> bool:
    """Record a decision; False where this exact list was approved before."""
    latest = approval(db, subject, year)
    if latest is not None and latest.fingerprint == fingerprint:
        return False
    db.add(
        tables.Approval(
            subject=subject, year=year, fingerprint=fingerprint, recipients=len(approved_list),
            approved_list=list(approved_list), decided_by=decided_by, note_number=note_number,
            note_date=note_date, entered_by=entered_by, entered_at=datetime.now(UTC),
        )
    )  # fmt: skip
    audit.note(
        db, f"{subject.value}-approved", as_of=as_of, year=year, actor=entered_by,
        fingerprint=fingerprint, recipients=len(approved_list), note_number=note_number,
    )  # fmt: skip
    return True


def revisions(db: Db, year: int) -> int:
    """Return how many proposals a year has."""
    query = select(func.count()).select_from(tables.Selection)
    return db.scalar(query.where(tables.Selection.year == year)) or 0
