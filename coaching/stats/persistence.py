"""How much of the spread between units persists from period to period."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FEWEST_ROWS, FEWEST_COLUMNS = 3, 2


@dataclass(frozen=True)
class Persistence:
    """Share of the spread that persists, 0 to 1, and the upper end of its 95 % interval."""

    share: float
    upper: float


def persistence(panel: NDArray[np.float64]) -> Persistence | None:
    """Return the consistency intraclass correlation of single values, ICC(C,1).

    What moves every unit by the same amount in a period does not count as noise.

    Args:
        panel: one row per unit, one column per period; rows with a missing value
            are left out.

    Returns:
        None with fewer than 3 complete rows or 2 columns, or where nothing differs at all.

    Source: Shrout & Fleiss (1979), Psychological Bulletin 86(2), case 3; interval of
        McGraw & Wong (1996), Psychological Methods 1(1), table 7.
    """
    complete = panel[~np.isnan(panel).any(axis=1)]
    rows, columns = complete.shape
    if rows < FEWEST_ROWS or columns < FEWEST_COLUMNS:
        return None
    by_row = complete.mean(axis=1)
    centred = complete - by_row[:, None] - complete.mean(axis=0) + complete.mean()
    between = columns * float(by_row.var(ddof=1))
    freedom = (rows - 1) * (columns - 1)
    within = float((centred**2).sum()) / freedom
    if within <= 1e-12 * max(between, 1e-12):
        return None if between <= 1e-12 else Persistence(1.0, 1.0)
    ratio = between / within
    from scipy.special import fdtri  # here: each start of a run would pay for it

    highest = ratio * float(fdtri(freedom, rows - 1, 0.975))
    return Persistence(
        share=(ratio - 1) / (ratio + columns - 1), upper=(highest - 1) / (highest + columns - 1)
    )
