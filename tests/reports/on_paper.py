"""Where words lie on the pages of a PDF, in points from the lower left corner."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
from pypdf import PageObject, PdfReader

from coaching.reports.style import MM_PER_POINT, text_width

LOWER, UPPER = 0.05, 0.62  # of the size: what a letter takes below and above its line
MARGIN = 17.5 / MM_PER_POINT  # on the left and right; nothing may be printed there
# Points that neighbours may reach into each other, by kerning and rounding: along a line, up.
ALONG, UP = 2.0, 0.8


@dataclass(frozen=True)
class Placed:
    """Some letters on a page, and the box they take."""

    words: str
    left: float
    bottom: float
    right: float
    top: float


def placed(page: PageObject) -> list[Placed]:
    """Everything that is written on a page."""
    found: list[Placed] = []
    where: list[tuple[float, float]] = []

    def note(words: str, place: list[float], _: Any, font: Any, size: float) -> None:
        told = words.strip()
        if told and font:
            weight = 600 if "Semibold" in font["/BaseFont"] else 400
            wide = text_width(told, size, weight) / MM_PER_POINT
            x, y = place[4], place[5]
            if found and where[-1] == (x, y):
                x = found[-1].right  # written on without a new place
            where.append((place[4], place[5]))
            found.append(Placed(told, x, y - LOWER * size, x + wide, y + UPPER * size))

    page.extract_text(visitor_text=note)
    return found


def defects(pdf: bytes) -> list[str]:
    """Return what runs over the margins of its page, or over other words."""
    told = []
    for number, page in enumerate(PdfReader(BytesIO(pdf)).pages, 1):
        words = placed(page)
        told += [f"page {number}: over the edge: {one.words}" for one in outside(page, words)]
        told += [f"page {number}: {one} lies on {other}" for one, other in overlaps(words)]
    return told


def outside(page: PageObject, words: list[Placed]) -> list[Placed]:
    """Return what reaches into the margins of its page."""
    wide, high = float(page.mediabox.width), float(page.mediabox.height)
    return [
        one for one in words
        if one.left < MARGIN or one.right > wide - MARGIN or one.bottom < 15 or one.top > high - 15
    ]  # fmt: skip


def overlaps(words: list[Placed]) -> list[tuple[str, str]]:
    """Return the words that lie on each other."""
    box = np.array([(one.left, one.bottom, one.right, one.top) for one in words]).reshape(-1, 4)
    left, bottom, right, top = box.T
    across = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    up = np.minimum.outer(top, top) - np.maximum.outer(bottom, bottom)
    hit = np.triu((across > ALONG) & (up > UP), 1)
    return [(words[one].words, words[other].words) for one, other in np.argwhere(hit)]
