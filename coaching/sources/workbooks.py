"""Workbooks into rows: results of formulas, percents as they are seen, within bounds."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from typing import Any, BinaryIO

from openpyxl import Workbook, load_workbook

from coaching.sources.broken import MOST_CELLS, MOST_COLUMNS, BrokenFile
from coaching.sources.cells import written
from coaching.sources.texts import Row

MOST_UNPACKED = 512 * 1024 * 1024
MOST_WORDS = 128 * 1024 * 1024  # the table of words is held in memory whole
MOST_ROWS = 1_048_576  # Excel's own limit
CHUNK = 1024 * 1024
FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
# The column letters of a cell beyond XFD, Excel's last.
TOO_FAR = re.compile(rb'r="(X(?:F[E-Z]|[G-Z][A-Z])|[YZ][A-Z]{2}|[A-Z]{4,})\d+"')


def workbook_rows(stream: BinaryIO, sheet: str | None) -> Iterator[Row]:
    """Return the rows of a sheet, by their numbers; the first sheet where none is named.

    A formula gives the result that was saved with it, and its own text ("=SUM(A1:A3)")
    where none was.

    Raises:
        BrokenFile: no complete workbook, no such sheet, or too large unpacked.
    """
    try:
        yield from _rows(stream, sheet)
    except BrokenFile:
        raise
    except Exception as mistake:  # what openpyxl raises on a broken file is no fixed list
        raise BrokenFile(why="not-a-workbook") from mistake


def _rows(stream: BinaryIO, sheet: str | None) -> Iterator[Row]:
    _measure(stream)
    with closing(load_workbook(stream, read_only=True, data_only=True)) as book:
        name = _sheet_of(book, sheet)
        has_formulas = _scan(stream, book[name])
        results = _cells_of(book, name)
        if not has_formulas:
            yield from ((number, [_seen(cell) for cell in row]) for number, row in results)
            return
        with closing(load_workbook(stream, read_only=True, data_only=False)) as formulas:
            yield from _with_formulas(results, _cells_of(formulas, name))


def _measure(stream: BinaryIO) -> None:
    """Refuse what would unpack into more than a workbook of a city holds."""
    with zipfile.ZipFile(stream) as archive:
        sizes = {one.filename: one.file_size for one in archive.infolist()}
    words = sum(size for name, size in sizes.items() if name.endswith("sharedStrings.xml"))
    if sum(sizes.values()) > MOST_UNPACKED or words > MOST_WORDS:
        raise BrokenFile(why="too-large")
    stream.seek(0)


def _sheet_of(book: Workbook, wanted: str | None) -> str:
    if wanted is None:
        return book.worksheets[0].title
    if wanted not in book.sheetnames:
        raise BrokenFile(why="sheet-missing")
    return wanted


def _scan(stream: BinaryIO, sheet: Any) -> bool:
    """Say whether a sheet has formulas; refuse a cell so far out that rows would be endless."""
    has_formulas, tail = False, b""
    path = str(sheet._worksheet_path)
    with zipfile.ZipFile(stream) as archive, archive.open(path.lstrip("/")) as packed:
        while chunk := packed.read(CHUNK):
            here = tail + chunk
            if found := TOO_FAR.search(here):
                raise BrokenFile(why="too-many-columns", row=None, column=found[1].decode())
            has_formulas = has_formulas or bool(FORMULA.search(here))
            tail = here[-40:]
    return has_formulas


def _cells_of(book: Workbook, name: str) -> Iterator[tuple[int, tuple[Any, ...]]]:
    sheet = book[name]
    sheet.reset_dimensions()  # what a file says of its own size may be wrong, and is waited for
    seen = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        seen += len(row)
        if seen > MOST_CELLS or number > MOST_ROWS:
            raise BrokenFile(why="too-large", row=number, column=min(len(row), MOST_COLUMNS))
        yield number, row


def _with_formulas(
    results: Iterator[tuple[int, tuple[Any, ...]]], formulas: Iterator[tuple[int, tuple[Any, ...]]]
) -> Iterator[Row]:
    for (number, row), (_, told) in zip(results, formulas, strict=True):
        cells = [_seen(cell) or _formula(formula) for cell, formula in zip_longest(row, told)]
        yield number, cells


def _formula(cell: Any) -> str:
    """Return a formula whose result was not saved; nothing for any other cell."""
    value = getattr(cell, "value", None)
    return value if isinstance(value, str) and value.startswith("=") else ""


def _seen(cell: Any) -> str:
    """Return a cell as a person sees it: 0.57 shown as a percent is 57 %."""
    value = getattr(cell, "value", None)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return written(value)
    if "%" in str(cell.number_format):
        return f"{round(value * 100, 10):.10g}%"
    return written(value)
