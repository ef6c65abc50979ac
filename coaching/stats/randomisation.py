"""Where a lot was drawn: how often another draw would have given as much, no model needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import numpy.typing as npt

from coaching.stats.designs import Flags
from coaching.stats.least_squares import Matrix, Vector, columns, independent

MOST_DRAWS = 20_000  # more possible draws than that are sampled
SAMPLED = 9_999  # and the draw that was made: 10 000
SAME = 1e-9  # draws that differ by rounding alone gave the same


@dataclass(frozen=True)
class LotTest:
    """What a lot says.

    Args:
        chance: share of possible draws with at least as large a difference, 0 to 1.
        draws: how many were looked at.
        is_exact: they are all there are.
    """

    chance: float
    draws: int
    is_exact: bool


def can_be_rare(draws: int, share: float) -> bool:
    """Say whether a draw of that many could be as rare as that, so that the lot can tell.

    The draw that was made and its mirror image differ about as much, so two of them count.
    """
    return 2 / draws <= share


def lot_test(
    outcome: Sequence[float] | Vector,
    treated: Sequence[bool] | Flags,
    in_lot: Sequence[bool] | Flags,
    covariates: Mapping[str, Sequence[float] | Vector],
    seed: int = 0,
) -> LotTest:
    """Return how often a lot drawn anew would differ as much, if treatment did nothing.

    Args:
        outcome: n values.
        treated: n flags.
        in_lot: n flags: among whom the lot decided; the others stay as they were.
        covariates: n values each, known before the draw; they sharpen the comparison
            and cannot make it wrong.
        seed: of the sampled draws, where there are too many to look at all.

    Raises:
        ValueError: nobody, or everybody, in the lot was drawn.

    Source: Fisher (1935), The Design of Experiments; Rosenbaum (2002),
        Statistical Science 17, 286-327, on covariates.
    """
    flags, pool = np.asarray(treated, dtype=bool), np.flatnonzero(np.asarray(in_lot, dtype=bool))
    drawn = int(flags[pool].sum())
    if not 0 < drawn < len(pool):
        raise ValueError("a lot needs some who were drawn and some who were not")
    draws, is_exact = _draws(flags, pool, drawn, seed)
    whole = columns(np.ones(len(flags)), *covariates.values())
    basis = np.linalg.qr(whole[:, independent(whole)])[0]
    sizes = _effects(np.asarray(outcome, dtype=float), draws, basis)
    # The draw that was made is the first one.
    as_large = sizes >= sizes[0] - SAME * max(1.0, sizes[0])
    return LotTest(float(as_large.mean()), len(draws), is_exact)


def _draws(flags: Flags, pool: npt.NDArray[np.intp], drawn: int, seed: int) -> tuple[Matrix, bool]:
    possible = comb(len(pool), drawn)
    if possible <= MOST_DRAWS:
        made = tuple(pool[flags[pool]])
        chosen = [made, *(one for one in combinations(pool, drawn) if one != made)]
    else:
        dice = np.random.default_rng(seed)
        chosen = [tuple(pool[flags[pool]])]
        chosen += [tuple(dice.permutation(pool)[:drawn]) for _ in range(SAMPLED)]
    table = np.tile(flags.astype(float), (len(chosen), 1))
    table[:, pool] = 0.0
    for row, places in enumerate(chosen):
        table[row, list(places)] = 1.0
    return table, possible <= MOST_DRAWS


def _effects(outcome: Vector, draws: Matrix, basis: Matrix) -> Vector:
    """Return the size of each draw's effect at equal covariates (Frisch, Waugh and Lovell)."""
    rest = outcome - basis @ (basis.T @ outcome)
    left = draws - (draws @ basis) @ basis.T
    spread = np.sum(left**2, axis=1)
    effects: Vector = np.zeros_like(spread)
    np.divide(np.abs(left @ rest), spread, out=effects, where=spread > SAME)
    return effects
