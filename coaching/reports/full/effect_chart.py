"""The effect by every way of counting, on one scale: the honest number against the naive one."""

from collections.abc import Sequence
from dataclasses import dataclass

from coaching.reports.scale import Scale, covering
from coaching.reports.style import (
    HAIR,
    INK,
    MARK,
    MIST,
    PAGE_WIDTH,
    PAPER,
    RAY,
    RAYTEXT,
    SEMIBOLD,
    STONE,
    Sheet,
    sheet,
    text_width,
    wrapped,
)
from coaching.reports.wording import Wording

NAMES, PLOT = 50.0, (58.0, 128.0)  # mm
HEAD, ROW, FOOT = 6.0, 10.6, 9.0


@dataclass(frozen=True)
class Counted:
    """One way of counting.

    Args:
        name: what it is called.
        value: the effect in the indicator's unit; None: the row is a reach around zero.
        low, high: its 95 per cent interval, or the reach.
        main: the one the verdict rests on.
        misleading: must not be used; drawn hollow, crossed and struck through.
    """

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    main: bool = False
    misleading: bool = False


def effect_chart(words: Wording, rows: Sequence[Counted], margin: float, suffix: str = "") -> bytes:
    """Draw one row per way of counting around the line of no effect.

    Args:
        margin: effects closer to zero would not matter; drawn as a band.
        suffix: of the words for higher and lower, where less is better.

    Returns:
        SVG, 174 mm wide.
    """
    page = sheet(HEAD + len(rows) * ROW + FOOT)
    ends = [end for row in rows for end in (row.value, row.low, row.high) if end is not None]
    scale = covering([0.0, margin, -margin, *ends], *PLOT, ticks=8, margin=0.06)
    _ground(page, words, scale, margin, HEAD + len(rows) * ROW, suffix)
    for number, row in enumerate(rows):
        y = HEAD + (number + 0.5) * ROW
        page.line((0, PAGE_WIDTH), (y + ROW / 2,) * 2, HAIR, 0.5)
        _name(page, row, y)
        _reach(page, scale, row, y)
        _value(page, words, row, y)
    return page.svg()


def _ground(
    page: Sheet, words: Wording, scale: Scale, margin: float, bottom: float, suffix: str
) -> None:
    left, right = scale.at(-margin), scale.at(margin)
    page.box((left, HEAD), right - left, bottom - HEAD, facecolor=MIST, linewidth=0, zorder=0.5)
    for edge in (left, right):
        page.line((edge, edge), (HEAD, bottom), MARK, 0.6, (2, 2), layer=0.8)
    for tick in scale.ticks:
        page.line((scale.at(tick),) * 2, (HEAD, bottom), HAIR, layer=0.6)
        page.text(scale.at(tick), bottom + 2.8, words.tick(tick), 8, STONE, align="center")
    zero = scale.at(0)
    page.line((zero, zero), (HEAD - 1.6, bottom), INK, 1.2, layer=2)
    _directions(page, words, zero, suffix)
    told = words.say("full.chart.margin", margin=words.plain_amount(margin))
    page.text(PAGE_WIDTH, bottom + 6.8, told, 8, STONE, align="right")
    x = PAGE_WIDTH - text_width(told, 8) - 6
    page.box((x, bottom + 5.4), 4, 2.8, facecolor=MIST, edgecolor=MARK, lw=0.6, zorder=2)


def _directions(page: Sheet, words: Wording, zero: float, suffix: str) -> None:
    """Name the line of no effect, and what lies on its sides."""
    none = words.say("chart.no_effect")
    half = text_width(none, 8.2, SEMIBOLD) / 2
    page.text(zero, 1.8, none, 8.2, INK, SEMIBOLD, "center")
    lower, higher = (words.say(f"chart.{key}{suffix}") for key in ("lower", "higher"))
    # A hint that has no room is left out: the printed signs say the same.
    if zero - half - 5 - text_width(lower, 8.2) > 0:
        page.text(zero - half - 5, 1.8, lower, 8.2, STONE, align="right")
    if zero + half + 5 + text_width(higher, 8.2) < PAGE_WIDTH:
        page.text(zero + half + 5, 1.8, higher, 8.2, STONE)


def _name(page: Sheet, row: Counted, y: float) -> None:
    size, weight = (9.0, SEMIBOLD) if row.main else (8.6, 400)
    lines = wrapped(row.name, NAMES, size, weight)
    for number, line in enumerate(lines):
        at = y + (number - (len(lines) - 1) / 2) * 3.5
        page.text(0, at, line, size, INK if row.main else STONE, weight)


def _reach(page: Sheet, scale: Scale, row: Counted, y: float) -> None:
    if row.low is not None and row.high is not None:
        ends = (scale.at(row.low), scale.at(row.high))
        if row.main:
            page.line(ends, (y, y), RAY, 9, layer=3)
        colour = INK if row.value is not None else MARK
        page.line(ends, (y, y), colour, 1.4 if row.value is not None else 2.4, layer=4)
        for end in ends:
            page.line((end, end), (y - 2, y + 2), colour, 1.4, layer=4)
    if row.value is None:
        return
    x = scale.at(row.value)
    if row.misleading:
        page.mark(x, y, size=6.6, fill=PAPER, edge=STONE, edge_width=0.9, layer=7)
        page.mark(x, y, "x", 4.4, STONE, STONE, 0.9, layer=8)
    elif row.low is None:
        page.mark(x, y, "D", 5.6, PAPER, INK, 1.2, layer=6)
    else:
        size = 8.5 if row.main else 6.4
        page.mark(x, y, size=size, edge=PAPER, edge_width=1.0, layer=6)


def _value(page: Sheet, words: Wording, row: Counted, y: float) -> None:
    if row.value is None:
        page.text(PAGE_WIDTH, y, f"± {words.amount(row.high or 0.0)}", 9, STONE, align="right")
        return
    told = words.signed_amount(row.value)
    if row.misleading:
        warning = words.say("chart.do_not_use")
        page.text(PAGE_WIDTH, y - 1.9, told, 9, STONE, align="right")
        width = text_width(told, 9)
        page.line((PAGE_WIDTH - width, PAGE_WIDTH), (y - 1.8,) * 2, STONE, 0.8, layer=7)
        page.text(PAGE_WIDTH, y + 1.9, warning, 8.6, RAYTEXT, SEMIBOLD, "right")
        return
    if row.low is None or row.high is None:
        page.text(PAGE_WIDTH, y, told, 9, INK, align="right")
        return
    weight = SEMIBOLD if row.main else 400
    page.text(PAGE_WIDTH, y - 1.9, told, 9.6 if row.main else 9, INK, weight, "right")
    between = words.say(
        "full.chart.between", low=words.signed(row.low), high=words.signed(row.high)
    )
    page.text(PAGE_WIDTH, y + 1.9, between, 8.6, STONE, align="right")
