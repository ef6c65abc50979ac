"""The full report as a file for Word: the same parts, words and pictures."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from docx.document import Document
from docx.shared import Pt

from coaching.rendering import office
from coaching.rendering.typesetting import png
from coaching.reports.documents import Picture
from coaching.reports.full.blocks import Block

NAMES, WORDS = 1.0, 1.6  # shares of the width
HEAD_SIZE = 8  # points of a column's title: its longest word must fit


def office_file(page: Mapping[str, Any], day: date) -> bytes:
    """Return the report as DOCX; the same page of the same day gives the same bytes.

    Args:
        page: as `full_report` returns it.
        day: the report was compiled on.
    """
    made = office.new(page["headline"], page["language"], day)
    kicker = made.add_paragraph()
    office.say(kicker, [("strong", page["kicker"])], 10, office.SEA)
    office.say(kicker, [("plain", f" · {page['edition']}")], 9, office.STONE)
    office.underline(kicker, office.RAY)
    made.add_paragraph(page["headline"], style="Title")
    office.say(made.add_paragraph(), page["lead"], 11.5)
    for part in page["parts"]:
        made.add_heading(part["title"], 1)
        for block in part["blocks"]:
            WRITERS[block["kind"]](made, block)
    office.footer(made, page["footer"])
    return office.content(made, day)


def _text(made: Document, block: Block) -> None:
    office.say(made.add_paragraph(), block["words"])


def _note(made: Document, block: Block) -> None:
    _small(made, [("plain", block["words"])], leads=block["leads"])


def _small(made: Document, runs: list[office.Run], *, leads: bool = False) -> None:
    line = made.add_paragraph()
    line.paragraph_format.keep_with_next = leads
    office.say(line, runs, 8.5, office.STONE)


def _rows(made: Document, block: Block) -> None:
    grid = office.table(made, len(block["rows"]), (NAMES, WORDS))
    for shown, row in zip(grid.rows, block["rows"], strict=True):
        name, words = shown.cells
        office.cell(name, [("strong", row["name"])])
        office.cell(words, row["words"])
    _gap(made)


def _figure(made: Document, block: Block) -> None:
    shown: Picture = block["picture"]
    made.add_heading(block["title"], 2)
    office.picture(made, png(shown.svg, office.WIDTH), shown.alt)
    made.paragraphs[-1].paragraph_format.keep_with_next = bool(block["notes"])
    for runs in block["notes"]:
        _small(made, runs)


def _panels(made: Document, block: Block) -> None:
    grid = office.table(made, 1, [1.0] * len(block["panels"]))
    for place, panel in zip(grid.rows[0].cells, block["panels"], strict=True):
        office.cell(place, [("strong", panel["title"])], size=11)
        office.say(place.add_paragraph(), panel["words"], 9)
        office.shade(place, office.MIST)
    _gap(made)


def _table(made: Document, block: Block) -> None:
    if block["title"]:
        made.add_heading(block["title"], 2)
    columns, rows = block["columns"], block["rows"]
    shares = [column["share"] for column in columns]
    grid = office.table(made, len(rows) + 1, shares, heads=True)
    titles = [column["title"] for column in columns]
    for number, (shown, row) in enumerate(zip(grid.rows, [titles, *rows], strict=True)):
        is_strong = number == 0 or (block["totals"] and number == len(rows))
        for place, told, column in zip(shown.cells, row, columns, strict=True):
            style = "strong" if is_strong else "plain"
            size = HEAD_SIZE if number == 0 else office.CELL_SIZE
            office.cell(place, [(style, told)], right=column["right"], size=size)
    _gap(made)


def _gap(made: Document) -> None:
    """Keep what follows off the table; Word joins two tables that touch."""
    line = made.add_paragraph()
    line.paragraph_format.space_after = Pt(2)
    line.paragraph_format.line_spacing = Pt(4)


WRITERS: Mapping[str, Callable[[Document, Block], None]] = {
    "text": _text,
    "note": _note,
    "rows": _rows,
    "figure": _figure,
    "panels": _panels,
    "table": _table,
}
