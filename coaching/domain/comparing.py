"""Which agencies an estimate compares, and why the rest are left out."""

from enum import StrEnum
from typing import Any

import pandas as pd


class Part(StrEnum):
    """An agency's part in an estimate.

    `coached`, `other`: compared. `lost`: no value afterwards. `unranked`: no frozen
    score, or no value before. `resting`: coached so recently that it is no comparison.
    """

    COACHED = "coached"
    OTHER = "other"
    LOST = "lost"
    UNRANKED = "unranked"
    RESTING = "resting"


def by_rule(rows: pd.DataFrame) -> "pd.Series[Any]":
    """Say whom the rule alone would have chosen; whoever was coached, where no list is known."""
    return rows["listed" if "listed" in rows else "coached"].astype(bool)


def parts(rows: pd.DataFrame) -> "pd.Series[Any]":
    """Return every agency's part, in the order of the rows.

    Args:
        rows: as `coaching.domain.evaluation.evaluate` takes them.
    """
    coached = rows["coached"].astype(bool)
    resting = rows["resting"].astype(bool) & ~coached if "resting" in rows else ~coached & coached
    found = pd.Series(Part.OTHER.value, rows.index, dtype=object).mask(coached, Part.COACHED.value)
    found = found.mask(rows["outcome"].isna(), Part.LOST.value)
    found = found.mask(rows["score"].isna() | rows["baseline"].isna(), Part.UNRANKED.value)
    return found.mask(resting, Part.RESTING.value)
