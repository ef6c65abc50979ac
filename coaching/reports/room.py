"""How tall the rows of the coached agencies may be, so that a brief stays one page."""

from collections.abc import Iterable, Sequence

from coaching.reports.coached_chart import LOW, TALL
from coaching.reports.style import PAGE_WIDTH, SEMIBOLD, wrapped

# mm of an A4 page that headline, lead, notes, panels and rows share; the rest is fixed.
# Measured on typeset pages; `test_report_brief` holds that it is enough.
SHARED = 147.0
# Type size in points, width in mm, and mm that one line of it takes.
HEADLINE, LEAD, NOTE, PANEL = (
    (26.0, PAGE_WIDTH, 9.54), (11.5, PAGE_WIDTH, 4.44), (8.8, PAGE_WIDTH, 3.9), (9.4, 46.0, 3.81),
)  # fmt: skip


def row_height(
    rows: int, headline: str, lead: str, notes: Iterable[str], panels: Sequence[str]
) -> float | None:
    """Return the height of a row in mm; None where the rows need a page of their own."""
    taken = _height(headline, HEADLINE, SEMIBOLD) + _height(lead, LEAD)
    taken += sum(_height(note, NOTE) for note in notes if note)
    taken += max(_height(panel, PANEL) for panel in panels)
    height = min(TALL, (SHARED - taken) / rows) if rows else TALL
    return height if height >= LOW else None


def _height(words: str, kind: tuple[float, float, float], weight: int = 400) -> float:
    size, width, line = kind
    return len(wrapped(words, width, size, weight)) * line
