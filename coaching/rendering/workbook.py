"""Tables as a workbook that prints well and runs nothing; the same tables, the same bytes."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO, StringIO
from textwrap import wrap
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill, Side
from openpyxl.styles.borders import Border
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

INK, STONE, SEA, MIST, HAIR = "FF12263A", "FF56636F", "FF0B5C7A", "FFF2F5F7", "FFD3DAE0"
TEXT, WHOLE, FINE, COUNT = "@", "#,##0", "0.000", "0"
DAY, MOMENT = "d mmmm yyyy", "d mmmm yyyy hh:mm:ss"  # months in the reader's own language
LINE, ROOM = 15.0, 2  # points of a line; characters that a wider font may need
RUNS = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would compute
EARLIEST = 1980  # no zip file can say an earlier year
Value = str | int | float | bool | date | None


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in characters and how its fractions are shown.

    Numbers keep all their digits whatever is shown of them; a whole one, such as a year or
    a count, has none after the decimal sign in any column.
    """

    title: str
    width: float = 14
    shows: str = FINE


@dataclass(frozen=True)
class Sheet:
    """A table on a sheet of its own."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]


def workbook(sheets: Sequence[Sheet], title: str, day: date) -> bytes:
    """Return the sheets as XLSX.

    Args:
        day: of everything that says when it was made.
    """
    book = Workbook()
    for place in book.worksheets:
        book.remove(place)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name[:31]), sheet, title)
    # A workbook knows no zones.
    moment = datetime.combine(day, time())
    book.properties.created = book.properties.modified = moment
    book.properties.creator, book.properties.title = "Sinar", title
    made = BytesIO()
    book.save(made)
    return _dated(made.getvalue(), day)


def as_csv(sheet: Sheet) -> bytes:
    """Return a table as CSV; text that a spreadsheet would compute begins with an apostrophe."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([one.title for one in sheet.columns])
    writer.writerows([[_harmless(value) for value in row] for row in sheet.rows])
    return out.getvalue().encode()


def _harmless(value: Value) -> Value:
    if isinstance(value, str) and value.startswith(RUNS):
        return f"'{value}"
    return value


def _fill(place: Worksheet, sheet: Sheet, title: str) -> None:
    line = Side(style="thin", color=HAIR)
    for number, column in enumerate(sheet.columns, start=1):
        head = place.cell(1, number)
        _write(head, column.title)
        head.font = Font(bold=True, color="FFFFFFFF")
        head.fill = PatternFill("solid", fgColor=SEA)
        head.alignment = Alignment(wrap_text=True, vertical="center")
        place.column_dimensions[get_column_letter(number)].width = column.width
    has_text = [any(isinstance(one, str) for one in told) for told in zip(*sheet.rows, strict=True)]
    for at, row in enumerate(sheet.rows, start=2):
        for number, (value, column) in enumerate(zip(row, sheet.columns, strict=True), start=1):
            cell = place.cell(at, number)
            _write(cell, value, column.shows)
            in_words = has_text[number - 1]  # there a number stands where the words begin
            cell.alignment = Alignment(
                wrap_text=in_words or None, vertical="top", horizontal="left" if in_words else None
            )
            cell.border = Border(bottom=line)
            cell.font = Font(color=INK)
            if at % 2:
                cell.fill = PatternFill("solid", fgColor=MIST)
        place.row_dimensions[at].height = LINE * _lines(row, sheet.columns)
    heading = _lines([one.title for one in sheet.columns], sheet.columns)
    place.row_dimensions[1].height = LINE * max(2, heading)
    place.freeze_panes = "B2"
    if sheet.rows:
        place.auto_filter.ref = place.dimensions
    _printed(place, title)


def _lines(row: Sequence[Value], columns: Sequence[Column]) -> int:
    """Return how many lines the longest text of a row takes: not every program finds out."""
    return max(
        len(wrap(value, max(1, int(column.width) - ROOM))) or 1 if isinstance(value, str) else 1
        for value, column in zip(row, columns, strict=True)
    )


def _write(cell: Cell | MergedCell, value: Value, shows: str = TEXT) -> None:
    """Write one value; text stays text, whatever it begins with, and moments are UTC."""
    if isinstance(value, datetime):
        value = value.astimezone(UTC).replace(tzinfo=None)  # a workbook knows no zones
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = TEXT
    elif isinstance(value, date):
        cell.number_format = MOMENT if isinstance(value, datetime) else DAY
    elif isinstance(value, int | float) and not isinstance(value, bool):
        cell.number_format = COUNT if isinstance(value, int) and shows == FINE else shows


def _printed(place: Worksheet, title: str) -> None:
    place.page_setup.orientation = "landscape"
    place.page_setup.paperSize = "9"  # A4
    place.page_setup.fitToWidth, place.page_setup.fitToHeight = 1, 0
    place.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    place.print_title_rows = "1:1"
    foot = HeaderFooterItem()
    foot.left.text = title.replace("&", "&&")
    foot.center.text, foot.right.text = "&A", "&P / &N"
    place.oddFooter = foot


def _dated(content: bytes, day: date) -> bytes:
    """Return the workbook with its day in place of the moment of its making."""
    made = BytesIO()
    moment = (max(day.year, EARLIEST), day.month, day.day, 0, 0, 0)
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w") as new:
        for name in sorted(old.namelist()):
            entry = ZipInfo(name, moment)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, _calm(name, old.read(name), day))
    return made.getvalue()


def _calm(name: str, content: bytes, day: date) -> bytes:
    """Replace the moment that openpyxl notes while it saves."""
    if name != "docProps/core.xml":
        return content
    before, start, rest = content.partition(b"<dcterms:modified")
    attributes, _, after = rest.partition(b">")
    _, end, tail = after.partition(b"</dcterms:modified>")
    told = f"{day.isoformat()}T00:00:00Z".encode()
    return b"".join((before, start, attributes, b">", told, end, tail))
