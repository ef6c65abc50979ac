"""Designs: who is compared with whom, and what is held equal."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from coaching.stats.least_squares import (
    FULL_LEVERAGE,
    Matrix,
    Vector,
    columns,
    fit,
    independent,
    leverages,
    t_quantile,
)

Flags = npt.NDArray[np.bool_]

TREATED = 1  # place of the treatment's column, after the constant


@dataclass(frozen=True)
class Estimate:
    """An effect with its uncertainty, in the unit of the outcome.

    Args:
        effect: best estimate.
        low, high: 95 per cent interval.
        detectable: the smallest effect found with 80 per cent chance at this precision.
        expected: per row, the outcome the model expects without treatment.
        dropped: names of covariates that said nothing the others did not.
        parts: per covariate that was kept, what it adds to each row's expectation,
            around 0: without the parts of some, the others are seen at their average.
    """

    effect: float
    low: float
    high: float
    standard_error: float
    freedom: int
    detectable: float
    expected: Vector
    dropped: tuple[str, ...] = ()
    parts: Mapping[str, Vector] = field(default_factory=dict)


def ancova(
    outcome: Sequence[float] | Vector,
    treated: Sequence[bool] | Vector | Flags,
    covariates: Mapping[str, Sequence[float] | Vector],
) -> Estimate:
    """Compare treated and other rows at equal covariates.

    Where treatment was given by a score, that very score must be among the
    covariates: at an equal score both groups regress to their means alike.

    Args:
        outcome: n values.
        treated: n flags, some of each kind.
        covariates: n values each, by name, those that matter most first; one that
            the others determine is dropped.

    Raises:
        ValueError: too few rows, one kind only, or a row that alone decides.

    Source: Angrist and Rokkanen (2015), JASA 110, 1331-1344, on conditioning on
        the assignment score; HC3 and t(n - p) as in `least_squares.fit`.
    """
    flags = np.asarray(treated, dtype=float)
    design, dropped = compared(flags, covariates)
    line = fit(np.asarray(outcome, dtype=float), design)
    low, high = line.interval(TREATED)
    effect = float(line.coefficients[TREATED])
    error = line.standard_error(TREATED)
    added = parts(design, line.coefficients, covariates, dropped)
    return Estimate(
        effect, low, high, error, line.freedom, detectable(error, line.freedom),
        line.fitted - effect * flags, dropped, added,
    )  # fmt: skip


def parts(
    design: Matrix, coefficients: Vector, names: Iterable[str], dropped: Collection[str]
) -> dict[str, Vector]:
    """Return what each covariate of a design adds to the rows, by its name.

    Args:
        design: constant, treatment and covariates, as `compared` returns it.
        names: of all covariates, those that were dropped too.
    """
    kept = [name for name in names if name not in dropped]
    return {
        name: coefficients[place] * design[:, place]
        for place, name in enumerate(kept, start=TREATED + 1)
    }


def compared(
    treated: Sequence[bool] | Vector | Flags, covariates: Mapping[str, Sequence[float] | Vector]
) -> tuple[Matrix, tuple[str, ...]]:
    """Return constant, treatment and the covariates that say something new, as columns.

    A covariate that differs from the ones before in one row alone would take that row
    for itself and leave HC3 undefined: it is dropped too, the last one first; the first
    covariate never is.

    Returns:
        The design, and the names of the covariates that were dropped.

    Raises:
        ValueError: one kind of rows only.
    """
    flags = np.asarray(treated, dtype=float)
    whole = columns(np.ones_like(flags), flags, *(_scaled(part) for part in covariates.values()))
    kept = independent(whole)
    if TREATED not in kept:
        raise ValueError("treated and others cannot be told apart from the constant")
    kept = _shared_by_rows(whole, kept)
    names = list(covariates)
    dropped = tuple(name for place, name in enumerate(names, start=2) if place not in kept)
    return whole[:, kept], dropped


def _shared_by_rows(whole: Matrix, kept: list[int]) -> list[int]:
    """Return the columns without the one by which a row alone decides; all where none helps."""
    if leverages(whole[:, kept]).max() <= FULL_LEVERAGE:
        return kept
    for column in reversed(kept[TREATED + 2 :]):
        fewer = [one for one in kept if one != column]
        if leverages(whole[:, fewer]).max() <= FULL_LEVERAGE:
            return fewer
    return kept


def difference_in_differences(
    outcome: Sequence[float] | Vector,
    before: Sequence[float] | Vector,
    treated: Sequence[bool] | Flags,
) -> float:
    """Return by how much more the treated changed than the others.

    Args:
        before: measured in a time that had no part in choosing the treated; the
            measurement they were chosen by would be a lucky or unlucky one.

    Source: evaluated against a base without the selection period, as the second
        opinion to an analysis of covariance.
    """
    change = np.asarray(outcome, dtype=float) - np.asarray(before, dtype=float)
    flags = np.asarray(treated, dtype=bool)
    return float(change[flags].mean() - change[~flags].mean())


def detectable(standard_error: float, freedom: int, power: float = 0.80) -> float:
    """Return the smallest effect that an interval of 95 per cent excludes zero for, that often.

    Source: Bloom (1995), Evaluation Review 19, 547-556: minimum detectable effects.
    """
    return (t_quantile(0.975, freedom) + t_quantile(power, freedom)) * standard_error


def _scaled(part: Sequence[float] | Vector) -> Vector:
    """Return a covariate around 0 with a spread of 1: the same effect, safer sums."""
    values = np.asarray(part, dtype=float)
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > 0 else np.zeros_like(values)
