"""The list of a year: every agency's need, its place, and what was decided, told by shape."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coaching.reports.names import write_name
from coaching.reports.scale import Scale, covering
from coaching.reports.style import (
    HAIR,
    INK,
    MARK,
    MIST,
    PAGE_WIDTH,
    PAPER,
    SEMIBOLD,
    STONE,
    Sheet,
    sheet,
    text_width,
)
from coaching.reports.wording import Wording

PLACE, NAMES, NAMES_WIDTH = 5.0, 7.4, 74.0  # mm: right edge of the place, left edge of the name
PLOT = (87.0, 127.0)
NEED, DECISION = 147.0, PAGE_WIDTH
HEAD, FOOT, ROW = 8.0, 9.0, 5.9


@dataclass(frozen=True)
class RankedRow:
    """One agency of the list.

    Args:
        place: its place, None where it was not ranked.
        name: as the agency is called.
        need: 0 (all targets met) to 1 (all at the floor), None where not ranked.
        status: "chosen", "reserve", "out" or "not_ranked"; gives the shape.
        decision: the word that is printed.
    """

    place: int | None
    name: str
    need: float | None
    status: str
    decision: str


def ranking_chart(
    words: Wording, rows: Sequence[RankedRow], *, highest: float, legend: Collection[str] = ()
) -> bytes:
    """Draw one row per agency, in the order given.

    Args:
        words: the language.
        rows: of one page.
        highest: largest need on the whole list, so that all pages have one scale.
        legend: the statuses to explain below; none on a page that is not the last.

    Returns:
        SVG, 174 mm wide and as high as `chart_height` says.
    """
    page = sheet(chart_height(len(rows)))
    scale = covering([0.0, max(highest, 1.0)], *PLOT, ticks=5, margin=0.0)
    bottom = HEAD + len(rows) * ROW
    _head(page, words, scale, bottom)
    for number, row in enumerate(rows):
        _row(page, scale, words, row, HEAD + (number + 0.5) * ROW)
    _legend(page, words, bottom + 5.4, legend)
    return page.svg()


def chart_height(rows: int) -> float:
    """Return the height in mm of a chart with so many rows."""
    return HEAD + rows * ROW + FOOT


def _head(page: Sheet, words: Wording, scale: Scale, bottom: float) -> None:
    y = 4.8
    page.text(NAMES, y, words.say("chart.agency"), 8.2, STONE)
    page.text(PLOT[0], 1.4, words.say("chart.need_scale"), 8.2, STONE)
    page.text(NEED, y, words.say("chart.need"), 8.2, STONE, align="right")
    page.text(DECISION, y, words.say("chart.decision"), 8.2, STONE, align="right")
    for tick in scale.ticks:
        page.line((scale.at(tick),) * 2, (HEAD - 1, bottom), HAIR)
        page.text(scale.at(tick), y, words.plain(tick), 8, STONE, align="center")


def _row(page: Sheet, scale: Scale, words: Wording, row: RankedRow, y: float) -> None:
    chosen = row.status == "chosen"
    weight = SEMIBOLD if chosen else 400
    page.line((0, PAGE_WIDTH), (y + ROW / 2,) * 2, HAIR)
    page.text(PLACE, y, "–" if row.place is None else str(row.place), 8.4, STONE, align="right")
    write_name(page, NAMES, y, row.name, NAMES_WIDTH, ROW - 0.3, INK, weight)
    if row.need is None:
        _hatched(page, PLOT[0], y, PLOT[1] - PLOT[0])
        if chosen:  # a duty or a pick with its written reason needs no rank
            _mark(page, row.status, PLOT[0], y)
    else:
        _bar(page, scale, row, y)
        page.text(NEED, y, words.number(row.need, 2), 9, INK if chosen else STONE, align="right")
    page.text(DECISION, y, row.decision, 8.8, INK if chosen else STONE, weight, "right")


def _bar(page: Sheet, scale: Scale, row: RankedRow, y: float) -> None:
    need = row.need or 0.0
    chosen = row.status == "chosen"
    colour, width = (INK, 1.6) if chosen else (MARK, 1.0)
    page.line((scale.at(0), scale.at(need)), (y, y), MIST if not chosen else HAIR, 6, layer=2)
    page.line((scale.at(0), scale.at(need)), (y, y), colour, width, layer=3)
    _mark(page, row.status, scale.at(need), y)


def _mark(page: Sheet, status: str, x: float, y: float) -> None:
    if status == "chosen":
        page.mark(x, y, size=7)
    elif status == "reserve":
        page.mark(x, y, "D", 5.4, PAPER, INK, 1.1)
    elif status == "out":
        page.mark(x, y, size=5, fill=PAPER, edge=MARK)
    else:
        _hatched(page, x - 2.2, y, 4.4)


def _hatched(page: Sheet, x: float, y: float, width: float) -> None:
    page.box(
        (x, y - 1.4), width, 2.8, facecolor=PAPER, edgecolor=MARK, hatch="//////", lw=0.6, zorder=3
    )


def _legend(page: Sheet, words: Wording, y: float, shown: Collection[str]) -> None:
    x = 2.2
    for status in ("chosen", "reserve", "out", "not_ranked"):
        if status in shown:
            name = words.say(f"chart.status.{status}")
            _mark(page, status, x, y)
            page.text(x + 3.6, y, name, 8.6, STONE)
            x += text_width(name, 8.6) + 11
