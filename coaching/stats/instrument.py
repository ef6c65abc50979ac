"""A treatment that did not follow its list: the list as instrument."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coaching.stats.designs import TREATED, Estimate, Flags, compared, detectable, parts
from coaching.stats.least_squares import FULL_LEVERAGE, Matrix, Vector, fit, independent, t_quantile


@dataclass(frozen=True)
class Instrumented:
    """An effect by two-stage least squares.

    Args:
        found: the estimate.
        strength: squared t value of the list on the treatment; below 10 the list says
            so little of who was treated that the interval cannot be trusted.
    """

    found: Estimate
    strength: float


def two_stage(
    outcome: Sequence[float] | Vector,
    treated: Sequence[bool] | Vector | Flags,
    listed: Sequence[bool] | Vector | Flags,
    covariates: Mapping[str, Sequence[float] | Vector],
) -> Instrumented:
    """Compare rows by who was on the list, and scale by how far the list was followed.

    Who was added or struck out by hand may differ in ways no score knows; the list
    does not. Where everybody on the list and nobody else was treated, this is
    `ancova`, standard error included.

    Args:
        outcome: n values.
        treated: n flags: who was treated.
        listed: n flags: who would have been by the score alone.
        covariates: n values each, by name, the score among them.

    Raises:
        ValueError: as `ancova`, or the list says nothing of who was treated.

    Source: Angrist, Imbens and Rubin (1996), JASA 91, 444-455; HC3 with the
        leverages of the second stage.
    """
    values, flags = np.asarray(outcome, dtype=float), np.asarray(treated, dtype=float)
    first, dropped = compared(listed, covariates)
    strength = _strength(flags, first)
    second = first.copy()
    second[:, TREATED] = first @ np.linalg.lstsq(first, flags, rcond=None)[0]
    if len(independent(second)) < second.shape[1]:
        raise ValueError("the list says nothing of who was treated")
    orthogonal, triangle = np.linalg.qr(second)
    leverage = np.sum(orthogonal**2, axis=1)
    if leverage.max() > FULL_LEVERAGE:
        raise ValueError("one row alone decides a coefficient")
    inverse = np.linalg.inv(triangle)
    coefficients = inverse @ (orthogonal.T @ values)
    actual = first.copy()
    actual[:, TREATED] = flags
    residuals = values - actual @ coefficients
    influence = (orthogonal * (residuals / (1 - leverage))[:, None]) @ inverse.T
    error = float(np.sqrt(np.sum(influence[:, TREATED] ** 2)))
    effect, freedom = float(coefficients[TREATED]), len(values) - first.shape[1]
    reach = t_quantile(0.975, freedom) * error
    expected = actual @ coefficients - effect * flags
    found = Estimate(
        effect, effect - reach, effect + reach, error, freedom, detectable(error, freedom),
        expected, dropped, parts(actual, coefficients, covariates, dropped),
    )  # fmt: skip
    return Instrumented(found, strength)


def _strength(flags: Vector, first: Matrix) -> float:
    """Return the squared t value of the list; infinite where it was followed exactly."""
    if np.array_equal(flags, first[:, TREATED]):
        return float("inf")
    line = fit(flags, first)
    return float((line.coefficients[TREATED] / line.standard_error(TREATED)) ** 2)
