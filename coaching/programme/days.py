"""Days of a coaching year as `config/` writes them: "MM-DD", or "next-MM-DD"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

from coaching.programme.section import refuse

WRITTEN = re.compile(r"^(next-)?(\d{2})-(\d{2})$")
LEAP_YEAR = 2024  # has every day a year can have


@dataclass(frozen=True)
class DayOfYear:
    """A day that comes every year; `next_year` puts it in the year after."""

    month: int
    day: int
    next_year: bool = False

    def in_year(self, year: int) -> date:
        """Return the day; 29 February is the 28th in a year that has none."""
        year += self.next_year
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month + 1, 1) - timedelta(days=1)

    def __str__(self) -> str:
        return f"{'next-' if self.next_year else ''}{self.month:02d}-{self.day:02d}"


def _written(value: object) -> DayOfYear:
    if isinstance(value, DayOfYear):
        return value
    found = WRITTEN.match(str(value))
    if found is None:
        raise refuse("not-a-day")
    month, day = int(found[2]), int(found[3])
    try:
        date(LEAP_YEAR, month, day)
    except ValueError:
        raise refuse("not-a-day") from None
    return DayOfYear(month, day, next_year=found[1] is not None)


Day = Annotated[DayOfYear, BeforeValidator(_written), PlainSerializer(str)]
