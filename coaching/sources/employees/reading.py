"""Reading lists of employees and the tree of units: what was accepted, and what was not."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd
import polars as pl

from coaching.domain.corrections import Mending
from coaching.errors import NothingAccepted
from coaching.programme import Holds, Source
from coaching.sources.employees.lists import CHECKS, KnownOfEmployees
from coaching.sources.employees.mending import mark, mended
from coaching.sources.employees.scanning import scan
from coaching.sources.employees.sifting import RowSieve
from coaching.sources.employees.units import Unit, UnitTree, in_circles
from coaching.sources.files import files_in
from coaching.sources.loading import FileRead
from coaching.sources.read import Reading

NOTHING = Mending()
YEAR, ANY_YEAR = "{year}", "[12][0-9][0-9][0-9]"
LISTS = tuple(CHECKS)


@dataclass(frozen=True)
class EmployeeReading:
    """What came of reading one list of employees once.

    Args:
        source: its name.
        holds: what it holds.
        files: what was read.
        accepted: clean rows by NIP (`person`); in memory only, see `database.keys`.
        rejected, noticed: see `coaching.sources.read.Reading`.
        read: rows that belong to the source: accepted and rejected.
        columns: how the files call our columns.
        mending: corrections that stood when it was read.
    """

    source: str
    holds: Holds
    files: tuple[FileRead, ...]
    accepted: pl.DataFrame = field(repr=False)
    rejected: pd.DataFrame
    noticed: pd.DataFrame
    read: int
    columns: Mapping[str, str]
    mending: Mending = NOTHING

    @cached_property
    def sha256(self) -> str:
        """Tell whether the same was read as at another time, whatever files are called.

        How many rows went to which agency belongs to it: a name added to the list of
        agencies makes something new of the same file.
        """
        told = sorted(file.sha256 for file in self.files)
        if "agency" in self.accepted:
            counts = self.accepted.group_by(pl.col("agency").cast(pl.String)).len()
            told += [f"{agency} {count}" for agency, count in sorted(counts.rows())]
        told.append(str(len(self.accepted)))
        told += sorted(map(str, self._mended_here()))
        return hashlib.sha256("\n".join(told).encode()).hexdigest()

    def holds_any(self, keys: Iterable[str]) -> bool:
        """Say whether any of these keys names a row of its files."""
        marks = {mark(one.sha256) for one in self.files}
        return any(key.partition("-")[0] in marks for key in keys)

    def _mended_here(self) -> list[tuple[str, str, str]]:
        edits = [(one.key, one.column, one.value) for one in self.mending.edits]
        cells = [*edits, *((key, "", "") for key in self.mending.gone)]
        return [cell for cell in cells if self.holds_any([cell[0]])]

    def told(self) -> Reading:
        """Return it without its accepted rows, as the file of rejects is written from."""
        return Reading(
            self.source, self.holds, self.files, pd.DataFrame(), self.rejected, self.noticed,
            self.read, 0, self.columns,
        )  # fmt: skip

    def raise_if_empty(self) -> None:
        """Raise `NothingAccepted` where rows were read and not one could be used."""
        if self.read and self.accepted.is_empty():
            raise NothingAccepted(source=self.source, read=self.read, rejects=len(self.rejected))


def read_list(
    source: Source, folder: Path, known: KnownOfEmployees, mending: Mending = NOTHING
) -> EmployeeReading:
    """Read all files of a list of employees, with the corrections that stand.

    Raises:
        SourceMissing, SourceUnreadable, ColumnMissing: see `scanning.scan`.
    """
    # Only a profile has units; a nation has hundreds of thousands to look up.
    tree = known.units if "unit" in source.columns else None
    units = None if tree is None else tree.agencies(known.agencies, known.year)
    sieve, files = _sieve(source, folder, mending, units)
    accepted = CHECKS[source.holds](sieve, known)
    return EmployeeReading(
        source.name, source.holds, files, accepted, sieve.rejected(), sieve.noticed(),
        sieve.read, source.columns, mending,
    )  # fmt: skip


def _looked_up(found: Mapping[str, str]) -> pl.DataFrame:
    schema = {"unit": pl.String, "found": pl.String}
    frame = pl.DataFrame([list(found), list(found.values())], schema=schema)
    return frame.with_columns(pl.col("found").cast(pl.Categorical))


def _sieve(
    source: Source, folder: Path, mending: Mending, units: Mapping[str, str | None] | None = None
) -> tuple[RowSieve, tuple[FileRead, ...]]:
    agencies = {unit: agency for unit, agency in (units or {}).items() if agency is not None}
    looked_up = None if units is None else _looked_up(agencies)
    frames, files = [], []
    for number, (frame, told) in enumerate(scan(source, folder, looked_up)):
        frames.append(frame.with_columns(file=pl.lit(number, pl.UInt16)))
        files.append(told)
    table = pl.concat(frames) if len(frames) > 1 else frames[0]
    missing = [name for name in source.may_map() if name not in source.columns]
    table = table.with_columns(pl.lit(None, pl.Categorical).alias(name) for name in missing)
    if "found" not in table:
        table = table.with_columns(found=pl.lit(None, pl.Categorical))
    marks = [mark(file.sha256) for file in files]
    if mending.keys:
        table = mended(table, marks, mending, agencies)
    sieve = RowSieve(table, [file.name for file in files], source.columns, marks)
    return sieve, tuple(files)


def read_units(
    source: Source, folder: Path, government: str, mending: Mending = NOTHING
) -> tuple[UnitTree, EmployeeReading]:
    """Read the tree of units: units in a circle, twice or without a name are rejected.

    Raises:
        SourceMissing, SourceUnreadable, ColumnMissing: see `scanning.scan`.
    """
    sieve, files = _sieve(source, folder, mending)
    for column in ("unit", "name"):
        sieve.reject(~sieve.told(column), column, "empty")
    bare = [pl.col(name).str.strip_chars() for name in ("unit", "name", "parent")]
    sieve.frame = sieve.frame.with_columns(bare)
    sieve.reject_repeats(sieve.frame["unit"], ["name", "parent"], "unit")
    units = _units(sieve)
    if circles := in_circles({unit: one.above for unit, one in units.items()}):
        sieve.reject(sieve.frame["unit"].is_in(list(circles)), "parent", "unit-in-a-circle")
        units = _units(sieve)
    found = UnitTree(units, government)
    reading = EmployeeReading(
        source.name, source.holds, files, sieve.frame.select("unit", "name", "parent"),
        sieve.rejected(), sieve.noticed(), sieve.read, source.columns, mending,
    )  # fmt: skip
    return found, reading


def _units(sieve: RowSieve) -> dict[str, Unit]:
    told = [sieve.frame[name].to_list() for name in ("unit", "name", "parent")]
    known = set(told[0])
    return {
        unit: Unit(name, above if above in known else None)
        for unit, name, above in zip(*told, strict=True)
    }


def years_of(source: Source, folder: Path) -> list[int]:
    """Return the years a profile lies there for; its path says where the year stands.

    A path without `{year}` has none: whoever calls says which year it is of.
    """
    path = source.path or ""
    if YEAR not in path:
        return []
    before, _, after = path.partition(YEAR)
    start = len(Path(f"{before}x").name) - 1
    pattern = f"{before}{ANY_YEAR}{after.replace(YEAR, ANY_YEAR)}"
    files = files_in(source, folder, pattern)
    return sorted({int(file.name[start : start + 4]) for file in files})


def of_year(source: Source, year: int) -> Source:
    """Return the source with its path of a year."""
    path = source.path and source.path.replace(YEAR, str(year))
    return source.model_copy(update={"path": path})
