"""The words and numbers of one report: its language, and the unit of its indicator."""

from dataclasses import dataclass
from datetime import date

from coaching.domain.indicators import Period
from coaching.rendering import formats, words
from coaching.rendering.formats import NO_BREAK


@dataclass(frozen=True)
class Wording:
    """Speaks one language about one indicator.

    Args:
        language: "id" or "en".
        unit: of the indicator, as the city calls it.
        digits: after the decimal sign.
        differs: amounts are differences: between two percentages lie percentage points.
    """

    language: str
    unit: str = ""
    digits: int = 1
    differs: bool = False

    def say(self, key: str, **facts: object) -> str:
        """Return a text of the report's catalogue."""
        return words.say(f"report.{key}", self.language, **facts)

    def number(self, value: float, digits: int | None = None) -> str:
        """Return a value with the decimal sign of the language and a real minus."""
        places = self.digits if digits is None else digits
        return formats.number(value, self.language, digits=places)

    def plain(self, value: float) -> str:
        """Return a round value of a scale without needless decimals."""
        places = next(digits for digits in range(7) if abs(value - round(value, digits)) < 1e-9)
        return self.number(value, places)

    def tick(self, value: float) -> str:
        """Return a round value of a scale with its sign."""
        return f"+{self.plain(value)}" if value > 0 else self.plain(value)

    def signed(self, value: float) -> str:
        """Return a value with its sign; one that rounds to nothing has none."""
        return formats.number(value, self.language, digits=self.digits, signed=True)

    def unit_name(self, value: float = 0) -> str:
        """Return what the unit is called in this language, after one or after several."""
        tables = ("unit_one", "unit") if value == 1 else ("unit",)
        for table in (*(f"{one}_difference" for one in tables if self.differs), *tables):
            if words.has(f"report.{table}.{self.unit}", self.language):
                return self.say(f"{table}.{self.unit}")
        return self.unit

    def amount(self, value: float) -> str:
        """Return a value and its unit, which stay on one line."""
        return self._with_unit(self.number(value), value)

    def plain_amount(self, value: float) -> str:
        """Return a round value and its unit."""
        return self._with_unit(self.plain(value), value)

    def signed_amount(self, value: float) -> str:
        """Return a value with its sign and its unit."""
        return self._with_unit(self.signed(value), value)

    def _with_unit(self, number: str, value: float) -> str:
        return f"{number}{NO_BREAK}{self.unit_name(value)}".rstrip(NO_BREAK)

    def count(self, number: int) -> str:
        """Return a count with the thousands sign of the language."""
        return formats.number(number, self.language, digits=0)

    def opening_count(self, number: int) -> str:
        """Return a count as the first word of a sentence; a large one in digits."""
        word = formats.count_words(number, self.language)
        return word[:1].upper() + word[1:]

    def period(self, written: str) -> str:
        """Return a year or a quarter ("2025-Q3") as a reader would say it."""
        told = Period.parse(written)
        if told.quarter is None:
            return str(told)
        return self.say("quarterly.period", quarter=told.quarter, year=told.year)

    def day(self, day: date) -> str:
        """Return a date without its weekday."""
        return formats.short_date(day, self.language)
