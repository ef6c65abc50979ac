"""Where an agency stands on the list, how sure that is, and what would move it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

import numpy as np
import numpy.typing as npt

from coaching.domain.frames import records
from coaching.domain.gaps import gaps
from coaching.domain.indicators import Indicator
from coaching.domain.redraws import need_draws
from coaching.domain.selection import Selection
from coaching.domain.selection_rules import BY_NEED, Decision, SelectionRules
from coaching.stats.shrinkage import towards_the_mean

Numbers = npt.NDArray[np.float64]

LIKELY = (0.05, 0.95)  # ranks between these quantiles are called plausible
STEPS, STEP = 60, 0.1  # how finely a value is moved until the decision would be another


@dataclass(frozen=True)
class Standing:
    """How often each rank came up when values and weights were drawn again.

    Args:
        low, high: the plausible ranks, 9 of 10 redraws lie between them.
        counts: redraws by rank, from rank 1.
    """

    low: int
    high: int
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Move:
    """One indicator's value as it is, and as it would have to be."""

    indicator: str
    before: float
    after: float


def standings(
    selection: Selection, indicators: Sequence[Indicator], rules: SelectionRules
) -> dict[str, Standing]:
    """Return how sure the rank of each ranked agency is; empty where nothing is drawn again."""
    codes = selection.scores.value.index
    ranked = codes.isin(selection.table.loc[selection.table["rank"].notna(), "agency"])
    if rules.redraws == 0 or not ranked.any():
        return {}
    need = need_draws(
        np.random.default_rng(rules.redraw_seed), selection.scores, indicators, rules
    )[:, ranked]
    places = np.argsort(np.argsort(-need, axis=1, kind="stable"), axis=1) + 1
    low, high = np.quantile(places, LIKELY, axis=0, method="nearest")
    found = {}
    for place, code in enumerate(codes[ranked]):
        often = np.bincount(places[:, place], minlength=need.shape[1] + 1)[1:]
        counts = tuple(int(one) for one in often)
        found[str(code)] = Standing(int(low[place]), int(high[place]), counts)
    return found


def places_by_need(selection: Selection) -> int:
    """Return how many places went by need: what is left of the capacity after musts."""
    return int(selection.table["decision"].isin([one.value for one in BY_NEED]).sum())


def turning_points(
    selection: Selection,
    indicators: Sequence[Indicator],
    agency: str,
    most: int = 2,
) -> list[tuple[Move, ...]]:
    """Return changes that would bring an agency below, or above, the line of the neediest.

    The line runs below the greatest needs, as many as there are places by need,
    among those whose need decides. Each change is enough alone, all else as it was:
    first of single indicators, those that weigh most, then of the first two together.
    Found by computing the list again, with values moved in steps of a tenth.
    """
    [row] = [one for one in records(selection.table) if one["agency"] == agency]
    others = _others(selection, agency)
    places = places_by_need(selection)
    decided_by_need = {one.value for one in (*BY_NEED, Decision.RESERVE)}
    if row["decision"] not in decided_by_need or not 0 < places <= len(others):
        return []
    is_above = float(row["need"]) > others[places - 1]
    parts = [part for part in row["contributions"] if part["weight"] > 0]
    if is_above:
        parts = [part for part in parts if part["gap"] > 0]
    order = sorted(parts, key=lambda part: -part["weight"] * (part["gap"] if is_above else 1))
    again = _Again(selection, indicators, agency, is_above, places)
    found = [moves for part in order[:most] if (moves := again.single(part))]
    both = again.both(order[0], order[1]) if len(order) > 1 else ()
    if both and len(found) == most and all(map(_is_smaller, both, (one[0] for one in found))):
        found.append(both)
    return found


def _is_smaller(move: Move, alone: Move) -> bool:
    return abs(move.after - move.before) < abs(alone.after - alone.before)


def _others(selection: Selection, agency: str) -> list[float]:
    """Return the needs of the others whose need decides, greatest first."""
    table = selection.table
    deciding = table["decision"].isin([one.value for one in (*BY_NEED, Decision.RESERVE)])
    return sorted(table.loc[deciding & (table["agency"] != agency), "need"], reverse=True)


@dataclass(frozen=True)
class _Again:
    """The need of every agency, computed again with one agency's values moved."""

    selection: Selection
    indicators: Sequence[Indicator]
    agency: str
    is_above: bool
    places: int

    def single(self, part: Mapping[str, float]) -> tuple[Move, ...]:
        """Return the smallest move of one indicator that is enough; () where none is."""
        for value in self._values(part):
            if self._crosses({str(part["indicator"]): value}):
                return (self._move(part, value),)
        return ()

    def both(self, first: Mapping[str, float], second: Mapping[str, float]) -> tuple[Move, ...]:
        """Return the smallest move of two together that is enough; () where none is."""
        for one, other in zip(self._values(first), self._values(second), strict=False):
            moved = {str(first["indicator"]): one, str(second["indicator"]): other}
            if self._crosses(moved):
                return (self._move(first, one), self._move(second, other))
        return ()

    def _values(self, part: Mapping[str, float]) -> Iterator[float]:
        """Return values between the present one and target or floor, in rounded steps."""
        end = part["target"] if self.is_above else part["floor"]
        start = part["value"]
        for number in range(1, STEPS + 1):
            value = start + (end - start) * number / STEPS
            away = ceil if end > start else lambda told: -ceil(-told)
            yield round(away(value / STEP - 1e-9) * STEP, 6)

    def _move(self, part: Mapping[str, float], value: float) -> Move:
        return Move(str(part["indicator"]), part["value"], value)

    def _crosses(self, moved: Mapping[str, float]) -> bool:
        need = self._needs(moved)
        mine = need[self._codes.index(self.agency)]
        others = [need[self._codes.index(code)] for code in self._deciding]
        line = sorted(others, reverse=True)[self.places - 1]
        return bool(mine < line if self.is_above else mine > line)

    def _needs(self, moved: Mapping[str, float]) -> list[float]:
        """Return the need of every agency; plain numbers, since it is asked thousands of times."""
        counted = self._counted.copy()
        for place, one in enumerate(self.indicators):
            if one.code in moved:
                column = self._raw[:, place].copy()
                column[self._codes.index(self.agency)] = moved[one.code]
                if one.mean_over_people:
                    column, _ = towards_the_mean(column, self._errors[:, place])
                counted[:, place] = column
        gap = gaps(counted, self.indicators)
        weights = np.array([one.weight for one in self.indicators])
        observed = (~np.isnan(gap) * weights).sum(axis=1)
        return list(np.nansum(gap * weights, axis=1) / np.where(observed > 0, observed, np.nan))

    @cached_property
    def _codes(self) -> list[str]:
        return [str(code) for code in self.selection.values.index]

    @cached_property
    def _raw(self) -> Numbers:
        return self.selection.values.to_numpy(np.float64)

    @cached_property
    def _errors(self) -> Numbers:
        return self.selection.errors.to_numpy(np.float64)

    @cached_property
    def _counted(self) -> Numbers:
        return self.selection.scores.value.to_numpy(np.float64)

    @cached_property
    def _deciding(self) -> list[str]:
        """The others whose need decides."""
        table = self.selection.table
        words = [one.value for one in (*BY_NEED, Decision.RESERVE)]
        codes = table.loc[table["decision"].isin(words), "agency"]
        return [str(code) for code in codes if code != self.agency]
