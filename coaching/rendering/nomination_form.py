"""The form on which the head of an agency names people: a workbook, filled in and sent back."""

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Side
from openpyxl.styles.borders import Border
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from coaching.rendering.words import say

OURS = "sinar"  # hidden sheet that says which form it is
COLUMNS = ("number", "nip", "name", "position")
WIDTHS = (6, 24, 44, 52)
TEXT = "@"  # else a spreadsheet makes 1.98E+17 of a NIP
LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001  # a workbook knows no zones; the same words give the same bytes
INK, MIST = "FF12263A", "FFF2F5F7"


@dataclass(frozen=True)
class NominationFormWords:
    """What the form says.

    Args:
        year: of the coaching.
        agency: its code, by which the form is known again.
        agency_name: as it is called.
        places: rows there are; as many people may be named.
        answer_by: names count until then; in words.
    """

    language: str
    year: int
    agency: str
    agency_name: str
    places: int
    answer_by: str


def nomination_form(words: NominationFormWords) -> bytes:
    """Return the form as XLSX; the same words give the same bytes."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = say("nominations.sheet", words.language)
    first = _head(sheet, words)
    _rows(sheet, first, words.places)
    ours = book.create_sheet(OURS)
    ours.append(["year", words.year])
    ours.append(["agency", words.agency])
    ours.append(["header", first - 1])
    ours.sheet_state = "hidden"
    book.properties.created = book.properties.modified = LONG_AGO
    book.properties.creator = "Sinar"
    made = io.BytesIO()
    book.save(made)
    return _without_moments(made.getvalue())


def _head(sheet: Worksheet, words: NominationFormWords) -> int:
    """Write what stands above the table; return the number of its first row."""
    facts = {
        "agency": words.agency_name, "year": words.year, "places": words.places,
        "answer_by": words.answer_by,
    }  # fmt: skip
    for row, key in enumerate(("title", "agency", "how", "by"), start=1):
        told = sheet.cell(row, 1, say(f"nominations.{key}", words.language, **facts))
        told.font = Font(size=14 if row == 1 else 11, bold=row < 3, color=INK)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(COLUMNS))
        told.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[3].height = 48
    header = 6
    for column, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True), start=1):
        cell = sheet.cell(header, column, say(f"nominations.column_{name}", words.language))
        cell.font = Font(bold=True, color=INK)
        cell.fill = PatternFill("solid", fgColor=MIST)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = f"A{header + 1}"
    return header + 1


def _rows(sheet: Worksheet, first: int, places: int) -> None:
    line = Side(style="thin", color="FFD3DAE0")
    for number in range(1, places + 1):
        for column in range(1, len(COLUMNS) + 1):
            cell = sheet.cell(first + number - 1, column, str(number) if column == 1 else None)
            cell.border = Border(bottom=line)
            cell.number_format = TEXT
    length = DataValidation(type="textLength", operator="equal", formula1="18", allow_blank=True)
    length.showErrorMessage = False  # a reminder: whether it is a NIP is said when it comes back
    sheet.add_data_validation(length)
    length.add(f"B{first}:B{first + places - 1}")


def _without_moments(content: bytes) -> bytes:
    """Return the workbook with the moment of its making taken out of the archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, _calm(name, old.read(name)))
    return made.getvalue()


def _calm(name: str, content: bytes) -> bytes:
    if name != "docProps/core.xml":
        return content
    start, end = b"<dcterms:modified", b"</dcterms:modified>"
    before, _, rest = content.partition(start)
    return before + rest.partition(end)[2]
