"""What the city decided about judging a year, and what can be said of it."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What can honestly be said.

    `raised`, `lowered`: the interval excludes no effect. `not-distinguishable`:
    it does not. `negligible`: the whole interval lies within the margin.
    `depends-on-method`: the second opinion points the other way.
    `data-not-sufficient`: too many coached agencies have no outcome, or no model
    can be fitted. `counts-only`: too few agencies for any estimate.
    """

    RAISED = "raised"
    LOWERED = "lowered"
    NOT_DISTINGUISHABLE = "not-distinguishable"
    NEGLIGIBLE = "negligible"
    DEPENDS_ON_METHOD = "depends-on-method"
    DATA_NOT_SUFFICIENT = "data-not-sufficient"
    COUNTS_ONLY = "counts-only"


@dataclass(frozen=True)
class EvaluationRules:
    """What the city decided about evaluating, before anybody was coached.

    Args:
        margin: an effect smaller than this would not matter, in points of the indicator.
        maximum_lost_share: more coached agencies without an outcome: no estimate.
        minimum_coached, minimum_others: fewer agencies: counts only.
    """

    margin: float
    maximum_lost_share: float
    minimum_coached: int = 4
    minimum_others: int = 8
