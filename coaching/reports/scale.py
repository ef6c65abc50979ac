"""A straight scale from values to mm on the page, with round ticks."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

ROUND_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
SMALLEST = 1e-9  # a spread below it is none: its ticks could not be told apart, nor reckoned


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` lie between `left` and `right` mm."""

    low: float
    high: float
    left: float
    right: float
    step: float

    def at(self, value: float) -> float:
        """Return where a value lies, in mm."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)

    @property
    def ticks(self) -> list[float]:
        """The round values on the scale, lowest first."""
        first = math.ceil(self.low / self.step - 1e-9)
        last = math.floor(self.high / self.step + 1e-9)
        return [round(number * self.step, 9) + 0.0 for number in range(first, last + 1)]


def covering(
    values: Iterable[float], left: float, right: float, *, ticks: int = 7, margin: float = 0.04
) -> Scale:
    """Return a scale that shows all values, with a little room at its ends.

    Args:
        values: what must be visible; at least one.
        left: mm of the lowest value.
        right: mm of the highest.
        ticks: about so many round values are wanted.
        margin: room at each end, as a share of the spread.
    """
    shown = list(values)
    low, high = min(shown), max(shown)
    spread = (high - low) or abs(high)
    if spread < SMALLEST:
        spread = 1.0
    low, high = low - margin * spread, high + margin * spread
    return Scale(low, high, left, right, _round_step((high - low) / ticks))


def _round_step(step: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(step))
    return next(magnitude * size for size in ROUND_STEPS if magnitude * size >= step * 0.999)
