"""The outcome against the frozen score: both groups at an average past, with the fitted lines."""

from collections.abc import Sequence
from dataclasses import replace

from coaching.domain.fitted import FittedAgency
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

HEIGHT = 78.0
LEFT, RIGHT, TOP, BOTTOM = 12.0, PAGE_WIDTH - 4.0, 10.0, 66.0  # mm of the field
ROOMY = 9.0  # mm between the lines in which words have room


def score_chart(
    words: Wording, fit: Sequence[FittedAgency], effect: float, *, higher_is_better: bool
) -> bytes:
    """Draw every compared agency, and the two lines whose distance is the effect.

    Args:
        fit: of the model that gave the verdict.
        effect: its estimate, positive is better.
        higher_is_better: of the indicator; else a better group lies lower.

    Returns:
        SVG, 174 mm wide.
    """
    page = sheet(HEIGHT)
    shift = effect if higher_is_better else -effect
    heights = [one.after_at_score for one in fit]
    heights += [end for one in fit for end in (one.at_score, one.at_score + shift)]
    across = covering([one.score for one in fit], LEFT + 4, RIGHT - 4)
    up = covering(heights, BOTTOM - 2, TOP + 2, ticks=6)
    _ground(page, words, across, up)
    _lines(page, words, fit, shift, effect, across, up)
    for one in sorted(fit, key=lambda one: (one.coached, one.agency)):
        put(page, across.at(one.score), up.at(one.after_at_score), coached=one.coached)
    return page.svg()


def put(page: Sheet, x: float, y: float, *, coached: bool) -> None:
    """Put the sign of a group: shapes differ, so that no colour is needed."""
    if coached:
        page.mark(x, y, "D", 5.4, RAY, INK, 1.0, layer=6)
    else:
        page.mark(x, y, "o", 5.4, PAPER, STONE, 1.1, layer=5)


def legend(page: Sheet, words: Wording, y: float = 2.4) -> None:
    """Name the signs of both groups, from the left edge."""
    x = 0.0
    for key, coached in (("coached", True), ("others", False)):
        put(page, x + 1.4, y, coached=coached)
        told = words.say(f"full.chart.{key}")
        page.text(x + 4.2, y, told, 8.4, INK)
        x += 4.2 + text_width(told, 8.4) + 7


def _ground(page: Sheet, words: Wording, across: Scale, up: Scale) -> None:
    legend(page, words)
    title = words.say("full.chart.after_at_score", unit=replace(words, differs=False).unit_name())
    page.text(PAGE_WIDTH, 2.4, title, 8.2, STONE, align="right")
    for tick in up.ticks:
        page.line((LEFT, RIGHT), (up.at(tick),) * 2, HAIR)
        page.text(LEFT - 2, up.at(tick), words.plain(tick), 8, STONE, align="right")
    page.line((LEFT, RIGHT), (BOTTOM, BOTTOM), MARK, 0.6)
    for tick in across.ticks:
        page.line((across.at(tick),) * 2, (BOTTOM, BOTTOM + 1), MARK, 0.6)
        page.text(across.at(tick), BOTTOM + 3.4, words.plain(tick), 8, STONE, align="center")
    page.text(LEFT, HEIGHT - 2.6, words.say("full.chart.need_low"), 8.2, STONE)
    page.text(RIGHT, HEIGHT - 2.6, words.say("full.chart.need_high"), 8.2, STONE, align="right")


def _lines(
    page: Sheet, words: Wording, fit: Sequence[FittedAgency], shift: float, effect: float,
    across: Scale, up: Scale,
) -> None:  # fmt: skip
    ends = (min(fit, key=lambda one: one.score), max(fit, key=lambda one: one.score))
    x = (across.at(ends[0].score), across.at(ends[1].score))
    without = (up.at(ends[0].at_score), up.at(ends[1].at_score))
    coached = (up.at(ends[0].at_score + shift), up.at(ends[1].at_score + shift))
    page.line(x, without, STONE, 1.4, (5, 2), layer=3)
    page.line(x, coached, RAY, 4.2, layer=2)
    page.line(x, coached, INK, 1.2, layer=3)
    told = words.say("full.chart.gap", effect=words.signed_amount(effect))
    page.line((x[0], x[0]), (without[0], coached[0]), INK, 1.6, layer=4)
    _patched(page, x[0] + 1.6, _beside(without, coached), told)


def _beside(without: tuple[float, float], coached: tuple[float, float]) -> float:
    """Return where words on the distance of the lines cross neither, at their left end."""
    upper, lower = sorted((without[0], coached[0]))
    if lower - upper >= ROOMY:
        return (upper + lower) / 2
    return lower + 4.0 if without[1] < without[0] else upper - 4.0


def _patched(page: Sheet, x: float, y: float, told: str) -> None:
    width = text_width(told, 9.4, SEMIBOLD) + 1.2
    page.box((x - 0.6, y - 2), width, 4, color=PAPER, lw=0, zorder=6.5)
    page.text(x, y, told, 9.4, INK, SEMIBOLD, layer=7)
