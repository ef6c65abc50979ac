"""What is asked of an indicator once a year, and what can be said of it."""

from dataclasses import dataclass
from enum import StrEnum


class Check(StrEnum):
    """What is asked of an indicator.

    `coverage`: do agencies report it. `ceiling`: is its target reached by nearly
    all. `spread`: does it tell agencies apart. `persistence`: is the difference
    between agencies more than noise. `freshness`: are the values new ones.
    `association`: does it go with the outcome a period later.
    """

    COVERAGE = "coverage"
    CEILING = "ceiling"
    SPREAD = "spread"
    PERSISTENCE = "persistence"
    FRESHNESS = "freshness"
    ASSOCIATION = "association"


class Fate(StrEnum):
    """What becomes of an indicator: proposed by the review, decided by a person.

    `keep`: nothing speaks against it. `watch`: one check does. `change`: two or
    more do, for the first time. `retire`: two or more do, in two reviews running.
    """

    KEEP = "keep"
    WATCH = "watch"
    CHANGE = "change"
    RETIRE = "retire"


@dataclass(frozen=True)
class RelevanceRules:
    """Where the six checks draw their lines.

    Args:
        minimum_coverage: share of agencies with a value now.
        ceiling_share: share of values at the target or better at which it is reached by all.
        minimum_spread: least distance from the 10th to the 90th percentile, as a
            share of the distance from floor to target.
        minimum_persistence: share of the spread that must persist; its upper limit is judged.
        maximum_unchanged: share of agencies with exactly the value before.
        maximum_age_periods: age of the newest value, in periods.
        minimum_association: rank correlation; its upper limit is judged: that nothing
            could be shown is no evidence that nothing is there.
        double_counting: correlation from which two indicators count the same twice.
        follow_up_days: how long after a coaching an indicator must have moved to judge it.
    """

    minimum_coverage: float = 0.70
    ceiling_share: float = 0.90
    minimum_spread: float = 0.04
    minimum_persistence: float = 0.5
    maximum_unchanged: float = 0.80
    maximum_age_periods: float = 1.5
    minimum_association: float = 0.2
    double_counting: float = 0.9
    follow_up_days: int = 90


@dataclass(frozen=True)
class Finding:
    """What one check found.

    Args:
        figure: what was measured; None where it cannot be.
        judged: what was held against the bound, where it is not the figure itself:
            the upper limit, or the age in periods.
        bound: the line of the rules.
    """

    check: Check
    figure: float | None
    judged: float | None
    bound: float
    is_flagged: bool


@dataclass(frozen=True)
class IndicatorReview:
    """What the review says of one indicator.

    Args:
        period: the newest one with a value; None: there is no value at all.
        reported: agencies with a value then, of `agencies`.
        can_move: whether coaching can show in it within the follow-up; None: not said.
    """

    indicator: str
    period: str | None
    reported: int
    agencies: int
    findings: tuple[Finding, ...]
    proposal: Fate
    can_move: bool | None

    @property
    def flags(self) -> tuple[Check, ...]:
        """The checks that speak against it."""
        return tuple(one.check for one in self.findings if one.is_flagged)


@dataclass(frozen=True)
class Pair:
    """Two indicators that nearly say the same."""

    first: str
    second: str
    correlation: float


@dataclass(frozen=True)
class Redefined:
    """Something of an indicator's definition is not what it was at the last review."""

    indicator: str
    what: str
    before: str
    now: str


@dataclass(frozen=True)
class RelevanceReview:
    """The review of a year: one entry per indicator, and what concerns several."""

    indicators: tuple[IndicatorReview, ...]
    pairs: tuple[Pair, ...]
    redefined: tuple[Redefined, ...] = ()


def proposed(flags: int, flags_before: int) -> Fate:
    """Return what is proposed after so many flags now and at the last review."""
    if flags == 0:
        return Fate.KEEP
    if flags == 1:
        return Fate.WATCH
    return Fate.RETIRE if flags_before > 1 else Fate.CHANGE
