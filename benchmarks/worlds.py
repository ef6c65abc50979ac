"""Cities whose truth is known: quarterly values of agencies that nobody coached."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from coaching.domain.indicators import Indicator

YEAR = 2025
YEARS = range(YEAR - 2, YEAR + 1)
QUARTERS = 4 * len(YEARS)
INDICATORS = tuple(
    Indicator(code, code, code, "points", 85.0, 35.0, 1.0) for code in ("service", "skill", "order")
)
OUTCOME = INDICATORS[0]

SPREAD = 6.0  # between agencies, lasting
SHARED = 0.5  # correlation of an agency's indicators
QUARTER_LUCK, PERSON_LUCK = 2.5, 11.0  # standard deviations within an agency
MEDIAN_STAFF, STAFF_SPREAD, FEWEST_STAFF, MOST_STAFF = 60, 1.0, 8, 1500
DRIFT, COMMON_SHOCK = 0.3, 0.5  # of all agencies alike, per quarter
LASTING_SHOCK, STAYS = 3.0, 0.8  # where what happens to an agency stays for a while


@dataclass(frozen=True)
class World:
    """One city: `values` as the programme keeps them, and what an effect would add to."""

    values: pd.DataFrame
    agencies: list[str]


def a_world(dice: np.random.Generator, agencies: int, *, persists: bool) -> World:
    """Draw a city of so many agencies over three years of quarters.

    Args:
        persists: what happens to an agency in a quarter lasts into the next ones, AR(1).
    """
    codes = [f"agency-{one:03d}" for one in range(agencies)]
    staff = np.exp(dice.normal(np.log(MEDIAN_STAFF), STAFF_SPREAD, agencies))
    staff = staff.clip(FEWEST_STAFF, MOST_STAFF)
    shared = dice.standard_normal(agencies)
    frames = [
        _frame(codes, one.code, _series(dice, staff, shared, persists=persists))
        for one in INDICATORS
    ]
    return World(pd.concat(frames, ignore_index=True), codes)


def _series(
    dice: np.random.Generator, staff: np.ndarray, shared: np.ndarray, *, persists: bool
) -> np.ndarray:
    shape = (len(staff), QUARTERS)
    own = dice.standard_normal(len(staff))
    level = 60 + SPREAD * (np.sqrt(SHARED) * shared + np.sqrt(1 - SHARED) * own)
    common = DRIFT * np.arange(QUARTERS) + np.cumsum(dice.normal(0, COMMON_SHOCK, QUARTERS))
    luck = np.sqrt(QUARTER_LUCK**2 + PERSON_LUCK**2 / staff)[:, None]
    table = level[:, None] + common + luck * dice.standard_normal(shape)
    return table + _lasting(dice, shape) if persists else table


def _lasting(dice: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    shocks = LASTING_SHOCK * dice.standard_normal(shape)
    for quarter in range(1, shape[1]):
        fresh = np.sqrt(1 - STAYS**2) * shocks[:, quarter]
        shocks[:, quarter] = STAYS * shocks[:, quarter - 1] + fresh
    return shocks


def _frame(codes: list[str], indicator: str, table: np.ndarray) -> pd.DataFrame:
    periods = [f"{year}-Q{quarter}" for year in YEARS for quarter in (1, 2, 3, 4)]
    return pd.DataFrame({
        "agency": np.repeat(codes, QUARTERS), "indicator": indicator,
        "period": np.tile(periods, len(codes)), "value": table.ravel(),
    })  # fmt: skip
