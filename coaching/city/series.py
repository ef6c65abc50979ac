"""Quarterly indicators of the made-up city: what agencies are like, and what coaching does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from coaching.city.agencies import AGENCIES

Table = NDArray[np.float64]  # agencies by quarters
YEARS_BEFORE = 3
QUARTERS = 4


@dataclass(frozen=True)
class Shape:
    """How an indicator is spread over agencies and quarters, in its own unit.

    Args:
        mean: over agencies.
        spread: standard deviation between agencies.
        drift: standard deviation of what changes from quarter to quarter and lasts.
        noise: standard deviation of one person's value around the agency's.
        low, high: what the indicator can be.
        effect: what full coaching adds, as a multiple of the city's `true_effect`.
        upwards: whether a better agency has a higher value.
    """

    mean: float
    spread: float
    drift: float
    noise: float
    low: float
    high: float
    effect: float
    upwards: bool = True


SHAPES: Mapping[str, Shape] = {
    "ip-asn": Shape(80.0, 6.0, 1.6, 12.0, 20, 100, 1.0),
    "good-performance": Shape(93.0, 5.0, 1.5, 12.0, 20, 100, 0.3),
    "twenty-hours": Shape(78.0, 13.0, 4.0, 30.0, 0, 100, 1.5),
    "unexcused-absence": Shape(4.0, 3.0, 0.8, 6.0, 0, 60, -0.2, upwards=False),
}
PERSISTENCE = 0.6  # share of a quarter's deviation that is still there a quarter later
COMMON = 0.7  # weight of what all indicators of an agency share


def make_series(seed: int, counts: Mapping[str, int]) -> dict[str, Table]:
    """Return each indicator over three years and the coaching year, as if nobody were coached."""
    dice = np.random.default_rng([seed, 2])
    quality = dice.standard_normal(len(AGENCIES))
    sizes = np.array([counts[agency.code] for agency in AGENCIES], dtype=float)
    return {code: _series(dice, shape, quality, sizes) for code, shape in SHAPES.items()}


def _series(dice: np.random.Generator, shape: Shape, quality: Table, sizes: Table) -> Table:
    quarters = (YEARS_BEFORE + 1) * QUARTERS
    own = dice.standard_normal(len(sizes))
    level = COMMON * quality + np.sqrt(1 - COMMON**2) * own
    level = shape.mean + (1 if shape.upwards else -1) * shape.spread * level
    shocks = dice.standard_normal((len(sizes), quarters)) * shape.drift
    lasting = np.zeros_like(shocks)
    lasting[:, 0] = shocks[:, 0]
    for quarter in range(1, quarters):
        fresh = np.sqrt(1 - PERSISTENCE**2) * shocks[:, quarter]
        lasting[:, quarter] = PERSISTENCE * lasting[:, quarter - 1] + fresh
    measured = dice.standard_normal((len(sizes), quarters)) * shape.noise / np.sqrt(sizes)[:, None]
    series: Table = level[:, None] + lasting + measured
    return series


def coached(
    series: Mapping[str, Table],
    agencies: Sequence[str],
    year: int,
    last_session: date,
    true_effect: float,
) -> dict[str, Table]:
    """Return the series with what coaching added: half in its last quarter, then all.

    A city that coaches in January sees more of it in that year than one that
    coaches in November.
    """  # fmt: skip
    dose = np.zeros((YEARS_BEFORE + 1) * QUARTERS)
    quarter = YEARS_BEFORE * QUARTERS + (last_session.month - 1) // 3
    quarter += (last_session.year - year) * QUARTERS
    if quarter < len(dose):
        dose[quarter] = 0.5
        dose[quarter + 1 :] = 1.0
    is_coached = np.array([agency.code in set(agencies) for agency in AGENCIES], dtype=float)
    return {
        code: table + np.outer(is_coached, dose) * true_effect * SHAPES[code].effect
        for code, table in series.items()
    }


def within(code: str, value: float) -> float:
    """Return a value as it is published: within its bounds, two decimals."""
    shape = SHAPES[code]
    return round(float(min(max(value, shape.low), shape.high)), 2)
