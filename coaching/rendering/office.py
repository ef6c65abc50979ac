"""Documents that an office goes on editing in Word: its own headings, tables and pictures.

python-docx writes them; here stands what it has no word for, and bytes that repeat.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

TYPEFACE = "Arial"  # on every office machine, or one of the same widths
INK, STONE, SEA, RAY, HAIR, MIST = "12263A", "56636F", "0B5C7A", "F2A900", "D3DAE0", "F2F5F7"
LANGUAGES = {"id": "id-ID", "en": "en-GB"}
WIDTH = 174.0  # mm between the margins of A4
HEADINGS = {"Title": (20.0, 0, 6), "Heading 1": (14.0, 18, 6), "Heading 2": (11.0, 10, 4)}
CELL_SIZE = 9
CELL_MARGIN = "85"  # twentieths of a point: 1.5 mm on the right of every cell
EARLIEST = 1980  # no zip file can say an earlier year

Run = tuple[str, str]  # style (plain, strong, struck) and words


def new(title: str, language: str, day: date) -> Document:
    """Return an empty A4 document in our look, dated with the day it was compiled on."""
    made = docx.Document()
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin, page.bottom_margin = Mm(18), Mm(20)
    _style(made, "Normal", 10, INK, after=6)
    for name, (size, before, after) in HEADINGS.items():
        _style(made, name, size, INK, before=before, after=after, bold=True)
    _language(made, LANGUAGES[language])
    about, moment = made.core_properties, datetime.combine(day, time(), UTC)
    about.title, about.language = title, LANGUAGES[language]
    about.author = about.comments = about.last_modified_by = ""
    about.created = about.modified = moment
    return made


def content(made: Document, day: date) -> bytes:
    """Return the file; the same document gives the same bytes, whenever it is written."""
    written, again = BytesIO(), BytesIO()
    made.save(written)
    moment = (max(day.year, EARLIEST), day.month, day.day, 0, 0, 0)
    with ZipFile(written) as parts, ZipFile(again, "w") as told:
        for name in parts.namelist():
            told.writestr(ZipInfo(name, moment), parts.read(name), ZIP_DEFLATED)
    return again.getvalue()


def say(
    place: Paragraph, runs: Sequence[Run], size: float | None = None, colour: str = INK
) -> None:
    """Write runs into a paragraph; struck ones in grey."""
    for style, words in runs:
        run = place.add_run(words)
        run.bold = True if style == "strong" else None
        run.font.strike = True if style == "struck" else None
        run.font.color.rgb = RGBColor.from_string(STONE if style == "struck" else colour)
        if size is not None:
            run.font.size = Pt(size)


def table(made: Document, rows: int, shares: Sequence[float], *, heads: bool = False) -> Table:
    """Return an empty table as wide as the page, ruled between its rows; no row is broken.

    Args:
        rows: how many, the head among them.
        shares: of the width, one per column.
        heads: it has a row of titles, which is repeated on every page.
    """
    grid: Table = made.add_table(rows, len(shares))
    grid.autofit = False
    _rule(grid)
    widths = [Mm(WIDTH * share / sum(shares)) for share in shares]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for number, row in enumerate(grid.rows):
        about = row._tr.get_or_add_trPr()
        about.append(OxmlElement("w:cantSplit"))
        if heads and number == 0:
            about.append(OxmlElement("w:tblHeader"))
        for place, width in zip(row.cells, widths, strict=True):
            place.width = width
    return grid


def cell(
    place: _Cell, runs: Sequence[Run], *, right: bool = False, size: float = CELL_SIZE
) -> None:
    """Write runs into a cell of a table."""
    line = place.paragraphs[0]
    line.paragraph_format.space_after = Pt(2)
    line.paragraph_format.space_before = Pt(2)
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
    say(line, runs, size)


def shade(place: _Cell, colour: str) -> None:
    """Give a cell that is written a ground, and its words room on the left."""
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        ground.set(qn(f"w:{name}"), value)
    place._tc.get_or_add_tcPr().append(ground)
    for line in place.paragraphs:
        line.paragraph_format.left_indent = Mm(3)


def picture(made: Document, png: bytes, alt: str) -> None:
    """Put a picture as wide as the page, with words for those who do not see it."""
    shape = made.add_picture(BytesIO(png), Mm(WIDTH))
    shape._inline.docPr.set("descr", alt)
    for side in "TBLR":  # unsaid, LibreOffice takes three millimetres and cuts the picture
        shape._inline.set(f"dist{side}", "0")


def underline(place: Paragraph, colour: str) -> None:
    """Draw a coloured rule below a paragraph."""
    edge = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "4"), ("color", colour)):
        edge.set(qn(f"w:{name}"), value)
    border = OxmlElement("w:pBdr")
    border.append(edge)
    place._p.get_or_add_pPr().append(border)


def footer(made: Document, words: str) -> None:
    """Write the footer with the number of the page, of all pages."""
    line = made.sections[0].footer.paragraphs[0]
    say(line, [("plain", f"{words} · ")], 8, STONE)
    for number, told in enumerate(("PAGE", "NUMPAGES")):
        if number:
            say(line, [("plain", " / ")], 8, STONE)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), told)
        line._p.append(field)
        say(line, [("plain", "1")], 8, STONE)
        field.append(line.runs[-1]._r)  # what stands there until Word has counted


def _style(
    made: Document, name: str, size: float, colour: str,
    *, before: float = 0, after: float = 0, bold: bool = False,
) -> None:  # fmt: skip
    style = made.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs")
    style.font.name, style.font.size, style.font.bold = TYPEFACE, Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour)
    # Without this Word takes the typeface of its theme all the same.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _language(made: Document, code: str) -> None:
    for told in made.styles.element.iter(qn("w:lang")):
        told.set(qn("w:val"), code)


def _rule(grid: Table) -> None:
    """Rule a table between its rows, and let its words begin where other lines begin."""
    about = grid._tbl.tblPr
    layout = about.find(qn("w:tblLayout"))
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "insideH"):
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", HAIR)):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    for side, room in (("left", "0"), ("right", CELL_MARGIN)):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), room)
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    # Word refuses a file in which they come in another order.
    layout.addprevious(borders)
    layout.addnext(margins)
