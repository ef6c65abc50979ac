"""A file of rejects that a person corrected, taken back."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from coaching.domain.corrections import Correction, Mending
from coaching.errors import ColumnMissing, RejectsUnedited, SourceMissing, SourceUnreadable
from coaching.programme import Holds, Source
from coaching.rendering.words import say
from coaching.sources.broken import BrokenFile, told_of
from coaching.sources.cells import clean
from coaching.sources.given import given_by
from coaching.sources.headings import Wanted
from coaching.sources.known import Known
from coaching.sources.loading import Mend, load
from coaching.sources.read import Reading
from coaching.sources.rejects import shown
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
        mending: what stood before, and what the file corrects.
    """

    reading: Reading
    read: int
    accepted: int
    kept: tuple[Correction, ...]
    mending: Mending


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
    lines = tuple(Correction(row, column, clean(cell)) for _, row, column, cell in told)
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


NOTHING = Mending()


def take_back(
    source: Source, folder: Path, known: Known, told: Lines, standing: Mending = NOTHING,
    checked: Callable[[Reading], Reading] = lambda reading: reading,
) -> TakenBack:  # fmt: skip
    """Read a source again with the corrections of a file.

    A line whose value was changed corrects that cell. A line that was deleted takes its
    row out, so that the other one of two that contradict each other can stand.

    Args:
        standing: corrections from before, of sources whose corrections are kept.
        checked: what is looked at beside the checks of `read_source`.

    Raises:
        RejectsUnedited: nothing was changed.
        SourceUnreadable: none of the rows it corrects is in the source any more.
        SourceMissing and others: see `read_source`.
    """
    plain: list[pd.DataFrame] = []

    def remember(table: pd.DataFrame) -> pd.DataFrame:
        plain.append(table)
        return table

    before = checked(read_source(source, folder, known, remember))
    cells = plain[0].set_index(KEY)
    here = [one for one in told.lines if one.key in cells.index and one.column in cells]
    if not here:
        raise outdated(source.name, told)
    edits = [one for one in here if _is_edited(one, str(cells.loc[one.key, one.column]))]
    mending = mending_of(told, before.rejected, edits, standing)
    after = checked(read_source(source, folder, known, by(mending)))
    rejected = set(before.rejected[KEY])
    still = set(after.rejected[KEY])
    kept = tuple(one for one in edits if one.key in still)
    accepted = len(rejected & after.accepted_keys)
    return TakenBack(after, len(rejected), accepted, kept, mending)


def outdated(source: str, told: Lines) -> SourceUnreadable:
    """Return the problem of a file whose rows are in the source no more."""
    return SourceUnreadable(
        source=source, file=told.file, row=None, column=None, why="rejects-outdated"
    )


def keys_of(source: Source, folder: Path, known: Known) -> frozenset[str]:
    """Return what names each row of a source as it lies there; raises as `read_source` does."""
    return frozenset(load(source, folder, known).table[KEY])


def mending_of(
    told: Lines, rejected: pd.DataFrame, edits: Collection[Correction], standing: Mending
) -> Mending:
    """Return what stood before, and what a file corrects: cells, and rows whose lines it lacks.

    Raises:
        RejectsUnedited: it corrects nothing.
    """
    left = set(rejected[KEY]) - {one.key for one in told.lines} - standing.keys
    gone = frozenset(key for key in left if key and _is_correctable(rejected, key))
    if not edits and not gone:
        raise RejectsUnedited(file=told.file)
    return standing.followed_by(Mending(frozenset(edits), gone))


def _is_correctable(rejected: pd.DataFrame, key: str) -> bool:
    """Say whether a row had a line that could be deleted: one that names a column."""
    return bool((rejected.loc[rejected[KEY] == key, "column"] != "").all())


def _is_edited(one: Correction, cell: str) -> bool:
    return clean(one.value) not in (clean(shown(one.column, cell)), cell)


def by(mending: Mending) -> Mend:
    """Return what corrects the rows of a source that are still there."""

    def mended(table: pd.DataFrame) -> pd.DataFrame:
        kept = table[~table[KEY].isin(mending.gone)].copy()
        places = dict(zip(kept[KEY], kept.index, strict=True))
        for one in mending.edits:
            if one.key in places and one.column in kept:
                kept.loc[places[one.key], one.column] = one.value
        return kept

    return mended
