"""Queries on the frozen plans of evaluations, and on what people said of their threats."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from coaching.database import audit, ledger_counts, tables
from coaching.database.work import Db
from coaching.domain.evaluation_rules import Threat, ThreatAnswer
from coaching.domain.fingerprints import fingerprint
from coaching.domain.plan import Plan, PlanInForce
from coaching.domain.plan import in_force as plan_in_force


def freeze(db: Db, year: int, document: Mapping[str, Any], as_of: date) -> bool:
    """Freeze what a year is judged by; False where it is frozen already, or too late.

    Until the first invitation of the year is in the ledger a changed plan replaces the
    one before; from then on nothing is frozen any more.
    """
    sha256 = fingerprint(document)
    row = db.get(tables.EvaluationPlan, year)
    if ledger_counts.has_begun(db, year) or (row is not None and row.sha256 == sha256):
        return False
    if row is None:
        row = tables.EvaluationPlan(year=year)
        db.add(row)
    row.document, row.sha256, row.frozen_on = dict(document), sha256, as_of
    audit.note(db, "plan-frozen", as_of=as_of, year=year, sha256=sha256)
    db.flush()
    return True


def frozen(db: Db, year: int) -> tuple[dict[str, Any], date] | None:
    """Return the frozen plan of a year and the day it was frozen on."""
    row = db.get(tables.EvaluationPlan, year)
    return None if row is None else (row.document, row.frozen_on)


def in_force(db: Db, year: int, now: Plan) -> PlanInForce:
    """Return the frozen plan of a year; without one, `now`: what `config/` says."""
    document, day = frozen(db, year) or (None, None)
    return plan_in_force(document, day, now)


def answer(
    db: Db, year: int, threat: Threat, given: ThreatAnswer, entered_by: str, as_of: date
) -> bool:
    """Keep what a person says of a threat; False where the newest answer says the same."""
    if answers(db, year).get(threat) == given:
        return False
    db.add(
        tables.ThreatAnswer(
            year=year, threat=threat, present=given.present, detail=given.detail,
            entered_by=entered_by, entered_on=as_of,
        )
    )  # fmt: skip
    audit.note(
        db, "threat-answered", as_of=as_of, year=year, actor=entered_by,
        threat=threat.value, present=given.present,
    )  # fmt: skip
    db.flush()
    return True


def answers(db: Db, year: int) -> dict[Threat, ThreatAnswer]:
    """Return the newest answer to each threat that was answered."""
    row = tables.ThreatAnswer
    found = db.scalars(select(row).where(row.year == year).order_by(row.id))
    return {one.threat: ThreatAnswer(one.present, one.detail) for one in found}
