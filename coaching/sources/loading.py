"""Everything a source gives as one table under our column names, and a sieve over it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from coaching.programme import Holds, Shape, Source
from coaching.sources.broken import BrokenFile, told_of
from coaching.sources.files import files_given
from coaching.sources.given import Given
from coaching.sources.headings import Wanted
from coaching.sources.known import Known
from coaching.sources.over_http import address_given
from coaching.sources.periods import period_in
from coaching.sources.queries import query_given
from coaching.sources.sheets import Sheet, sheet_of
from coaching.sources.sieve import KEY, Sieve


@dataclass(frozen=True)
class FileRead:
    """One file, answer or result that was read, and how many rows of it belong to the source."""

    name: str
    sha256: str
    rows: int


@dataclass(frozen=True)
class Loaded:
    """What a source gives before anything is checked.

    Args:
        table: `file`, `row`, `heading` (of the cell that holds the value, in a wide
            file; else empty) and every column of ours, as text.
        files: where the rows come from.
        sieve: the same rows without those that are cut wrongly.
    """

    table: pd.DataFrame
    files: tuple[FileRead, ...]
    sieve: Sieve


Mend = Callable[[pd.DataFrame], pd.DataFrame]


def load(source: Source, folder: Path, known: Known, mend: Mend | None = None) -> Loaded:
    """Read all that a source gives; `mend` corrects cells and takes out rows before any check.

    Raises:
        SourceMissing, SourceUnreadable, SourceAway, AccessRefused: see the readers.
        ColumnMissing: a column the configuration names is not in a file.
    """
    wanted = _wanted(source, known)
    parts, files, ragged = [], [], []
    for given in _given(source, folder, known):
        with told_of(source.name, given.name):
            sheet = sheet_of(
                source.name, given.name, given.rows(wanted), wanted, even=given.is_even
            )
            rows = _ours(source, sheet, wanted)
        parts.append(rows)
        ragged += [rows["row"].isin(sheet.ragged)]
        files.append(FileRead(given.name, given.sha256, len(rows)))
    table = _with_keys(pd.concat(parts, ignore_index=True))
    table = mend(table) if mend else table
    sieve = Sieve(table)
    sieve.reject(pd.concat(ragged, ignore_index=True).loc[table.index], "", "ragged")
    return Loaded(table, tuple(files), sieve)


def _with_keys(table: pd.DataFrame) -> pd.DataFrame:
    """Add a key per row made of its cells; of rows that say the same each has its own."""
    told = table.drop(columns=["file", "row", "heading"]).astype(str)
    hashed = pd.util.hash_pandas_object(told, index=False)
    keys = pd.Series([f"{one:016x}" for one in hashed], index=table.index, dtype=object)
    nth = keys.groupby(keys).cumcount()
    return table.assign(**{KEY: keys.where(nth == 0, keys + "-" + nth.astype(str))})


def _given(source: Source, folder: Path, known: Known) -> Iterator[Given]:
    if source.url is not None:
        return address_given(source)
    if source.query is not None:
        return query_given(source)
    of_year = (source.path or "").replace("{year}", str(known.year))
    dated = source.model_copy(update={"path": of_year})
    return files_given(dated, folder, known.session)


def _wanted(source: Source, known: Known) -> Wanted:
    columns = [*source.columns.values(), *source.where, *source.where_not]
    if source.shape is Shape.LONG:
        return Wanted(columns)
    told: Mapping[str, tuple[str, ...]] = {
        code: (heading,) for code, heading in source.indicators.items()
    }
    return Wanted(columns, told or known.headings)


def _ours(source: Source, sheet: Sheet, wanted: Wanted) -> pd.DataFrame:
    """Return the rows that `where` keeps, under our names; columns not mapped are empty."""

    def column(name: str) -> "pd.Series[str]":
        return sheet.rows[sheet.header.places(name)[0]]

    kept = pd.Series(True, index=sheet.rows.index)
    for name, values in source.where.items():
        kept &= column(name).isin(values)
    for name, values in source.where_not.items():
        kept &= ~column(name).isin(values)
    rows = pd.DataFrame({ours: column(theirs) for ours, theirs in source.columns.items()})
    rows = rows[kept].assign(heading="")
    if source.shape is Shape.WIDE:
        rows = _long(rows, sheet, wanted)
    if source.holds is Holds.INDICATORS and "period" not in source.columns:
        rows = rows.assign(period=_period(source, sheet.name))
    missing = {ours: "" for ours in (*source.may_map(), "status") if ours not in rows}
    return rows.reset_index(names="row").assign(file=sheet.name, **missing)


def _long(rows: pd.DataFrame, sheet: Sheet, wanted: Wanted) -> pd.DataFrame:
    """Return one row per cell of an indicator, in the order of the file."""
    found = wanted.indicators_in(sheet.header)
    if not found:
        names = [names[0] for names in wanted.indicators.values()]
        raise BrokenFile(
            why="no-indicator", row=sheet.header_row, column=names[0] if names else None
        )
    parts = [
        rows.assign(
            indicator=code,
            value=sheet.rows.loc[rows.index, place],
            heading=sheet.header.names[place],
        )
        for code, [place] in sorted(found.items(), key=lambda one: one[1])
    ]
    return pd.concat(parts).sort_index(kind="stable")


def _period(source: Source, name: str) -> str:
    found = source.period or period_in(name)
    if found is None:
        raise BrokenFile(why="no-period")
    return found
