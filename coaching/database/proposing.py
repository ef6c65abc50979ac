"""Storing a proposal: a revision of its own for each list that rests on something else."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import insert

from coaching.database import audit, tables
from coaching.database.selection import current
from coaching.database.work import Db
from coaching.domain.frames import records
from coaching.domain.selection_rules import Decision, Outcome, Zone


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
        "probability": None if pd.isna(line.get("probability")) else line["probability"],
        "zone": Zone(line["zone"]) if line.get("zone") else None,
        "contributions": line.get("contributions", []),
    }
