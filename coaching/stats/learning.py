"""What people knew before and after: the mean gain of pairs."""

from dataclasses import dataclass

import numpy as np

from coaching.stats.least_squares import Vector, t_quantile


@dataclass(frozen=True)
class Gain:
    """The mean gain over pairs, in points of the test.

    Args:
        low, high: its 95 per cent interval; None: no gain differs from another.
        size: gain over the mean of both standard deviations (d_av); None: no spread.
    """

    before: float
    after: float
    gain: float
    low: float | None
    high: float | None
    size: float | None


def paired_gain(before: Vector, after: Vector) -> Gain:
    """Compare the same people before and after.

    All pairs count: people chosen by a low first test gain by chance alone.

    Args:
        before: n results, in points.
        after: n results of the same people, in the same order.

    Raises:
        ValueError: fewer than two pairs.

    Source: Lakens (2013), Frontiers in Psychology 4, 863, on d_av, which unlike d_z
        does not depend on how far both tests agree.
    """
    n = len(before)
    if n < 2:
        raise ValueError("fewer than two pairs")
    change = after - before
    gain = float(change.mean())
    error = float(change.std(ddof=1)) / n**0.5
    reach = t_quantile(0.975, n - 1) * error
    spread = float(np.std(before, ddof=1) + np.std(after, ddof=1)) / 2
    return Gain(
        float(before.mean()), float(after.mean()), gain,
        gain - reach if error else None, gain + reach if error else None,
        gain / spread if spread else None,
    )  # fmt: skip
