"""The beam: an estimate with its uncertainty as light, beside what could be seen at all."""

import numpy as np

from coaching.reports.scale import Scale, covering
from coaching.reports.style import (
    HAIR,
    INK,
    MARK,
    PAGE_WIDTH,
    PAPER,
    RAY,
    RAYTEXT,
    SEMIBOLD,
    STONE,
    Sheet,
    sheet,
    text_width,
)
from coaching.reports.wording import Wording

HEIGHT = 52.0
BEAM, HALF_BEAM = 20.5, 7.4
DETECTABLE, STRUCK, AXIS = 33.0, 43.2, 47.4
# Half of a 95 % interval in standard errors; gives the beam its shape, no number.
WIDTH_OF_INTERVAL = 1.96


def beam_chart(
    words: Wording,
    *,
    estimate: float,
    low: float,
    high: float,
    detectable: float | None,
    before_after: float | None,
    agencies: int,
    suffix: str = "",
) -> bytes:
    """Draw an estimate with its interval, zero, the detectable size and the misleading number.

    Args:
        words: the language and the unit.
        estimate: effect in the indicator's unit.
        low: lower end of its 95 percent interval.
        high: upper end.
        detectable: the smallest effect found with 80 % chance; left out where unknown.
        before_after: the difference that must not be used; shown struck through.
        agencies: how many agencies the estimate rests on.
        suffix: of the words for higher and lower, where less is better.

    Returns:
        SVG, 174 mm wide.
    """
    values = [0.0, estimate, low, high]
    values += [-detectable, detectable] if detectable else []
    values += [before_after] if before_after is not None else []
    page = sheet(HEIGHT)
    scale = covering(values, 4.0, PAGE_WIDTH - 4.0, margin=0.12)
    _axis(page, scale, words, suffix)
    _beam(page, scale, words, estimate, low, high)
    if detectable:
        _detectable(page, scale, words, detectable, agencies)
    if before_after is not None:
        _struck(page, scale, words, before_after)
    return page.svg()


def _axis(page: Sheet, scale: Scale, words: Wording, suffix: str) -> None:
    zero = scale.at(0)
    for tick in scale.ticks:
        if tick != 0:
            page.line((scale.at(tick), scale.at(tick)), (1, AXIS), HAIR)
        page.text(scale.at(tick), 50, words.tick(tick), 8, STONE, align="center")
    page.line((scale.left - 2, scale.right + 2), (AXIS, AXIS), MARK, 0.6)
    page.line((zero, zero), (0, AXIS), INK, 1.2, layer=2)
    none, higher = words.say("chart.no_effect"), words.say(f"chart.higher{suffix}")
    lower = words.say(f"chart.lower{suffix}")
    _patched(page, zero + 1.8, 1.8, none, 8.2, INK, SEMIBOLD)
    # A hint that has no room is left out: the printed signs say the same.
    if zero + 8 + text_width(none, 8.2, SEMIBOLD) + text_width(higher, 8.2) < scale.right:
        _patched(page, scale.right, 1.8, higher, 8.2, STONE, align="right")
    if zero - 5 - text_width(lower, 8.2) > scale.left:
        _patched(page, zero - 5, 1.8, lower, 8.2, STONE, align="right")


def _beam(
    page: Sheet, scale: Scale, words: Wording, estimate: float, low: float, high: float
) -> None:
    across = np.linspace(low, high, 121)
    half = np.where(across < estimate, estimate - low, high - estimate)
    thickness = np.exp(-0.5 * ((across - estimate) / half * WIDTH_OF_INTERVAL) ** 2) * HALF_BEAM
    places = [scale.at(value) for value in across]
    page.axes.fill_between(
        places, BEAM - thickness, BEAM + thickness, color=RAY, linewidth=0, zorder=3
    )
    if low < 0 < high:
        page.line((scale.at(0),) * 2, (BEAM - HALF_BEAM, BEAM + HALF_BEAM), INK, 0.5, (1, 2), 3.5)
    page.line((scale.at(low), scale.at(high)), (BEAM, BEAM), INK, 1.4, layer=4)
    for end in (low, high):
        page.line((scale.at(end),) * 2, (BEAM - 2.1, BEAM + 2.1), INK, 1.6, layer=4)
    page.mark(scale.at(estimate), BEAM, size=8.5, edge=PAPER, edge_width=1.1)
    size = 13.5
    title = words.signed_amount(estimate)
    half_title = text_width(title, size, SEMIBOLD) / 2
    centre = min(max(scale.at(estimate), half_title), PAGE_WIDTH - half_title)
    _patched(page, centre, 8.6, title, size, INK, SEMIBOLD, "center")
    _end_label(page, scale.at(low) - 1.8, words.signed(low), "right")
    _end_label(page, scale.at(high) + 1.8, words.signed(high), "left")


def _end_label(page: Sheet, x: float, text: str, align: str) -> None:
    _patched(page, x, BEAM, text, 10, INK, align=align)


def _detectable(page: Sheet, scale: Scale, words: Wording, size: float, agencies: int) -> None:
    left, right = scale.at(-size), scale.at(size)
    page.line((left, right), (DETECTABLE, DETECTABLE), MARK, 2.4, layer=3)
    for end in (left, right):
        page.line((end, end), (DETECTABLE - 1.9, DETECTABLE + 1.9), MARK, 1, layer=3)
    _patched(page, left - 1.4, DETECTABLE, words.signed(-size), 8.2, STONE, align="right")
    _patched(page, right + 1.4, DETECTABLE, words.signed(size), 8.2, STONE)
    note = words.say("chart.detectable", agencies=words.count(agencies))
    start = min(left, PAGE_WIDTH - text_width(note, 8.4))
    _patched(page, start, DETECTABLE + 4.1, note, 8.4, STONE)


def _struck(page: Sheet, scale: Scale, words: Wording, value: float) -> None:
    """Write the misleading number struck through, with a crossed mark at its place."""
    x = scale.at(value)
    wrong = words.say("chart.before_after", value=words.signed_amount(value))
    warning = words.say("chart.do_not_use")
    width, warned = text_width(wrong, 9), text_width(warning, 9, SEMIBOLD)
    fits_left = x - 2.6 - width > 0 and x + 3 + warned < PAGE_WIDTH
    start = x - 2.6 - width if fits_left else min(x + 3, PAGE_WIDTH - width - warned - 4)
    if not fits_left and start < x + 3:
        start = max(0.0, x - 6 - width - warned)
    _patched(page, start, STRUCK, wrong, 9, STONE)
    page.line((start, start + width), (STRUCK + 0.1,) * 2, STONE, 0.8, layer=7)
    after = x + 3 if fits_left else start + width + 2.4
    _patched(page, after, STRUCK, warning, 9, RAYTEXT, SEMIBOLD)
    page.mark(x, STRUCK, size=6.6, fill=PAPER, edge=STONE, edge_width=0.9, layer=7)
    page.mark(x, STRUCK, "x", 4.4, STONE, STONE, 0.9, layer=8)


def _patched(
    page: Sheet, x: float, y: float, words: str, size: float, colour: str,
    weight: int = 400, align: str = "left",
) -> None:  # fmt: skip
    """Write on a patch of paper, so that no line runs through the words."""
    width = text_width(words, size, weight)
    left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
    half = size * 0.19
    page.box((left - 0.6, y - half), width + 1.2, 2 * half, color=PAPER, lw=0, zorder=2.5)
    page.text(x, y, words, size, colour, weight, align)
