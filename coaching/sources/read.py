"""A source's files into clean rows and rejected rows: what comes of reading."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from coaching.errors import ColumnMissing, NothingAccepted
from coaching.programme import Holds, Source
from coaching.programme.mistakes import nearest
from coaching.sources.files import Sheet, files_of, read_sheet
from coaching.sources.sieve import Sieve


@dataclass(frozen=True)
class FileRead:
    """One file that was read, and how many rows of it belong to the source."""

    name: str
    sha256: str
    rows: int


@dataclass(frozen=True)
class Reading:
    """What came of reading a source once.

    Args:
        source: the source's name.
        holds: what it holds; decides the columns of `accepted`.
        files: what was read.
        accepted: clean rows, in the order of the files.
        rejected: file, row, column, value (masked where personal), reason, hint.
        noticed: the same for rows that were accepted in part.
        read: rows that belong to the source: accepted and rejected.
        left_out: rows of indicators that this city does not use.
        columns: how the files call our columns.
    """

    source: str
    holds: Holds
    files: tuple[FileRead, ...]
    accepted: pd.DataFrame
    rejected: pd.DataFrame
    noticed: pd.DataFrame
    read: int
    left_out: int
    columns: Mapping[str, str]

    @cached_property
    def sha256(self) -> str:
        """Tell whether the same was read as at another time, whatever files are called.

        It covers what was made of the files too: a name added to the list of
        agencies makes something new of the same file.
        """
        contents = sorted(file.sha256 for file in self.files)
        rows = self.accepted.drop(columns=["file", "row"], errors="ignore")
        made = pd.util.hash_pandas_object(rows, index=False).to_numpy().tobytes()
        return hashlib.sha256("\n".join(contents).encode() + made).hexdigest()

    def raise_if_empty(self) -> None:
        """Raise `NothingAccepted` where rows were read and not one could be used."""
        if self.read and self.accepted.empty:
            raise NothingAccepted(source=self.source, read=self.read, rejects=len(self.rejected))


def load(
    source: Source, folder: Path, session: str | None = None
) -> tuple[pd.DataFrame, tuple[FileRead, ...], Sieve]:
    """Return all rows under our column names, the files, and a sieve without ragged rows.

    Raises:
        SourceMissing, SourceUnreadable: see `coaching.sources.files`.
        ColumnMissing: a column the configuration names is not in a file.
    """
    parts, files, ragged = [], [], []
    for file in files_of(source, folder, session):
        sheet = read_sheet(source, file)
        rows = _ours(source, sheet)
        parts.append(rows)
        ragged += [rows["row"].isin(sheet.ragged)]
        files.append(FileRead(sheet.name, sheet.sha256, len(rows)))
    table = pd.concat(parts, ignore_index=True)
    sieve = Sieve(table)
    sieve.reject(pd.concat(ragged, ignore_index=True), "", "ragged")
    return table, tuple(files), sieve


def _ours(source: Source, sheet: Sheet) -> pd.DataFrame:
    """Return the rows that `where` keeps, under our names; columns not mapped are empty."""
    headers = {_plain(name): place for place, name in reversed(list(enumerate(sheet.rows.columns)))}

    def column(name: str) -> "pd.Series[str]":
        """Return the cells under a header, whatever its spaces and capitals.

        Raises:
            ColumnMissing: the file has no such column; the nearest one is told.
        """
        place = headers.get(_plain(name))
        if place is None:
            raise ColumnMissing(
                source=source.name, file=sheet.name, column=name,
                nearest=nearest(name, [str(one) for one in sheet.rows.columns]),
            )  # fmt: skip
        return sheet.rows.iloc[:, place]

    kept = pd.Series(True, index=sheet.rows.index)
    for name, values in source.where.items():
        kept &= column(name).isin(values)
    for name, values in source.where_not.items():
        kept &= ~column(name).isin(values)
    mapped = {ours: column(theirs)[kept] for ours, theirs in source.columns.items()}
    missing = {ours: "" for ours in source.may_map() if ours not in mapped}
    rows = pd.DataFrame(mapped).reset_index(names="row")
    return rows.assign(file=sheet.name, **missing)


def _plain(header: str) -> str:
    return " ".join(header.split()).casefold()
