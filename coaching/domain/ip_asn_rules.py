"""Rule set `ipasn-2019` of the IP ASN (index of professionalism): its points, and what is decided.

Points are weighted already: 25 + 40 + 30 + 5 = 100. Source: Peraturan BKN 8/2019 with the
form of 2020, and a local government's implementation of it where those are silent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

EDUCATION: Mapping[str, float] = {
    "s3": 25, "s2": 20, "s1": 15, "d3": 10, "slta": 5, "sltp": 1,
}  # fmt: skip
NEVER_PUNISHED = 5.0
DISCIPLINE: Mapping[str, float] = {"minor": 3, "moderate": 2, "severe": 1}
# Lower bound of each band of the year's performance value, as printed, and its points.
PERFORMANCE = ((91, 30.0), (76, 25.0), (61, 15.0), (51, 5.0))
LOWEST_PERFORMANCE = 1.0
GOOD_PERFORMANCE = 25.0  # points of "Baik"
CATEGORIES = ((91, "very-high"), (81, "high"), (71, "middle"), (61, "low"))
LOWEST_CATEGORY = "very-low"
POSITION_TYPES = ("structural", "functional", "executor")
TRAINING = ("leadership", "functional", "technical", "workshop")
# Points of competence by kind of post; leadership training must match the echelon.
COMPETENCE: Mapping[str, Mapping[str, float]] = {
    "structural": {"leadership": 15, "technical": 15, "workshop": 10},
    "functional": {"functional": 15, "technical": 15, "workshop": 10},
    "executor": {"technical": 22.5, "workshop": 17.5},
}


class Holes(StrEnum):
    """What holds between the printed bounds of two bands, such as 70.5 between 61-70 and 71-80."""

    UPPER_INCLUSIVE = "upper-inclusive"  # above 70 is the next band already
    FROM_MINIMUM = "from-minimum"  # the next band begins at 71


class NoRow(StrEnum):
    """What it means that a person has no row in a list of events that was handed in."""

    NONE_HAPPENED = "none-happened"
    NOT_MEASURED = "not-measured"


@dataclass(frozen=True)
class Windows:
    """For how many years a training counts, the measured year included; None: for good."""

    leadership: int | None = None
    functional: int | None = None
    technical: int | None = None
    workshop: int | None = 2


@dataclass(frozen=True)
class IpAsnRules:
    """What the regulation leaves to be decided, or what of it could not be found.

    Args:
        subjects: whom it measures: "pns", "pppk".
        holes: where the bounds of bands and categories leave holes.
        technical_hours: least lesson hours (JP) of a technical training that counts.
        as_long_in_days: days that stand for those hours where none are told.
        as_long_in_months: the same in months.
        windows: by kind of post.
        performance_lag: years between the measured year and that of the performance value.
        predicates: points of the five words that took the place of the value in 2022.
        discipline_years: for how many years a punishment counts, the measured one included.
        no_training_row, no_discipline_row: see `NoRow`. A person without a row of
            performance is never measured in it.
    """

    subjects: tuple[str, ...] = ("pns",)
    holes: Holes = Holes.UPPER_INCLUSIVE
    technical_hours: float = 20
    as_long_in_days: float = 3
    as_long_in_months: float = 1
    windows: Mapping[str, Windows] = field(
        default_factory=lambda: {
            "structural": Windows(),
            "functional": Windows(),
            "executor": Windows(technical=1),
        }
    )
    performance_lag: int = 1
    predicates: Mapping[str, float] = field(
        default_factory=lambda: {
            "very-good": 30, "good": 25, "needs-improvement": 15, "poor": 5, "very-poor": 1,
        }
    )  # fmt: skip
    discipline_years: int = 5
    no_training_row: NoRow = NoRow.NONE_HAPPENED
    no_discipline_row: NoRow = NoRow.NONE_HAPPENED


def begins(lower: float, holes: Holes) -> float:
    """Return where a band begins: at its printed minimum, or just above the maximum before it."""
    return lower if holes is Holes.FROM_MINIMUM else lower - 1


def reaches(value: float, lower: float, holes: Holes) -> bool:
    """Say whether a value reaches the band with that printed minimum."""
    edge = begins(lower, holes)
    return value >= edge if holes is Holes.FROM_MINIMUM else value > edge


def category(index: float, holes: Holes) -> str:
    """Return the class of an index: very-low, low, middle, high or very-high."""
    reached = (name for lower, name in CATEGORIES if reaches(index, lower, holes))
    return next(reached, LOWEST_CATEGORY)
