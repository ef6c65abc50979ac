"""What the city decided about choosing agencies, and what a list can say of them."""

from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """What the list says of an agency.

    `selected`: chosen by need. `must`: chosen for a written reason. `reserve`:
    has a gap, and no place was left. `resting`: coached too recently. `no-gap`:
    every target met. `not-ranked`: too few indicators reported to say.
    """

    SELECTED = "selected"
    MUST = "must"
    RESERVE = "reserve"
    RESTING = "resting"
    NO_GAP = "no-gap"
    NOT_RANKED = "not-ranked"


class Outcome(StrEnum):
    """How a selection ends; the last two are finished outcomes of the year."""

    PROPOSED = "proposed"
    NOBODY_NEEDS_COACHING = "nobody-needs-coaching"
    CANNOT_JUDGE = "cannot-judge"


@dataclass(frozen=True)
class SelectionRules:
    """What the city decided about selecting.

    Args:
        capacity: places there are.
        minimum_coverage: least share of indicator weight an agency must report, 0 to 1.
        minimum_agencies: with fewer agencies the year cannot be judged.
        minimum_judged_share: nor with a smaller share of agencies that reach the coverage.
        rest_years: an agency coached that many years ago or less is left out.
    """

    capacity: int
    minimum_coverage: float
    minimum_agencies: int
    minimum_judged_share: float
    rest_years: int


@dataclass(frozen=True)
class Must:
    """An agency that is chosen whatever its rank, and the written reason."""

    agency: str
    reason: str
