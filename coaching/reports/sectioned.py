"""What reports are put together from: sections of named rows, and pictures with their notes."""

from collections.abc import Mapping, Sequence
from typing import Any

from coaching.reports.documents import Picture
from coaching.reports.sentences import Run

Section = Mapping[str, Any]


def section(title: str, rows: Sequence[tuple[str, list[Run]]], note: str = "") -> Section:
    """Return a section of the page: its rows have a name and words."""
    return {"title": title, "note": note, "rows": [{"name": n, "words": w} for n, w in rows]}


def said(words: str) -> list[Run]:
    """Return words without any emphasis."""
    return [("plain", words)]


def part(title: str, picture: Picture, *notes: list[Run]) -> dict[str, Any]:
    """Return a picture of the brief with its title above and notes below."""
    return {"title": title, "picture": picture, "notes": [note for note in notes if note]}
