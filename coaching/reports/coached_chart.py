"""The coached agencies one by one: before, expected without coaching, after, and who came."""

from collections.abc import Sequence
from dataclasses import dataclass

from coaching.reports.names import write_name
from coaching.reports.scale import Scale, covering
from coaching.reports.style import (
    HAIR,
    INK,
    MARK,
    PAGE_WIDTH,
    PAPER,
    RAY,
    SEMIBOLD,
    STONE,
    Sheet,
    sheet,
    text_width,
)
from coaching.reports.wording import Wording

NAMES = 74.0  # mm for the names
PLOT = (79.0, 135.0)
DIFFERENCE, CAME = 152.5, PAGE_WIDTH
HEAD, FOOT = 7.0, 5.0
TALL, LOW = 8.4, 6.8  # mm of a row, where there is room and where there is little


@dataclass(frozen=True)
class CoachedRow:
    """One coached agency.

    Args:
        name: as the agency is called.
        before: its score before, in the indicator's unit.
        expected: what its score would have been without coaching.
        after: its score afterwards; None where it has none.
        difference: positive where it is better than expected.
        came: "25 / 29", or a dash where too few were invited to print it.
    """

    name: str
    before: float | None
    expected: float | None
    after: float | None
    difference: float | None
    came: str


def coached_chart(words: Wording, rows: Sequence[CoachedRow], *, row_height: float = TALL) -> bytes:
    """Draw one row per coached agency, in the order given.

    Returns:
        SVG, 174 mm wide and as high as `chart_height` says.
    """
    page = sheet(chart_height(len(rows), row_height))
    shown = [value for row in rows for value in (row.before, row.expected, row.after)]
    scale = covering([value for value in shown if value is not None] or [0.0, 1.0], *PLOT)
    bottom = HEAD + len(rows) * row_height
    _head(page, words)
    for tick in scale.ticks:
        page.line((scale.at(tick),) * 2, (HEAD - 1, bottom + 0.5), HAIR)
        page.text(scale.at(tick), bottom + 2.6, words.plain(tick), 8, STONE, align="center")
    for number, row in enumerate(rows):
        _row(page, scale, words, row, HEAD + (number + 0.5) * row_height, row_height)
    return page.svg()


def chart_height(rows: int, row_height: float) -> float:
    """Return the height in mm of a chart with so many rows."""
    return HEAD + rows * row_height + FOOT


def _head(page: Sheet, words: Wording) -> None:
    y = 2.4
    page.text(0, y, words.say("chart.agency"), 8.2, STONE)
    keys = [words.say(f"chart.{key}") for key in ("before", "expected", "after")]
    widths = [text_width(key, 8.2) for key in keys]
    gap, sign = 4.0, 3.6
    x = PLOT[0] + (PLOT[1] - PLOT[0] - sum(widths) - 3 * sign - 2 * gap) / 2
    x = max(x, NAMES - 8)
    for number, (key, width) in enumerate(zip(keys, widths, strict=True)):
        _sign(page, number, x + 1.2, y)
        page.text(x + sign, y, key, 8.2, STONE)
        x += sign + width + gap
    page.text(DIFFERENCE, y, words.say("chart.difference"), 8.2, STONE, align="right")
    page.text(CAME, y, words.say("chart.came"), 8.2, STONE, align="right")


def _sign(page: Sheet, number: int, x: float, y: float) -> None:
    if number == 1:
        page.line((x, x), (y - 1.4, y + 1.4), INK, 1.6, layer=4)
    else:
        page.mark(x, y, size=6.8, fill=INK if number else PAPER, edge=INK if number else STONE)


def _row(
    page: Sheet, scale: Scale, words: Wording, row: CoachedRow, y: float, height: float
) -> None:
    page.line((0, PAGE_WIDTH), (y + height / 2,) * 2, HAIR, 0.5)
    write_name(page, 0, y, row.name, NAMES, height - 0.6)
    if row.before is not None:
        page.mark(scale.at(row.before), y, size=7.4, fill="none", edge=STONE, edge_width=1.3)
    if row.expected is not None and row.after is not None:
        is_better = row.difference is not None and row.difference > 0
        _bar(page, scale.at(row.expected), scale.at(row.after), y, RAY if is_better else MARK)
        page.line((scale.at(row.expected),) * 2, (y - 2.2, y + 2.2), INK, 1.8, layer=4)
    if row.after is not None:
        page.mark(scale.at(row.after), y, size=5.2, edge=PAPER, edge_width=0.5, layer=6)
    else:
        _unknown(page, scale, words, row.before, y)
    shown = "–" if row.difference is None else words.signed(row.difference)
    page.text(DIFFERENCE, y, shown, 9, INK, SEMIBOLD, "right")
    page.text(CAME, y, row.came, 9, INK, align="right")


def _bar(page: Sheet, start: float, end: float, y: float, colour: str) -> None:
    page.line((start, end), (y, y), colour, 4.2, layer=2)


def _unknown(page: Sheet, scale: Scale, words: Wording, before: float | None, y: float) -> None:
    """Show a score that is not there as a hatched field, named in words."""
    note = words.say("chart.no_score")
    width = text_width(note, 8)
    middle = sum(PLOT) / 2
    # On the side where the score before leaves room.
    left = PLOT[0] if before is not None and scale.at(before) > middle else PLOT[1] - width - 6
    page.box(
        (left, y - 1.5), 4, 3, facecolor=PAPER, edgecolor=MARK, hatch="//////", lw=0.6, zorder=3
    )
    page.text(left + 5.4, y, note, 8, STONE)
