"""Units of the personnel system, rolled up to the agencies they belong to."""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from coaching.sources.names import AgencyNames, normal


@dataclass(frozen=True)
class Unit:
    """One unit: its name, and the unit above it (None: none, or one not in the file)."""

    name: str
    above: str | None


@dataclass(frozen=True)
class UnitTree:
    """All units of a city.

    Args:
        units: by the personnel system's own id; none stands above itself.
        government: the name of the city's government, which may stand on top.
    """

    units: Mapping[str, Unit]
    government: str

    def path(self, unit: str) -> list[str]:
        """Return the names from the top down to a unit; nothing where it is not known.

        The government itself is left out.
        """
        top_down = [self.units[one].name for one in reversed(self._chain(unit))]
        is_government = bool(top_down) and _is_government(top_down[0], self.government)
        return top_down[1:] if is_government else top_down

    def agencies(self, names: AgencyNames, year: int) -> Mapping[str, str | None]:
        """Return the code of the agency each unit belongs to, None where it is of none.

        It is the topmost unit on its path that is called like an agency: a Bagian of
        the secretariat is one where the secretariat itself is not on the list.
        """
        found: dict[str, str | None] = {}
        for unit in self.units:
            for one in reversed(self._chain(unit, found)):
                above = self.units[one].above
                of_above = None if above is None else found[above]
                found[one] = of_above or names.code_of(self.units[one].name, year)
        return found

    def _chain(self, unit: str, known: Container[str] = ()) -> list[str]:
        """Return a unit and those above it up to the first known one, bottom up."""
        chain = []
        here: str | None = unit if unit in self.units else None
        while here is not None and here not in known:
            chain.append(here)
            here = self.units[here].above
        return chain

    def top_of(self, unit: str) -> str:
        """Return the name of the unit right under the government, for whoever corrects names."""
        return next(iter(self.path(unit)), "")


def in_circles(above: Mapping[str, str | None]) -> set[str]:
    """Return the units that stand above themselves, by way of others or directly.

    Args:
        above: the unit above each unit.
    """
    found: set[str] = set()
    settled: set[str] = set()
    for unit in above:
        path: dict[str, None] = {}
        here: str | None = unit
        while here is not None and here in above and here not in settled and here not in path:
            path[here] = None
            here = above[here]
        if here in path:
            order = list(path)
            found.update(order[order.index(here) :])
        settled.update(path)
    return found


def _is_government(name: str, government: str) -> bool:
    return normal(name) == normal(government) or normal(name).startswith("pemerintah ")
