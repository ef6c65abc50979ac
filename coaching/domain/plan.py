"""What will be judged, how and when: written down before anybody was invited."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from coaching.domain.evaluation_rules import EvaluationRules
from coaching.domain.fingerprints import fingerprint

# In the frozen plan, so that a later change of method shows as one.
METHOD = {
    "estimate": "analysis of covariance",
    "held_equal": ["frozen need", "value of the year before", "mean of earlier years"],
    "interval": "HC3, Student's t, 95 %",
    "list_overridden": "two-stage least squares, list as instrument",
    "lot_drawn": "exact randomisation test",
    "second_opinion": "difference in differences without the year of selection",
    "several_rounds": "mean of rounds, errors summed by agency",
}


@dataclass(frozen=True)
class Plan:
    """One outcome, one method, one margin, one day; the rest is exploratory.

    Args:
        outcome: code of the indicator that judges.
        outcome_period: `same-year` or `next-year`.
        best_possible: the best value the outcome can have; None: not said.
        evaluate_on: nobody looks at a verdict before that day.
    """

    outcome: str
    outcome_period: str
    margin: float
    maximum_lost_share: float
    minimum_coached: int
    minimum_others: int
    attendance_points: float | None
    best_possible: float | None
    evaluate_on: date

    @property
    def rules(self) -> EvaluationRules:
        """Return the rules an evaluation applies."""
        return EvaluationRules(
            self.margin, self.maximum_lost_share, self.minimum_coached, self.minimum_others,
            self.attendance_points,
        )  # fmt: skip

    def judged_year(self, year: int) -> int:
        """Return the year whose values judge the coaching of `year`."""
        return year + (self.outcome_period == "next-year")

    def as_document(self) -> dict[str, Any]:
        """Return the plan with its method, as JSON can hold it."""
        return {**asdict(self), "evaluate_on": self.evaluate_on.isoformat(), "method": METHOD}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Plan":
        """Return the plan a document holds."""
        told = {key: value for key, value in document.items() if key != "method"}
        return cls(**{**told, "evaluate_on": date.fromisoformat(told["evaluate_on"])})


@dataclass(frozen=True)
class PlanInForce:
    """The plan a year is judged by, and how far it can be trusted to be older than the result.

    Args:
        frozen_on: the day before the first invitation; None: nobody froze one.
        sha256: of its document.
        changed: what `config/` says otherwise by now; it is not applied.
    """

    plan: Plan
    sha256: str
    frozen_on: date | None
    changed: tuple[str, ...] = ()

    @property
    def is_exploratory(self) -> bool:
        """Say whether the plan may be younger than the result."""
        return self.frozen_on is None


def in_force(frozen: Mapping[str, Any] | None, frozen_on: date | None, now: Plan) -> PlanInForce:
    """Return the frozen plan and what has changed since; without one, the plan as it is now."""
    if frozen is None:
        return PlanInForce(now, fingerprint(now.as_document()), None)
    today = now.as_document()
    changed = tuple(sorted(key for key in frozen if frozen[key] != today.get(key)))
    return PlanInForce(Plan.from_document(frozen), fingerprint(frozen), frozen_on, changed)
