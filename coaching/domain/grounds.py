"""All that stands behind a verdict: plan, threats, several rounds, and what was not planned."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from coaching.domain.evaluation import Evaluation
from coaching.domain.kirkpatrick import FourLevels
from coaching.domain.plan import PlanInForce
from coaching.domain.rounds import SeveralRounds
from coaching.domain.threats import ThreatFound


@dataclass(frozen=True)
class Exploratory:
    """What another indicator did; nobody planned to be judged by it.

    Args:
        indicator: its code.
        estimate, low, high: in its unit, positive is better; None: no estimate.
    """

    indicator: str
    estimate: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Grounds:
    """What a verdict rests on, and what speaks against it."""

    plan: PlanInForce
    threats: tuple[ThreatFound, ...]
    rounds: SeveralRounds | None = None
    exploratory: tuple[Exploratory, ...] = ()
    levels: FourLevels | None = None

    def as_document(self) -> dict[str, Any]:
        """Return all of it as JSON can hold it."""
        return {
            "plan": self.plan.plan.as_document(),
            "plan_sha256": self.plan.sha256,
            "plan_frozen_on": self.plan.frozen_on.isoformat() if self.plan.frozen_on else None,
            "plan_changed": list(self.plan.changed),
            "threats": [one.as_document() for one in self.threats],
            "rounds": asdict(self.rounds) if self.rounds else None,
            "exploratory": [asdict(one) for one in self.exploratory],
            "levels": self.levels.as_document() if self.levels else None,
        }


def exploratory(found: Sequence[tuple[str, Evaluation]]) -> tuple[Exploratory, ...]:
    """Return estimates of indicators nobody planned to be judged by, without a verdict."""
    return tuple(Exploratory(code, one.estimate, one.low, one.high) for code, one in found)
