"""Counts that may not be printed, and others beside them, so that sums do not give them away."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

ROUNDING = 1e-6  # of the solver
UNBOUNDED = (3, 4)  # its codes for that; 4: it looked no further than "unbounded or infeasible"


@dataclass(frozen=True)
class Sum:
    """One printed relation: the cell `total` is the sum of the cells `parts`, by number."""

    total: int
    parts: tuple[int, ...]


def suppress(counts: Sequence[int], sums: Iterable[Sum], smallest: int) -> frozenset[int]:
    """Return the numbers of the cells that are not printed.

    First every count from 1 to below `smallest`; nobody is no small group. Then, as
    long as somebody who knows the printed cells, the sums, and that counts are not
    negative could narrow a hidden one down to fewer than `smallest` possible steps,
    one more cell: the nearest to it in the sums, a part before a total, the smallest.

    Args:
        counts: n counts, totals among them.
        sums: how they add up.
        smallest: people a printed group has at least.

    Raises:
        ValueError: the counts do not add up.

    Source: cell suppression with a sliding protection range, audited by linear
        programming; Fischetti and Salazar (2000), Statistica Neerlandica 54, 1-21;
        Willenborg and de Waal (2001), Elements of Statistical Disclosure Control.
    """
    relations = tuple(sums)
    if any(counts[one.total] != sum(counts[part] for part in one.parts) for one in relations):
        raise ValueError("the counts do not add up")
    totals = {one.total for one in relations}
    hidden = {cell for cell, count in enumerate(counts) if 0 < count < smallest}
    unsure = deque(sorted(hidden))
    while unsure:
        # Hiding more never narrows what is hidden already: each cell is settled once.
        low, high = could_be(counts, relations, hidden, unsure[0])
        if high - low >= smallest - ROUNDING:
            unsure.popleft()
            continue
        near = _distances(relations, unsure[0], len(counts))
        printed = [cell for cell in range(len(counts)) if cell not in hidden]
        more = min(
            printed, key=lambda one: (near[one], one in totals, counts[one] == 0, counts[one], one)
        )
        hidden.add(more)
        unsure.append(more)
    return frozenset(hidden)


def audit(
    counts: Sequence[int], sums: Iterable[Sum], hidden: Iterable[int]
) -> Mapping[int, tuple[float, float]]:
    """Return between what bounds each hidden count can be computed from what is printed."""
    relations, unknown = tuple(sums), set(hidden)
    return {cell: could_be(counts, relations, unknown, cell) for cell in sorted(unknown)}


def could_be(
    counts: Sequence[int], sums: Sequence[Sum], hidden: Iterable[int], cell: int
) -> tuple[float, float]:
    """Return the least and the most that one hidden count can be; no bound is infinite."""
    places = {one: place for place, one in enumerate(sorted(hidden))}
    rows, right = [], []
    for one in sums:
        row, printed = np.zeros(len(places)), 0
        for sign, member in ((1, one.total), *((-1, part) for part in one.parts)):
            if member in places:
                row[places[member]] += sign
            else:
                printed += sign * counts[member]
        if row.any():
            rows.append(row)
            right.append(-printed)
    aim = np.zeros(len(places))
    aim[places[cell]] = 1.0
    return _extreme(aim, rows, right), -_extreme(-aim, rows, right)


def _extreme(aim: np.ndarray, rows: list[np.ndarray], right: list[int]) -> float:
    """Return the least value of a sum of hidden counts."""
    from scipy.optimize import linprog  # each start of a run would pay for it, few need it

    held = {"A_eq": np.array(rows), "b_eq": np.array(right)} if rows else {}
    found = linprog(aim, **held, bounds=(0, None), method="highs")
    # The counts themselves are a solution, so what is not solved has no end.
    return -inf if found.status in UNBOUNDED else float(found.fun)


def _distances(sums: Sequence[Sum], start: int, cells: int) -> list[int]:
    """Return for each cell over how many sums it is connected with one of them."""
    near = [cells] * cells
    near[start] = 0
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for one in sums:
            members = (one.total, *one.parts)
            if here in members:
                for member in members:
                    if near[member] > near[here] + 1:
                        near[member] = near[here] + 1
                        waiting.append(member)
    return near
