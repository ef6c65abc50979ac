"""Coaching years small enough to reckon by hand."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from coaching.domain.evaluation import Evaluation, evaluate
from coaching.domain.evaluation_rules import EvaluationRules
from coaching.domain.indicators import Indicator

MORE = Indicator("service", "Service", "Service", "points", 100, 0, 1)
LESS = Indicator("stress", "Stress", "Stress", "points", 0, 100, 1)
# Luck that adds up to nothing in each group and at each level.
LUCK = np.array([1.0, -1, -1, 1])


def table(effect: float, *, noise: float = 1.0, coached: int = 4, others: int = 8) -> pd.DataFrame:
    """Return agencies whose coached ones end `effect` above the others, each with its luck.

    The frozen score alternates alike in both groups, so holding it equal moves nothing.
    """
    flags = np.array([True] * coached + [False] * others)
    place = np.arange(len(flags))
    luck = noise * LUCK[place % 4]
    level = np.array([50.0, 50, 60, 60])[place % 4]
    score = np.array([0.5, 0.5, 0.4, 0.4])[place % 4]
    return pd.DataFrame({
        "agency": [f"agency-{one:02d}" for one in place],
        "coached": flags,
        "score": score,
        "baseline": level,
        "earlier": np.nan,
        "outcome": level + 2 + luck + effect * flags,
    })  # fmt: skip


def turned(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the same agencies where less is better."""
    return rows.assign(**{name: 100 - rows[name] for name in ("baseline", "earlier", "outcome")})


def judged(rows: pd.DataFrame, indicator: Indicator = MORE, **rules: float) -> Evaluation:
    told = {"margin": 1.0, "maximum_lost_share": 0.2, **rules}
    return evaluate(rows, indicator, EvaluationRules(**told))  # type: ignore[arg-type]


def lose(rows: pd.DataFrame, places: Sequence[int], column: str = "outcome") -> pd.DataFrame:
    rows = rows.copy()
    rows.loc[list(places), column] = np.nan
    return rows
