"""Sections of named rows, as the pages on what a verdict rests on are made of."""

from collections.abc import Mapping, Sequence
from typing import Any

from coaching.reports.sentences import Run

Section = Mapping[str, Any]


def section(title: str, rows: Sequence[tuple[str, list[Run]]], note: str = "") -> Section:
    """Return a section of the page: its rows have a name and words."""
    return {"title": title, "note": note, "rows": [{"name": n, "words": w} for n, w in rows]}


def said(words: str) -> list[Run]:
    """Return words without any emphasis."""
    return [("plain", words)]
