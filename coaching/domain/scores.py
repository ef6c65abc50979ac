"""What each measured value most probably is, and how far off it may be."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from coaching.domain.indicators import Indicator
from coaching.stats.shrinkage import towards_the_mean


@dataclass(frozen=True)
class Scores:
    """Values as they count.

    Args:
        value: agency by indicator, each in its own unit; missing: no value.
        error: standard error of each; 0 where nothing is known of it.
    """

    value: pd.DataFrame
    error: pd.DataFrame


def scores(values: pd.DataFrame, errors: pd.DataFrame, indicators: Sequence[Indicator]) -> Scores:
    """Draw means over few people towards the mean of all agencies; leave the others alone.

    Only indicators that are means over people: a small agency must not be listed, or
    spared, by the luck of a handful.

    Args:
        values: agency by indicator.
        errors: standard error of each value; missing: unknown, and then it stays.
    """
    value, error = values.copy(), errors.fillna(0.0).where(values.notna())
    for one in indicators:
        if one.mean_over_people:
            value[one.code], error[one.code] = towards_the_mean(
                values[one.code].to_numpy(float), errors[one.code].to_numpy(float)
            )
    return Scores(value, error.replace([np.inf], 0.0))
