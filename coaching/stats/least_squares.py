"""Ordinary least squares with standard errors that hold in small, uneven groups."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]

RANK_TOLERANCE = 1e-9  # relative to the column's own length
FULL_LEVERAGE = 1 - 1e-9
NO_SPREAD = 1e-10  # what rounding leaves of a perfect fit, relative to the outcome


@dataclass(frozen=True)
class Fit:
    """A fitted line.

    Args:
        coefficients: one per column.
        covariance: HC3, one row and column per coefficient.
        freedom: rows less columns.
        fitted: one value per row, in the unit of the outcome.
        influence: n rows: what each adds to the error of each coefficient;
            summed squares are the covariance, so rows of one owner can be summed first.
    """

    coefficients: Vector
    covariance: Matrix
    freedom: int
    fitted: Vector
    influence: Matrix

    def standard_error(self, column: int) -> float:
        """Return the standard error of one coefficient."""
        return float(np.sqrt(self.covariance[column, column]))

    def interval(self, column: int, level: float = 0.95) -> tuple[float, float]:
        """Return the t interval of one coefficient."""
        reach = t_quantile((1 + level) / 2, self.freedom) * self.standard_error(column)
        middle = float(self.coefficients[column])
        return middle - reach, middle + reach


def fit(outcome: Vector, design: Matrix) -> Fit:
    """Fit a line and estimate the spread of its coefficients by HC3.

    Args:
        outcome: n values.
        design: n rows, p columns, of full rank; the constant is a column like others.

    Raises:
        ValueError: not more rows than columns, redundant columns, a row that alone
            decides a coefficient (leverage 1), for which HC3 is undefined, or a
            perfect fit, whose interval would be rounding and nothing else.

    Source: MacKinnon and White (1985), Journal of Econometrics 29, 305-325;
        Long and Ervin (2000), The American Statistician 54, 217-224.
    """
    n, p = design.shape
    if n <= p:
        raise ValueError(f"{n} rows cannot carry {p} coefficients")
    if len(independent(design)) < p:
        raise ValueError("columns say the same as others")
    orthogonal, triangle = np.linalg.qr(design)
    leverage = np.sum(orthogonal**2, axis=1)
    if leverage.max() > FULL_LEVERAGE:
        raise ValueError("one row alone decides a coefficient")
    inverse = np.linalg.inv(triangle)
    coefficients = inverse @ (orthogonal.T @ outcome)
    fitted = design @ coefficients
    residuals = outcome - fitted
    if np.linalg.norm(residuals) <= NO_SPREAD * np.linalg.norm(outcome):
        raise ValueError("no spread is left to judge the precision by")
    weighted = orthogonal * (residuals / (1 - leverage))[:, None]
    influence = weighted @ inverse.T
    return Fit(coefficients, influence.T @ influence, n - p, fitted, influence)


def leverages(design: Matrix) -> Vector:
    """Return how far each row decides its own fitted value, 0 to 1; full rank is taken as given."""
    found: Vector = np.sum(np.linalg.qr(design)[0] ** 2, axis=1)
    return found


def independent(design: Matrix) -> list[int]:
    """Return the columns, first ones first, that say something the ones before do not."""
    kept: list[int] = []
    basis: list[Vector] = []
    for column in range(design.shape[1]):
        vector = design[:, column].astype(float)
        length = float(np.linalg.norm(vector))
        rest = vector.copy()
        for _ in range(2):  # once more: what rounding left over of the first pass
            for direction in basis:
                rest = rest - direction * (direction @ rest)
        remaining = float(np.linalg.norm(rest))
        if length > 0 and remaining > RANK_TOLERANCE * length:
            kept.append(column)
            basis.append(rest / remaining)
    return kept


def t_quantile(probability: float, freedom: int) -> float:
    """Return a quantile of Student's t."""
    from scipy.special import stdtrit  # here: each start of a run would pay for it

    return float(stdtrit(freedom, probability))


def columns(*parts: Sequence[float] | Vector) -> Matrix:
    """Return vectors of equal length side by side."""
    return np.column_stack([np.asarray(part, dtype=float) for part in parts])
