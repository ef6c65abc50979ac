"""What the city decided about judging a year, and what can be said of it."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What can honestly be said.

    `raised`, `lowered`: the interval excludes no effect. `not-distinguishable`:
    it does not. `negligible`: the whole interval lies within the margin.
    `depends-on-method`: the second opinion points the other way, or the lot does not
    bear the interval out. `data-not-sufficient`: too many coached agencies have no
    outcome, the rules of scoring changed, it is not known how many points attending
    itself earns, the list was hardly followed, or no model can be fitted.
    `counts-only`: too few agencies for any estimate.
    """

    RAISED = "raised"
    LOWERED = "lowered"
    NOT_DISTINGUISHABLE = "not-distinguishable"
    NEGLIGIBLE = "negligible"
    DEPENDS_ON_METHOD = "depends-on-method"
    DATA_NOT_SUFFICIENT = "data-not-sufficient"
    COUNTS_ONLY = "counts-only"


class Method(StrEnum):
    """How an effect was estimated.

    `ancova`: at equal frozen score and past. `list-as-instrument`: the same, by who
    stood on the list, since agencies were put in by hand.
    """

    ANCOVA = "ancova"
    LIST_AS_INSTRUMENT = "list-as-instrument"


class Reason(StrEnum):
    """Why there is no estimate, or which two ways of counting disagree."""

    COACHED_LOST = "coached-lost"
    RULE_SET_CHANGED = "rule-set-changed"
    POINTS_UNKNOWN = "points-unknown"
    LIST_NOT_FOLLOWED = "list-not-followed"
    NO_MODEL = "no-model"
    SECOND_OPINION = "second-opinion"
    LOT = "lot"


@dataclass(frozen=True)
class EvaluationRules:
    """What the city decided about evaluating, before anybody was coached.

    Args:
        margin: an effect smaller than this would not matter, in points of the indicator.
        maximum_lost_share: more coached agencies without an outcome: no estimate.
        minimum_coached, minimum_others: fewer agencies: counts only.
        attendance_points: points of the indicator that somebody who attends earns by
            attending itself, at most; 0: none; None: nobody knows.
    """

    margin: float
    maximum_lost_share: float
    minimum_coached: int = 4
    minimum_others: int = 8
    attendance_points: float | None = 0.0


class Threat(StrEnum):
    """What can make a number say something else than it seems to say."""

    OVERRIDES = "overrides"
    ATTRITION = "attrition"
    MERGERS = "mergers"
    RULE_SET = "rule-set"
    POINTS = "points"
    SPILL_OVER = "spill-over"
    CEILING = "ceiling"
    PROGRAMMES = "programmes"


ASKED = (Threat.RULE_SET, Threat.SPILL_OVER, Threat.PROGRAMMES)


class Standing(StrEnum):
    """Whether a threat is there: looked for and not found, found, or nobody knows."""

    CLEAR = "clear"
    PRESENT = "present"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class ThreatAnswer:
    """What a person said of a threat that no record tells of."""

    present: bool
    detail: str
