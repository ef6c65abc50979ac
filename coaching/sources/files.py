"""Files into tables of text: CSV or workbook, whatever its encoding and delimiter."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from glob import escape
from pathlib import Path

import pandas as pd
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from coaching.errors import SourceMissing, SourceUnreadable
from coaching.programme import Source

DELIMITERS = (",", ";", "\t", "|")
WORKBOOKS = {".xlsx", ".xlsm"}


@dataclass(frozen=True)
class Sheet:
    """A file's rows as text.

    Args:
        name: the file's name, without its folder.
        sha256: of the file's bytes.
        rows: one column per header, indexed by the row's number in the file (the
            header is row 1); no row that is empty throughout.
        ragged: numbers of rows with more or fewer cells than the header.
    """

    name: str
    sha256: str
    rows: pd.DataFrame
    ragged: tuple[int, ...]


def files_of(source: Source, folder: Path, session: str | None = None) -> list[Path]:
    """Return the files of a source by name.

    Raises:
        SourceMissing: there is none.
    """
    pattern = source.path.replace("{session}", escape(session or ""))
    written = Path(pattern)
    start, inside = (
        (Path(written.anchor), pattern[len(written.anchor) :])
        if (written.is_absolute())
        else (folder, pattern)
    )
    found = sorted(file for file in start.glob(inside) if _is_ours(file))
    if not found:
        raise SourceMissing(source=source.name, path=pattern)
    return found


def _is_ours(file: Path) -> bool:
    """Say whether it is a file, and not the lock an open Excel leaves beside it."""
    return file.is_file() and not file.name.startswith(("~$", "."))


def read_sheet(source: Source, file: Path) -> Sheet:
    """Read one file.

    Raises:
        SourceUnreadable: it is neither text nor a workbook, or has no header.
    """
    content = file.read_bytes()
    if file.suffix.lower() in WORKBOOKS:
        lines = _workbook_lines(source, file.name, content)
    else:
        lines = _text_lines(source, file.name, content)
    filled = [(row, cells) for row, cells in lines if any(cells)]
    if not filled:
        raise SourceUnreadable(source=source.name, file=file.name, row=1, why="empty-file")
    header = filled[0][1]
    while header and not header[-1]:
        header.pop()
    rows, ragged = _even(filled[1:], len(header))
    frame = pd.DataFrame(
        [cells for _, cells in rows],
        index=pd.Index([row for row, _ in rows], name="row", dtype="int64"),
        columns=header,
        dtype=object,
    )
    return Sheet(file.name, hashlib.sha256(content).hexdigest(), frame, ragged)


def _even(
    lines: Iterable[tuple[int, list[str]]], width: int
) -> tuple[list[tuple[int, list[str]]], tuple[int, ...]]:
    rows, ragged = [], []
    for row, cells in lines:
        while len(cells) > width and not cells[-1]:
            cells.pop()
        if len(cells) != width:
            ragged.append(row)
            cells = (cells + [""] * width)[:width]
        rows.append((row, cells))
    return rows, tuple(ragged)


def _text_lines(source: Source, name: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(source, name, content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    started = 1
    try:
        for cells in reader:
            yield started, [_clean(cell) for cell in cells]
            started = reader.line_num + 1
    except csv.Error:
        raise SourceUnreadable(
            source=source.name, file=name, row=started, why="not-a-table"
        ) from None


def _decoded(source: Source, name: str, content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]  # cp1252: what Excel saves as "CSV" on Windows
    if b"\x00" in content and encodings != ["utf-16"]:
        raise SourceUnreadable(source=source.name, file=name, row=1, why="not-text")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SourceUnreadable(source=source.name, file=name, row=1, why="not-text")


def _delimiter(text: str) -> str:
    """Return the delimiter that cuts the header into most columns; a comma where none does."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([header], delimiter=mark), [])))


def _workbook_lines(source: Source, name: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        raise SourceUnreadable(source=source.name, file=name, row=1, why="not-a-workbook") from None
    try:
        if source.sheet is not None and source.sheet not in book.sheetnames:
            raise SourceUnreadable(source=source.name, file=name, row=1, why="sheet-missing")
        sheet = book[source.sheet] if source.sheet else book.worksheets[0]
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, [_clean(_written(cell)) for cell in cells]
    finally:
        book.close()


def _written(cell: object) -> str:
    """Return a cell as text: whole numbers without a point, dates as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == cell.min.time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _clean(cell: str) -> str:
    """Return a cell without stray spaces, and without the apostrophe that keeps digits text."""
    plain = " ".join(cell.split())
    return plain[1:] if plain.startswith("'") and plain[1:].isdigit() else plain
