"""What a full report is made of: parts with a title, and in them text, rows, tables, pictures.

The same parts become a PDF, a page for a browser and a file for Word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coaching.reports.documents import Picture
from coaching.reports.sectioned import Section
from coaching.reports.sentences import Run

Block = Mapping[str, Any]
Part = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Args:
        title: what stands above it.
        share: of the width, against the other columns.
        right: numbers, set to the right.
    """

    title: str
    share: float = 1.0
    right: bool = False


def part(title: str, *blocks: Block) -> Part:
    """Return a part of the report."""
    return {"title": title, "blocks": list(blocks)}


def text(runs: Sequence[Run]) -> Block:
    """Return a paragraph."""
    return {"kind": "text", "words": list(runs)}


def note(words: str, *, leads: bool = False) -> Block:
    """Return a paragraph in small grey type; where it leads, it stays with what follows."""
    return {"kind": "note", "words": words, "leads": leads}


def named(rows: Section) -> Block:
    """Return rows that have a name and words."""
    return {"kind": "rows", "rows": list(rows["rows"])}


def of_section(section: Section) -> Part:
    """Return a section of named rows as a part of the report."""
    told = [note(section["note"], leads=True)] if section["note"] else []
    return part(section["title"], *told, named(section))


def figure(title: str, picture: Picture, *notes: Sequence[Run]) -> Block:
    """Return a picture with its title above and notes below."""
    return {
        "kind": "figure",
        "title": title,
        "picture": picture,
        "notes": [list(one) for one in notes if one],
    }


def panels(shown: Sequence[Mapping[str, Any]]) -> Block:
    """Return the panels of the brief, side by side."""
    return {"kind": "panels", "panels": list(shown)}


def table(
    title: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], *, totals: bool = False
) -> Block:
    """Return a table; its head is repeated on every page.

    Args:
        totals: the last row adds up the others.
    """
    return {
        "kind": "table",
        "title": title,
        "columns": [
            {"title": one.title, "share": one.share, "right": one.right} for one in columns
        ],
        "rows": [list(row) for row in rows],
        "totals": totals,
    }
