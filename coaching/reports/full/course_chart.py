"""Both groups over the years: the dip that chose, and the rise to be expected without coaching."""

from collections.abc import Iterator
from itertools import pairwise

from coaching.domain.fitted import Course
from coaching.reports.full.score_chart import legend, put
from coaching.reports.scale import Scale, covering
from coaching.reports.style import (
    HAIR,
    INK,
    MARK,
    RAY,
    SEMIBOLD,
    STONE,
    Sheet,
    sheet,
)
from coaching.reports.wording import Wording

HEIGHT = 70.0
LEFT, RIGHT, TOP, BOTTOM = 12.0, 132.0, 10.0, 56.0  # mm of the field; words on its right
APART = 4.4  # mm between two lines of words


def course_chart(words: Wording, course: Course, year: int, *, judged: bool) -> bytes:
    """Draw the means of both groups, year by year.

    Args:
        year: of the coaching.
        judged: there is a number: what was expected without coaching is drawn too.

    Returns:
        SVG, 174 mm wide.
    """
    page = sheet(HEIGHT)
    shown = [one for one in (*course.coached, *course.others) if one is not None]
    up = covering([*shown, *([course.expected] if judged else [])], BOTTOM - 2, TOP + 2, ticks=6)
    across = covering(course.years, LEFT + 8, RIGHT - 2, margin=0.0)
    _ground(page, words, across, up, course, year)
    for means, coached in ((course.others, False), (course.coached, True)):
        _trace(page, across, up, course.years, means, coached=coached)
    if judged:
        _expected(page, across, up, course)
    _values(page, words, across, up, course, judged=judged)
    return page.svg()


def _ground(
    page: Sheet, words: Wording, across: Scale, up: Scale, course: Course, year: int
) -> None:
    legend(page, words)
    for tick in up.ticks:
        page.line((LEFT, RIGHT), (up.at(tick),) * 2, HAIR)
        page.text(LEFT - 2, up.at(tick), words.plain(tick), 8, STONE, align="right")
    page.line((LEFT, RIGHT), (BOTTOM, BOTTOM), MARK, 0.6)
    for one in course.years:
        page.text(across.at(one), BOTTOM + 3.4, str(one), 8.4, INK, align="center")
    chosen = words.say("full.chart.chosen_by")
    page.text(across.at(year - 1), BOTTOM + 7.6, chosen, 8, STONE, align="right")
    page.line((across.at(year - 1),) * 2, (TOP - 2, BOTTOM), MARK, 0.8, (1, 2))
    # Between two yearly values nobody can say where in the year the coaching lay.
    at = across.at(year - 0.5 if course.years[-1] == year else year)
    page.line((at, at), (TOP - 2, BOTTOM), INK, 0.8, (4, 2))
    told = words.say("full.chart.coaching", year=str(year))
    page.text(at, BOTTOM + 11.4, told, 8, INK, SEMIBOLD, "center")
    page.line((at, at), (BOTTOM, BOTTOM + 9), INK, 0.8, (4, 2))


def _trace(
    page: Sheet, across: Scale, up: Scale, years: tuple[int, ...],
    means: tuple[float | None, ...], *, coached: bool,
) -> None:  # fmt: skip
    known = [
        (across.at(year), up.at(mean))
        for year, mean in zip(years, means, strict=True)
        if mean is not None
    ]
    colour, width = (INK, 1.6) if coached else (STONE, 1.2)
    for (x, y), (then, there) in pairwise(known):
        page.line((x, then), (y, there), colour, width, layer=3)
    for x, y in known:
        put(page, x, y, coached=coached)


def _expected(page: Sheet, across: Scale, up: Scale, course: Course) -> None:
    before, after = course.coached[-2], course.coached[-1]
    if before is None or after is None:
        return
    x, y = across.at(course.years[-1]), up.at(course.expected)
    page.line((across.at(course.years[-2]), x), (up.at(before), y), INK, 1.0, (2, 2), layer=3)
    page.line((x, x), (y, up.at(after)), RAY, 5.0, layer=2)
    page.line((x - 2.4, x + 2.4), (y, y), INK, 1.8, layer=6)


def _values(
    page: Sheet, words: Wording, across: Scale, up: Scale, course: Course, *, judged: bool
) -> None:
    """Write the last values on the right, apart from each other."""
    told = [(course.coached[-1], "coached_now", SEMIBOLD), (course.others[-1], "others_now", 400)]
    if judged:
        told.append((course.expected, "expected_now", 400))
    known = sorted((up.at(mean), mean, key, weight) for mean, key, weight in _known(told))
    last = -10.0
    for y, mean, key, weight in known:
        last = max(y, last + APART)
        page.line((across.at(course.years[-1]) + 2.6, RIGHT + 2.4), (y, last), MARK, 0.5, layer=2)
        shown = words.say(f"full.chart.{key}", mean=words.number(mean))
        page.text(RIGHT + 3, last, shown, 8.6, INK, weight)


def _known(told: list[tuple[float | None, str, int]]) -> Iterator[tuple[float, str, int]]:
    for mean, key, weight in told:
        if mean is not None:
            yield mean, key, weight
