"""A form with named people that came back: read, and each row looked at."""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook

from coaching.errors import NominationRefused
from coaching.rendering.nomination_form import COLUMNS, OURS
from coaching.sources.nips import nip_reason

FOLDER = "data/nominations"  # where forms that came back are put
LARGEST, LARGEST_INSIDE = 2_000_000, 20_000_000  # bytes: of the file, and of what is packed in it
MOST_ROWS = 500
NIP, NAME = COLUMNS.index("nip"), COLUMNS.index("name")


@dataclass(frozen=True)
class ReturnedForm:
    """What a form says.

    Args:
        file: its name, without its folder.
        agency, year: which form it is.
        nips: by number of the row; every one of them can be a NIP.
    """

    file: str
    sha256: str
    year: int
    agency: str
    nips: dict[int, str]


def place_of(name: str, working_folder: Path) -> Path:
    """Return where a form lies: in the folder for forms, else where the name itself says."""
    inside = working_folder / FOLDER / name
    return inside if inside.is_file() else working_folder / name


def read_nominations(path: Path) -> ReturnedForm:
    """Read a form that was filled in.

    Raises:
        NominationRefused: it is not our form, or a row of it cannot be used.
    """
    try:
        content = path.read_bytes()
    except OSError:
        raise _refused(path.name, None, None, "no-such-file") from None
    book = _opened(path.name, content)
    try:
        year, agency, header = _which(path.name, book)
        rows = _rows(path.name, book, header)
    finally:
        book.close()
    return ReturnedForm(
        file=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        year=year,
        agency=agency,
        nips=rows,
    )


def _refused(file: str, row: int | None, column: str | None, why: str) -> NominationRefused:
    return NominationRefused(file=file, row=row, column=column, why=why)


def _opened(file: str, content: bytes) -> Workbook:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = sum(entry.file_size for entry in archive.infolist())
        if len(content) > LARGEST or inside > LARGEST_INSIDE:
            raise _refused(file, None, None, "too-large")
        return load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        raise _refused(file, None, None, "not-a-workbook") from None


def _which(file: str, book: Workbook) -> tuple[int, str, int]:
    """Return the year, the agency and the row of the header, from the hidden sheet."""
    if OURS not in book.sheetnames:
        raise _refused(file, None, None, "not-our-form")
    told = {
        str(row[0]): str(row[1])
        for row in book[OURS].iter_rows(max_row=10, max_col=2, values_only=True)
        if len(row) == 2
    }
    try:
        return int(told["year"]), told["agency"], int(told["header"])
    except (KeyError, ValueError):
        raise _refused(file, None, None, "not-our-form") from None


def _rows(file: str, book: Workbook, header: int) -> dict[int, str]:
    found: dict[int, str] = {}
    first = header + 1
    lines = book.worksheets[0].iter_rows(
        min_row=first, max_row=first + MOST_ROWS, max_col=len(COLUMNS), values_only=True
    )
    for number, cells in enumerate(lines, start=first):
        nip, name = (_text(cells[place] if place < len(cells) else None) for place in (NIP, NAME))
        if not nip and not name:
            continue
        nip = nip.replace(" ", "")
        if reason := nip_reason(nip):
            raise _refused(file, number, "NIP", reason)
        if nip in found.values():
            raise _refused(file, number, "NIP", "twice")
        found[number] = nip
    return found


def _text(cell: object) -> str:
    """Return a cell as it was typed; a NIP kept as a number has lost digits and shows it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell >= 1e15:
        return f"{cell:.2E}"
    return " ".join(str(cell).split()).removeprefix("'")
