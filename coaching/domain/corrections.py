"""What people corrected in rows of a source, which stands at every later reading."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Correction:
    """What a person wrote in the place of one cell.

    Args:
        key: names the row, see `sources.sieve.KEY`.
        column: ours.
        value: as typed.
    """

    key: str
    column: str
    value: str


@dataclass(frozen=True)
class Mending:
    """Corrections of one source.

    Args:
        edits: cells; at most one for each.
        gone: keys of rows that were taken out, since another one contradicted them.
    """

    edits: frozenset[Correction] = frozenset()
    gone: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """Rows that are corrected or taken out."""
        return self.gone | {one.key for one in self.edits}

    def followed_by(self, later: "Mending") -> "Mending":
        """Return both; of two corrections of a cell the later one stands."""
        cells = {(one.key, one.column): one for one in (*self.edits, *later.edits)}
        return Mending(frozenset(cells.values()), self.gone | later.gone)
