"""Rows of a file into a table: where its headings stand, and which of its columns are kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import pandas as pd

from coaching.errors import ColumnMissing
from coaching.programme.mistakes import nearest
from coaching.sources.broken import MOST_CELLS, BrokenFile
from coaching.sources.cells import clean
from coaching.sources.headings import Headings, Wanted
from coaching.sources.texts import LOOKED_AT, Row


@dataclass(frozen=True)
class Sheet:
    """A file's rows as text.

    Args:
        name: the file's name, without its folder.
        header: all headings, and the row they stand in.
        rows: the columns kept, each under its place in the header, indexed by the
            row's number in the file; no row that is empty throughout.
        ragged: numbers of rows with more or fewer cells than the header.
    """

    name: str
    header: Headings
    header_row: int
    rows: pd.DataFrame
    ragged: tuple[int, ...]


def sheet_of(source: str, name: str, lines: Iterable[Row], wanted: Wanted, *, even: bool) -> Sheet:
    """Make a table of rows; only the columns wanted are kept.

    Args:
        source: its name, for problems.
        name: of the file.
        lines: its rows and their numbers, the headings first (or below a title).
        wanted: what is looked for.
        even: whether a row that ends early is one whose last cells are empty, as in
            workbooks, and no broken one, as in text.

    Raises:
        BrokenFile: nothing in it, headings in two rows, or a heading twice.
        ColumnMissing: a heading that is wanted is not there.
    """
    filled = _filled(lines)
    first = list(islice(filled, LOOKED_AT))
    if not first:
        raise BrokenFile(why="empty-file", row=1)
    at = max(range(len(first)), key=lambda here: wanted.score(first[here][1]))
    row, cells = first[at]
    header = Headings(_trimmed(cells))
    if missing := [one for one in wanted.columns if not header.places(one)]:
        _refuse_two_rows(missing, first[max(at - 1, 0) : at + 2], row)
        raise ColumnMissing(
            source=source, file=name, column=missing[0], row=row,
            nearest=nearest(missing[0], [one for one in header.names if one]),
        )  # fmt: skip
    kept = sorted(_kept(wanted, header, row))
    frame, ragged = _table(chain(first[at + 1 :], filled), len(header.names), kept, even=even)
    return Sheet(name, header, row, frame, ragged)


def _filled(lines: Iterable[Row]) -> Iterator[Row]:
    for number, cells in lines:
        told = [clean(cell) for cell in cells]
        if any(told):
            yield number, told


def _trimmed(cells: list[str]) -> list[str]:
    width = max(place for place, cell in enumerate(cells, start=1) if cell)
    return cells[:width]


def _refuse_two_rows(missing: Sequence[str], around: Sequence[Row], row: int) -> None:
    """Tell where the headings stand in two rows, as merged cells make them."""
    others = [Headings(cells) for number, cells in around if number != row]
    if any(other.places(name) for other in others for name in missing):
        raise BrokenFile(why="headings-in-two-rows", row=row, column=missing[0])


def _kept(wanted: Wanted, header: Headings, row: int) -> set[int]:
    """Return the places of the columns wanted; a heading that stands twice is refused."""
    places = [header.places(name) for name in wanted.columns]
    places += wanted.indicators_in(header).values()
    for found in places:
        if len(found) > 1:
            raise BrokenFile(why="heading-twice", row=row, column=header.names[found[0]])
    return {found[0] for found in places}


def _table(
    lines: Iterable[Row], width: int, kept: list[int], *, even: bool
) -> tuple[pd.DataFrame, tuple[int, ...]]:
    numbers, rows, ragged = [], [], []
    for number, cells in lines:
        here = len(cells)
        while here > width and not cells[here - 1]:
            here -= 1
        if here > width or (here < width and not even):
            ragged.append(number)
        numbers.append(number)
        rows.append([cells[place] if place < len(cells) else "" for place in kept])
        if len(rows) * max(len(kept), 1) > MOST_CELLS:
            raise BrokenFile(why="too-large", row=number)
    index = pd.Index(numbers, name="row", dtype="int64")
    return pd.DataFrame(rows, index=index, columns=kept, dtype=object), tuple(ragged)
