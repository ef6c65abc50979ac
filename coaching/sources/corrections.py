"""A file of rejects that a person corrected, taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from coaching.errors import ColumnMissing, RejectsUnedited, SourceMissing
from coaching.programme import Holds, Source
from coaching.rendering.words import say
from coaching.sources.broken import BrokenFile, told_of
from coaching.sources.cells import clean
from coaching.sources.given import given_by
from coaching.sources.headings import Wanted
from coaching.sources.known import Known
from coaching.sources.read import Reading
from coaching.sources.rejects import Correction, shown
from coaching.sources.sheets import Sheet, sheet_of
from coaching.sources.sieve import KEY
from coaching.sources.source import read_source

REJECTS = "rejects"  # as problems call the file


@dataclass(frozen=True)
class Lines:
    """The lines of a file of rejects; `source` is that of its first."""

    file: str
    source: str
    lines: tuple[Correction, ...]


@dataclass(frozen=True)
class TakenBack:
    """What came of it: rows of the file are rows accepted now and rows still rejected.

    Args:
        reading: the source as corrected.
        read: rows that the source rejects as it stands.
        accepted: how many of them are accepted as corrected.
        kept: corrections of rows that have another mistake.
    """

    reading: Reading
    read: int
    accepted: int
    kept: tuple[Correction, ...]


def read_lines(file: Path) -> Lines:
    """Read a file of rejects, in whatever form a spreadsheet program saved it.

    Raises:
        SourceMissing: there is no such file.
        SourceUnreadable: it is no file of rejects, or of rows corrected elsewhere.
    """
    if not file.is_file():
        raise SourceMissing(source=REJECTS, path=file.name)
    with told_of(REJECTS, file.name):
        sheet, value, key = _sheet(file)
        told = [
            (*name.split(":"), cell)
            for name, cell in zip(sheet.rows[key], sheet.rows[value], strict=True)
            if name.count(":") == 2
        ]
        if not told:
            raise BrokenFile(why="correct-at-source")
    lines = tuple(Correction(row, column, cell) for _, row, column, cell in told)
    return Lines(file.name, told[0][0], lines)


def _sheet(file: Path) -> tuple[Sheet, int, int]:
    for language in ("id", "en"):
        names = [say(f"rejects.header.{column}", language) for column in ("value", "key")]
        wanted = Wanted(names)
        with file.open("rb") as stream:
            given = given_by(file.name, stream, AS_A_FILE)
            try:
                sheet = sheet_of(REJECTS, file.name, given.rows(wanted), wanted, even=True)
            except ColumnMissing:
                continue
        value, key = (sheet.header.places(name)[0] for name in names)
        return sheet, value, key
    raise BrokenFile(why="no-rejects")


AS_A_FILE = Source(name=REJECTS, holds=Holds.INDICATORS, path=REJECTS, columns={})


def take_back(source: Source, folder: Path, known: Known, told: Lines) -> TakenBack:
    """Read a source again with the corrections of a file.

    A line whose value was changed corrects that cell. A line that was deleted takes its
    row out, so that the other one of two that contradict each other can stand.

    Raises:
        RejectsUnedited: nothing was changed.
        SourceUnreadable: none of the rows it corrects is in the source any more.
        SourceMissing and others: see `read_source`.
    """
    plain: list[pd.DataFrame] = []

    def remember(table: pd.DataFrame) -> pd.DataFrame:
        plain.append(table)
        return table

    before = read_source(source, folder, known, remember)
    cells = plain[0].set_index(KEY)
    here = [one for one in told.lines if one.key in cells.index and one.column in cells]
    if not here:
        with told_of(source.name, told.file):
            raise BrokenFile(why="rejects-outdated")
    edits = [one for one in here if _is_edited(one, str(cells.loc[one.key, one.column]))]
    gone = set(before.rejected[KEY]) - {one.key for one in told.lines}
    gone = {key for key in gone if key and _correctable(before, key)}
    if not edits and not gone:
        raise RejectsUnedited(file=told.file)
    after = read_source(source, folder, known, lambda table: _mended(table, edits, gone))
    rejected = set(before.rejected[KEY])
    still = set(after.rejected[KEY])
    kept = tuple(one for one in edits if one.key in still)
    accepted = len(rejected & after.accepted_keys)
    return TakenBack(after, len(rejected), accepted, kept)


def _correctable(reading: Reading, key: str) -> bool:
    """Say whether a row had a line that could be deleted: one that names a column."""
    return bool((reading.rejected.loc[reading.rejected[KEY] == key, "column"] != "").all())


def _is_edited(one: Correction, cell: str) -> bool:
    return clean(one.value) not in (clean(shown(one.column, cell)), cell)


def _mended(table: pd.DataFrame, edits: Sequence[Correction], gone: set[str]) -> pd.DataFrame:
    mended = table[~table[KEY].isin(gone)].copy()
    places = pd.Series(mended.index, index=mended[KEY])
    for one in edits:
        mended.loc[places[one.key], one.column] = one.value
    return mended
