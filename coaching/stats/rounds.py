"""Several rounds together: one comparison each, averaged, whose errors belong to the same units."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coaching.stats.designs import TREATED, Flags, compared, detectable
from coaching.stats.least_squares import Vector, fit, t_quantile


@dataclass(frozen=True)
class Round:
    """One round's rows, as `ancova` takes them, and whose they are.

    Args:
        units: n names; a unit that stands in several rounds is one source of error.
    """

    units: Sequence[str]
    outcome: Sequence[float] | Vector
    treated: Sequence[bool] | Vector | Flags
    covariates: Mapping[str, Sequence[float] | Vector]


@dataclass(frozen=True)
class Pooled:
    """The mean effect of several rounds, in the unit of the outcome."""

    effect: float
    low: float
    high: float
    standard_error: float
    freedom: int
    detectable: float
    rounds: int


def pooled(rounds: Sequence[Round]) -> Pooled:
    """Average the effects of rounds, each estimated by analysis of covariance.

    Rows of different rounds are never compared with each other, so a common change
    between years cannot enter. With a single round this is `ancova`.

    Raises:
        ValueError: no round, or one that `ancova` would refuse.

    Source: stacked regressions as in Cengiz et al. (2019), QJE 134, 1405-1454;
        influence functions summed by unit, Liang and Zeger (1986), Biometrika 73,
        13-22, with the residuals of HC3.
    """
    if not rounds:
        raise ValueError("there is no round to pool")
    errors: dict[str, float] = defaultdict(float)
    effects, widest = [], 0
    for one in rounds:
        design, _ = compared(one.treated, one.covariates)
        line = fit(np.asarray(one.outcome, dtype=float), design)
        effects.append(float(line.coefficients[TREATED]))
        widest = max(widest, design.shape[1])
        for unit, part in zip(one.units, line.influence[:, TREATED], strict=True):
            errors[unit] += float(part) / len(rounds)
    error = float(np.sqrt(sum(part**2 for part in errors.values())))
    effect, freedom = float(np.mean(effects)), len(errors) - widest
    reach = t_quantile(0.975, freedom) * error
    return Pooled(
        effect, effect - reach, effect + reach, error, freedom,
        detectable(error, freedom), len(rounds),
    )  # fmt: skip
