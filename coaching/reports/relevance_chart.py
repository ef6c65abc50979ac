"""Each indicator against the six lines it must keep: where it stands, and what crosses one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coaching.domain.relevance_rules import Check, Fate, Finding
from coaching.rendering.words import say
from coaching.reports.names import write_name
from coaching.reports.style import (
    HAIR,
    INK,
    MARK,
    MIST,
    PAGE_WIDTH,
    PAPER,
    RAY,
    SEMIBOLD,
    STONE,
    Sheet,
    sheet,
    wrapped,
)
from coaching.reports.wording import Wording

NAMES = 42.0  # mm for the names
FIRST, CELL = 45.0, 17.4  # left edge of the first check, width of one
TRACK = 14.0
HEAD, FOOT, ROW = 13.0, 8.0, 10.6
# Where more is worse the free side lies left of the line.
LESS_IS_BETTER = {Check.CEILING, Check.FRESHNESS}


@dataclass(frozen=True)
class RelevanceRow:
    """One indicator: its title, what the checks found, and what is proposed."""

    title: str
    findings: tuple[Finding, ...]
    proposal: Fate


def relevance_chart(words: Wording, rows: Sequence[RelevanceRow]) -> bytes:
    """Draw one row per indicator and one track per check, the forbidden side shaded.

    Returns:
        SVG, 174 mm wide.
    """
    page = sheet(HEAD + len(rows) * ROW + FOOT)
    _head(page, words)
    for number, row in enumerate(rows):
        y = HEAD + (number + 0.5) * ROW
        page.line((0, PAGE_WIDTH), (y - ROW / 2,) * 2, HAIR)
        weight = 400 if row.proposal is Fate.KEEP else SEMIBOLD
        write_name(page, 0, y, row.title, NAMES, ROW - 1, INK, weight)
        by_check = {one.check: one for one in row.findings}
        for place, check in enumerate(Check):
            _cell(page, words, by_check[check], FIRST + place * CELL, y)
        said = say(f"terms.fate.{row.proposal.value}", words.language)
        page.text(PAGE_WIDTH, y, said, 9.4, INK, weight, "right")
    _legend(page, words, HEAD + len(rows) * ROW + 4.6)
    return page.svg()


def _head(page: Sheet, words: Wording) -> None:
    for place, check in enumerate(Check):
        title = wrapped(words.say(f"relevance.check.{check.value}"), CELL - 1.6, 8)
        for number, line in enumerate(title):
            page.text(FIRST + place * CELL, 9.6 - 3.2 * (len(title) - 1 - number), line, 8, STONE)
    page.text(PAGE_WIDTH, 9.6, words.say("relevance.proposal"), 8, STONE, align="right")


def _cell(page: Sheet, words: Wording, found: Finding, x: float, y: float) -> None:
    track = y + 2.0
    judged = found.figure if found.figure is not None else None
    if judged is None and not found.is_flagged:
        _unknown(page, x, track)
        page.text(x, y - 2.0, words.say("relevance.not_measured"), 8, STONE)
        return
    line = x + TRACK * min(1.0, max(0.0, found.bound))
    bad = (line, x + TRACK) if found.check in LESS_IS_BETTER else (x, line)
    page.line((x, x + TRACK), (track, track), MIST, 5, layer=1)
    page.line(bad, (track, track), HAIR, 5, layer=2)
    page.line((line, line), (track - 1.7, track + 1.7), STONE, 1.0, layer=3)
    if judged is not None:
        _dot(page, found, x + TRACK * min(1.0, max(0.0, judged)), x, track)
    _figure(page, words, found, x, y - 2.0)


def _dot(page: Sheet, found: Finding, at: float, left: float, y: float) -> None:
    if found.check in UPPER and found.judged is not None:
        upper = left + TRACK * min(1.0, max(0.0, found.judged))
        page.line((at, upper), (y, y), RAY if found.is_flagged else MARK, 2.2, layer=4)
    if found.is_flagged:
        page.mark(at, y, "D", 6.0, RAY, INK, 1.1, layer=6)
    else:
        page.mark(at, y, size=5, edge=PAPER, edge_width=0.5, layer=6)


UPPER = {Check.PERSISTENCE, Check.ASSOCIATION}  # judged by how far they may reach


def _figure(page: Sheet, words: Wording, found: Finding, x: float, y: float) -> None:
    weight = SEMIBOLD if found.is_flagged else 400
    page.text(x, y, figure_words(words, found), 9, INK if found.is_flagged else STONE, weight)


def figure_words(words: Wording, found: Finding) -> str:
    """Return a finding as it is printed: shares in per cent, correlations with two digits."""
    if found.figure is None:
        key = "relevance.too_old" if found.is_flagged else "relevance.not_measured"
        return words.say(key)
    if found.check in UPPER:
        return words.number(found.figure, 2)
    return f"{words.number(100 * found.figure, 0)}\u00a0%"


def _unknown(page: Sheet, x: float, y: float) -> None:
    page.box(
        (x, y - 0.9), TRACK, 1.8, facecolor=PAPER, edgecolor=MARK, hatch="//////", lw=0.5, zorder=3
    )


def _legend(page: Sheet, words: Wording, y: float) -> None:
    page.mark(1.4, y, size=5, edge=PAPER, edge_width=0.5)
    page.text(4.2, y, words.say("relevance.legend_kept"), 8.4, STONE)
    page.mark(37, y, "D", 6.0, RAY, INK, 1.1)
    page.text(40, y, words.say("relevance.legend_crossed"), 8.4, STONE)
    page.line((77, 77), (y - 1.7, y + 1.7), STONE, 1.0)
    page.line((71, 77), (y, y), HAIR, 5)
    page.text(79, y, words.say("relevance.legend_line"), 8.4, STONE)
    page.line((125, 129), (y, y), MARK, 2.2)
    page.mark(125, y, size=5, edge=PAPER, edge_width=0.5)
    page.text(131, y, words.say("relevance.legend_upper"), 8.4, STONE)


def flag_words(words: Wording, findings: Sequence[Finding], target: str) -> Mapping[str, str]:
    """Return a short sentence for each check that speaks against an indicator.

    Args:
        target: of the indicator, with its unit.
    """
    return {
        one.check.value: words.say(
            f"relevance.flag.{one.check.value}",
            figure=figure_words(words, one), bound=_bound(words, one),
            target=target,
        )
        for one in findings
        if one.is_flagged
    }  # fmt: skip


def _bound(words: Wording, found: Finding) -> str:
    if found.check in UPPER:
        return words.number(found.bound, 1)
    return f"{words.number(100 * found.bound, 0)}\u00a0%"
