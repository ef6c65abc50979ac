"""What an indicator is, which way it points, and the periods its values are of."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

WRITTEN = re.compile(r"^(\d{4})(?:-Q([1-4]))?$")


@dataclass(frozen=True)
class Indicator:
    """One measure of an agency.

    Args:
        code: how files and tables call it.
        unit: of its values, target and floor.
        target: the value at which nothing is missing.
        floor: the value at which everything is; above the target where less is better.
        weight: its part in the need, 0 or more; only the ratio to others matters.
        mean_over_people: its values are means over employees, and so less sure where
            those are few.
        person_spread: standard deviation of one employee's value around the agency's,
            where that is known; else the quarters tell how noisy a value is.
        largest_jump: a greater change from one period to the next is not believed
            before somebody has confirmed it; None: any change is.
        defined_since: period from which on it is measured as now, e.g. "2024-Q3".

    Raises:
        ValueError: target and floor are the same, or the weight is negative.
    """

    code: str
    title: str
    short_title: str
    unit: str
    target: float
    floor: float
    weight: float
    legal_basis: str = ""
    mean_over_people: bool = False
    person_spread: float | None = None
    largest_jump: float | None = None
    defined_since: str = ""

    def __post_init__(self) -> None:
        if self.target == self.floor:
            raise ValueError(f"{self.code}: target and floor must differ")
        if self.weight < 0:
            raise ValueError(f"{self.code}: a weight cannot be negative")

    @property
    def higher_is_better(self) -> bool:
        """Target above floor: more is better."""
        return self.target > self.floor


@dataclass(frozen=True)
class Period:
    """A year, or one quarter of it; written "2018" or "2018-Q3"."""

    year: int
    quarter: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a period; ValueError where it is written otherwise."""
        found = WRITTEN.match(text)
        if found is None:
            raise ValueError(f"not a period: {text!r}")
        return cls(int(found[1]), int(found[2]) if found[2] else None)

    def __str__(self) -> str:
        return f"{self.year:04d}" if self.quarter is None else f"{self.year:04d}-Q{self.quarter}"

    @property
    def starts_on(self) -> date:
        """Its first day."""
        return date(self.year, 1 if self.quarter is None else 3 * self.quarter - 2, 1)

    @property
    def ends_on(self) -> date:
        """Its last day."""
        if self.quarter is None or self.quarter == 4:
            return date(self.year, 12, 31)
        return date(self.year, 3 * self.quarter + 1, 1) - timedelta(days=1)
