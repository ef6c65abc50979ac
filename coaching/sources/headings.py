"""Which column of a file a name means, whatever the spelling of its heading."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property


def plain(heading: str) -> str:
    """Return a heading without regard to spaces and capitals."""
    return " ".join(heading.split()).casefold()


def bare(heading: str) -> str:
    """Return the letters and digits of a heading alone: "NIP_Baru" is "nipbaru"."""
    apart = unicodedata.normalize("NFKD", heading).casefold()
    return "".join(sign for sign in apart if sign.isalnum())


@dataclass(frozen=True)
class Headings:
    """The headings of a file, in the order of its columns."""

    names: Sequence[str]

    @cached_property
    def _by_plain(self) -> dict[str, list[int]]:
        return _places(plain(name) for name in self.names)

    @cached_property
    def _by_bare(self) -> dict[str, list[int]]:
        return _places(bare(name) for name in self.names)

    def places(self, name: str) -> list[int]:
        """Return where a name stands: by its words, else by its letters and digits."""
        return self._by_plain.get(plain(name)) or self._by_bare.get(bare(name) or plain(name), [])

    def beginning_with(self, name: str) -> list[int]:
        """Return where headings stand that say more: "My work theme score (B01-B05)"."""
        start = f"{plain(name)} "
        return [place for place, other in enumerate(self.names) if plain(other).startswith(start)]


@dataclass(frozen=True)
class Wanted:
    """The headings that are looked for.

    Args:
        columns: those that must be there, as the configuration names them.
        indicators: for a wide file, what the column of each indicator may be called.
    """

    columns: Sequence[str]
    indicators: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def score(self, cells: Sequence[str]) -> int:
        """Say how many of them a row holds."""
        here = Headings(cells)
        found = sum(bool(here.places(name)) for name in self.columns)
        return found + len(self.indicators_in(here))

    def indicators_in(self, here: Headings) -> dict[str, list[int]]:
        """Return the columns of each indicator that a file has.

        A heading that is exactly one of its names goes before headings that say more.
        """
        found: dict[str, list[int]] = {}
        for code, names in self.indicators.items():
            exact = [places for name in names if (places := here.places(name))]
            longer = [places for name in names if (places := here.beginning_with(name))]
            if chosen := exact or longer:
                found[code] = chosen[0]
        return found


def _places(names: Iterable[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        if name:
            found.setdefault(name, []).append(place)
    return found
