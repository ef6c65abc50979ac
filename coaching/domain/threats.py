"""What no estimator removes: each threat computed from the records, or asked of a person."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from coaching.domain.evaluation import Evaluation
from coaching.domain.evaluation_rules import ASKED, Standing, Threat, ThreatAnswer

NEAR_TOP = 5.0  # points
MANY_NEAR_TOP = 0.20  # share of agencies


@dataclass(frozen=True)
class ThreatFound:
    """One threat, where it stands, and the facts of its sentence.

    Args:
        asked: a person said so; else it was computed.
    """

    threat: Threat
    standing: Standing
    asked: bool
    facts: Mapping[str, Any] = field(default_factory=dict)

    def as_document(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        plain = asdict(self)
        return {**plain, "threat": self.threat.value, "standing": self.standing.value}


def threats(
    rows: pd.DataFrame,
    found: Evaluation,
    answers: Mapping[Threat, ThreatAnswer],
    *,
    renamed: Collection[str],
    higher_is_better: bool,
    best_possible: float | None,
    attendance_points: float | None,
) -> tuple[ThreatFound, ...]:
    """Return every threat in the order in which it is printed; none is left out.

    Args:
        rows: what the evaluation was made from.
        found: the evaluation.
        answers: of a person, to what is asked.
        renamed: codes of agencies that were renamed, merged or founded between the
            values that chose and the values that judge.
        best_possible: the best value the outcome can have; None: not said.
        attendance_points: as in `EvaluationRules`.
    """
    told = {
        Threat.OVERRIDES: _overrides(found),
        Threat.ATTRITION: _attrition(found),
        Threat.MERGERS: _counted(Threat.MERGERS, len(set(renamed) & set(rows["agency"]))),
        Threat.POINTS: _points(found, attendance_points),
        Threat.CEILING: _ceiling(rows, best_possible, higher_is_better=higher_is_better),
    }
    asked = {threat: _answered(threat, answers.get(threat)) for threat in ASKED}
    return tuple({**told, **asked}[threat] for threat in Threat)


def _counted(threat: Threat, count: int) -> ThreatFound:
    standing = Standing.PRESENT if count else Standing.CLEAR
    return ThreatFound(threat, standing, asked=False, facts={"count": count})


def _overrides(found: Evaluation) -> ThreatFound:
    facts = {"count": found.overridden, "passed_over": found.passed_over}
    standing = Standing.PRESENT if any(facts.values()) else Standing.CLEAR
    return ThreatFound(Threat.OVERRIDES, standing, asked=False, facts=facts)


def _attrition(found: Evaluation) -> ThreatFound:
    lost = found.lost_coached + found.lost_others
    facts = {"coached": found.lost_coached, "others": found.lost_others}
    standing = Standing.PRESENT if lost else Standing.CLEAR
    return ThreatFound(Threat.ATTRITION, standing, asked=False, facts=facts)


def _points(found: Evaluation, each: float | None) -> ThreatFound:
    if each is None:
        return ThreatFound(Threat.POINTS, Standing.UNKNOWN, asked=False)
    facts = {"each": each, "removed": found.points_removed or 0.0}
    standing = Standing.PRESENT if each else Standing.CLEAR
    return ThreatFound(Threat.POINTS, standing, asked=False, facts=facts)


def _ceiling(
    rows: pd.DataFrame, best_possible: float | None, *, higher_is_better: bool
) -> ThreatFound:
    """Count agencies so near the best value that no rise of theirs could be seen."""
    values = rows["baseline"].dropna()
    if best_possible is None or values.empty:
        return ThreatFound(Threat.CEILING, Standing.UNKNOWN, asked=False)
    room = best_possible - values if higher_is_better else values - best_possible
    share = float((room <= NEAR_TOP).mean())
    facts = {"share": share, "near": NEAR_TOP, "best": best_possible}
    standing = Standing.PRESENT if share > MANY_NEAR_TOP else Standing.CLEAR
    return ThreatFound(Threat.CEILING, standing, asked=False, facts=facts)


def _answered(threat: Threat, answer: ThreatAnswer | None) -> ThreatFound:
    if answer is None:
        return ThreatFound(threat, Standing.UNKNOWN, asked=True)
    standing = Standing.PRESENT if answer.present else Standing.CLEAR
    return ThreatFound(threat, standing, asked=True, facts={"detail": answer.detail})
