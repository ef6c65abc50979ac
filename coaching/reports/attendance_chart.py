"""Who came, agency by agency: counts as stacked bars whose length is the number of people."""

from collections.abc import Sequence
from dataclasses import dataclass

from coaching.reports.names import write_name
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

KEYS = ("present", "represented", "excused", "absent", "unknown")
HEAD, BAR, NAME_ABOVE, GAP = 8.0, 8.4, 8.0, 6.2
ROW, SMALL_BAR, NAMES = 7.4, 4.8, 74.0  # mm, where many agencies share the page
ROOMY = 4  # up to so many agencies the name stands above its bar


@dataclass(frozen=True)
class Came:
    """What became of the invitations of one agency; `counts` is None where too few were invited.

    Args:
        name: as the agency is called.
        counts: people present, represented, excused, absent, and without any answer.
    """

    name: str
    counts: tuple[int, int, int, int, int] | None


def attendance_chart(words: Wording, rows: Sequence[Came]) -> bytes:
    """Draw one bar per agency, in the order given.

    Returns:
        SVG, 174 mm wide and as high as `chart_height` says.
    """
    roomy = len(rows) <= ROOMY
    page = sheet(chart_height(len(rows)))
    _legend(page, words, rows)
    left = 0.0 if roomy else NAMES + 2
    most = max((sum(row.counts) for row in rows if row.counts), default=1) or 1
    per_person = min((PAGE_WIDTH - left) / most, 5.5)
    for number, row in enumerate(rows):
        if roomy:
            top = HEAD + number * (NAME_ABOVE + BAR + GAP)
            page.line((0, PAGE_WIDTH), (top, top), HAIR)
            write_name(page, 0, top + 4.3, row.name, PAGE_WIDTH, NAME_ABOVE)
            _bar(page, words, row, 0, top + NAME_ABOVE + BAR / 2, per_person, BAR)
        else:
            middle = HEAD + (number + 0.5) * ROW
            page.line((0, PAGE_WIDTH), (middle - ROW / 2,) * 2, HAIR)
            write_name(page, 0, middle, row.name, NAMES, ROW - 0.6)
            _bar(page, words, row, left, middle, per_person, SMALL_BAR)
    return page.svg()


def chart_height(rows: int) -> float:
    """Return the height in mm of a chart of so many agencies."""
    if rows <= ROOMY:
        return HEAD + rows * (NAME_ABOVE + BAR + GAP)
    return HEAD + rows * ROW + 1


def _legend(page: Sheet, words: Wording, rows: Sequence[Came]) -> None:
    page.text(0.2, 2.4, words.say("chart.invitations"), 9, INK, SEMIBOLD)
    x = text_width(words.say("chart.invitations"), 9, SEMIBOLD) + 6
    for number, key in enumerate(KEYS):
        if not any(row.counts and row.counts[number] for row in rows):
            continue
        _box(page, key, x, 2.4, 3.2, 3.2)
        name = words.say(f"chart.{key}")
        page.text(x + 4.6, 2.4, name, 8.6, STONE)
        x += text_width(name, 8.6) + 11


def _bar(
    page: Sheet, words: Wording, row: Came, x: float, y: float, per_person: float, height: float
) -> None:
    if row.counts is None:
        page.text(x + 0.2, y, words.say("chart.too_few"), 8.6, STONE)
        return
    for key, people in zip(KEYS, row.counts, strict=True):
        if people:
            width = people * per_person
            _box(page, key, x, y, width, height)
            _count(page, key, x + width / 2, y, str(people))
            x += width


def _box(page: Sheet, key: str, x: float, y: float, width: float, height: float) -> None:
    fill = {"present": INK, "represented": RAY, "excused": HAIR}.get(key, PAPER)
    hatched = key == "unknown"
    page.box(
        (x, y - height / 2), width, height, facecolor=fill, linewidth=0.7,
        edgecolor=MARK if hatched else INK, hatch="//////" if hatched else None, zorder=3,
    )  # fmt: skip


def _count(page: Sheet, key: str, x: float, y: float, count: str) -> None:
    if key == "unknown":
        half = text_width(count, 9, SEMIBOLD) / 2 + 0.4
        page.box((x - half, y - 1.7), 2 * half, 3.4, color=PAPER, lw=0, zorder=4)
    page.text(x, y, count, 9, PAPER if key == "present" else INK, SEMIBOLD, "center")
