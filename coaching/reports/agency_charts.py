"""The pictures of one agency: indicators against targets, contributions, years, and its rank."""

from collections.abc import Sequence

from coaching.reports.agency_words import AgencyWords, IndicatorLine, TrendPoint
from coaching.reports.drawing import Drawing
from coaching.reports.names import fitting
from coaching.reports.scale import covering
from coaching.reports.style import (
    HAIR,
    INK,
    MARK,
    MIST,
    MM_PER_POINT,
    PAGE_WIDTH,
    PAPER,
    RAY,
    SEA,
    SEMIBOLD,
    STONE,
    text_width,
)
from coaching.reports.wording import Wording

NAMES, FLOOR, TRACK, TARGET, VALUE = 60.0, 72.0, (76.0, 139.0), 144.0, PAGE_WIDTH
HEAD, ROW, FOOT = 6.5, 9.4, 7.5
HALF = 83.0  # mm of a picture that stands beside another


def indicators_chart(words: Wording, rows: Sequence[IndicatorLine]) -> bytes:
    """Draw each indicator between its floor and its target, and what is missing to the target."""
    page = Drawing(HEAD + len(rows) * ROW + FOOT)
    page.text(FLOOR, 2.4, words.say("agency.floor"), 8.2, STONE, align="right")
    page.text(TARGET, 2.4, words.say("agency.target"), 8.2, STONE)
    page.text(VALUE, 2.4, words.say("agency.value"), 8.2, STONE, align="right")
    for number, row in enumerate(rows):
        _indicator(page, words, row, HEAD + (number + 0.5) * ROW)
    _key(page, words, HEAD + len(rows) * ROW + 4.2)
    return page.svg()


def _indicator(page: Drawing, words: Wording, row: IndicatorLine, y: float) -> None:
    size, lines = fitting(row.title, NAMES, 4.4, SEMIBOLD)
    for number, line in enumerate(lines):
        top = y - 1.6 + (number - (len(lines) - 1) / 2) * size * 1.05 * MM_PER_POINT
        page.text(0, top, line, size, INK, SEMIBOLD)
    page.text(0, y + 2.3, _about(words, row), 7.8, STONE)
    page.text(FLOOR, y, words.plain(row.floor), 9, STONE, align="right")
    page.text(TARGET, y, words.plain(row.target), 9, STONE)
    left, right = TRACK
    if row.gap is None or row.value is None:
        page.hatched(left, y - 0.9, right - left, 1.8)
        page.text(VALUE, y, words.say("agency.no_value"), 8.4, STONE, align="right")
    else:
        page.box(left, y - 0.9, right - left, 1.8, HAIR)
        at = right - min(row.gap, 1.0) * (right - left)
        page.box(at, y - 0.9, right - at, 1.8, RAY)
        if row.median_gap is not None:
            median = right - min(row.median_gap, 1.0) * (right - left)
            page.line((median, median), (y - 1.9, y + 1.9), STONE, 1.4)
        page.mark(at, y, size=8, edge=PAPER, edge_width=1.2)
        page.text(VALUE, y, words.plain(round(row.value, 1)), 11.5, INK, SEMIBOLD, "right")
    page.line((right, right), (y - 2.2, y + 2.2), INK, 1.9)


def _about(words: Wording, row: IndicatorLine) -> str:
    """Return the small line below a title; only what fits beside the floor."""
    unit = Wording(words.language, row.unit).unit_name()
    said = [unit, words.say("agency.weight", weight=words.number(100 * row.weight, 0))]
    if row.target < row.floor:
        said.append(words.say("agency.less_is_better"))
    counted = row.counted
    if counted is not None and row.value is not None and abs(counted - row.value) >= 0.05:
        said.append(words.say("agency.counted", value=words.number(counted, 1)))
    while len(said) > 2 and text_width(" · ".join(said), 7.8) > FLOOR - 9:
        said.pop()
    return " · ".join(said)


def _key(page: Drawing, words: Wording, y: float) -> None:
    page.mark(1.5, y, size=8, edge=PAPER)
    page.text(4.4, y, words.say("agency.key_here"), 8.4, STONE)
    x = 4.4 + text_width(words.say("agency.key_here"), 8.4) + 7
    page.box(x, y - 0.9, 5, 1.8, RAY)
    page.text(x + 7, y, words.say("agency.key_gap"), 8.4, STONE)
    x += 7 + text_width(words.say("agency.key_gap"), 8.4) + 7
    page.line((x, x), (y - 1.9, y + 1.9), STONE, 1.4)
    page.text(x + 2, y, words.say("agency.key_median"), 8.4, STONE)


def contributions_chart(words: Wording, rows: Sequence[IndicatorLine]) -> bytes:
    """Draw which part of the need each indicator makes; the three greatest are filled."""
    pitch = min(8.2, 40.0 / max(len(rows), 1))
    page = Drawing(max(len(rows), 1) * pitch + 2, HALF)
    left, most = 37.0, max((row.share for row in rows), default=0.0) or 1.0
    for number, row in enumerate(sorted(rows, key=lambda one: -one.share)):
        y = 1 + (number + 0.5) * pitch
        size, lines = fitting(row.title, left - 2, pitch - 0.6)
        for place, line in enumerate(lines):
            top = y + (place - (len(lines) - 1) / 2) * size * 1.05 * MM_PER_POINT
            page.text(left - 1.6, top, line, size, INK, align="right")
        width = 31.0 * row.share / most
        is_top = number < 3 and row.share > 0
        thick = min(4.4, pitch - 2.4)
        page.box(left, y - thick / 2, width, thick, SEA if is_top else PAPER, "none" if is_top
                 else MARK)  # fmt: skip
        told = f"{words.number(100 * row.share, 0)}\u00a0%"
        page.text(left + width + 1.6, y, told, 9, INK, SEMIBOLD if is_top else 400)
    if rows:
        page.line((left, left), (0, page.height), MARK, 0.8)
    else:
        page.text(0, 4, words.say("agency.nothing_to_add_up"), 9, STONE)
    return page.svg()


def trend_chart(words: Wording, points: Sequence[TrendPoint]) -> bytes:
    """Draw the need over the years, with its 90 % interval and the median of all agencies."""
    page = Drawing(43.0, HALF)
    told = [one for point in points for one in (point.high, point.median, point.need)]
    values = [0.0, *(value for value in told if value is not None)]
    scale = covering([0.0, max(*values, 0.5)], 38.0, 3.0, ticks=4, margin=0.0)
    left, right = 7.0, 58.0
    for tick in scale.ticks:
        page.line((left, right + 2), (scale.at(tick),) * 2, MARK if tick == 0 else HAIR, 0.6)
        page.text(left - 1.4, scale.at(tick), words.plain(tick), 8, STONE, align="right")
    step = (right - left - 4) / max(len(points) - 1, 1)
    at = {point.year: left + 2 + number * step for number, point in enumerate(points)}
    for point in points:
        page.text(at[point.year], 41.2, str(point.year), 8, STONE, align="center")
    for run in _runs(points):
        _band(page, scale, at, run)
    _lines(page, words, scale, at, points)
    return page.svg()


def _runs(points: Sequence[TrendPoint]) -> list[list[TrendPoint]]:
    """Return the years that follow each other with a need: a year without one breaks the line."""
    runs: list[list[TrendPoint]] = [[]]
    for point in points:
        if point.need is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _band(page: Drawing, scale: object, at: dict[int, float], run: list[TrendPoint]) -> None:
    y = scale.at  # type: ignore[attr-defined]
    highs = [(at[one.year], y(one.high)) for one in run if one.high is not None]
    lows = [(at[one.year], y(one.low)) for one in run if one.low is not None]
    if len(run) > 1:
        page.path([*highs, *reversed(lows)], RAY, 0.8, RAY, 0.55)
    else:
        x = at[run[0].year]
        page.line((x, x), (lows[0][1], highs[0][1]), RAY, 4)
    page.path([(at[one.year], y(one.need)) for one in run], INK, 1.8)
    for one in run:
        page.mark(at[one.year], y(one.need), size=6, edge=PAPER, edge_width=1)


def _lines(
    page: Drawing, words: Wording, scale: object, at: dict[int, float],
    points: Sequence[TrendPoint],
) -> None:  # fmt: skip
    y = scale.at  # type: ignore[attr-defined]
    medians = [(at[one.year], y(one.median)) for one in points if one.median is not None]
    if len(medians) > 1:
        page.path(medians, MARK, 1.2, dashes="1.4 1")
    last = points[-1] if points else None
    if last is None:
        return
    labels = []
    if last.need is not None:
        told = words.say("agency.trend_here", need=words.number(last.need, 2))
        labels.append((y(last.need), told, INK, SEMIBOLD))
    if last.median is not None:
        told = words.say("agency.trend_median", need=words.number(last.median, 2))
        labels.append((y(last.median), told, STONE, 400))
    if len(labels) == 2 and abs(labels[0][0] - labels[1][0]) < 3.6:
        middle = (labels[0][0] + labels[1][0]) / 2
        upper = labels[0][0] <= labels[1][0]
        labels = [
            (middle + (-1.8 if (number == 0) == upper else 1.8), *label[1:])
            for number, label in enumerate(labels)
        ]
    for place, told, colour, weight in labels:
        page.text(62.0, place, told, 8.8, colour, weight)


def rank_chart(words: Wording, told: AgencyWords) -> bytes:
    """Draw how often each rank came up, the rank itself, and where the places end."""
    page = Drawing(24.0)
    left, right, base = 3.0, PAGE_WIDTH - 3.0, 17.0
    step = (right - left) / max(told.of, 1)
    line = left + told.places * step
    if told.places:
        page.box(left, 4.0, line - left, base - 4.0, MIST)
    counts = told.standing.counts if told.standing else ()
    most = max(counts, default=0) or 1
    for number, count in enumerate(counts):
        if count:
            height = max(0.3, 11.0 * count / most)
            page.box(left + number * step + step * 0.1, base - height, step * 0.8, height, RAY, INK,
                     0.7)  # fmt: skip
    page.line((left - 1, right + 1), (base, base), MARK, 0.8)
    for rank in _ticks(told.of, told.places):
        x = left + (rank - 0.5) * step
        page.line((x, x), (base, base + 1.2), MARK, 0.6)
        page.text(x, base + 3.6, str(rank), 8, STONE, align="center")
    if told.rank is not None:
        page.mark(left + (told.rank - 0.5) * step, base, size=8, edge=PAPER)
    if told.places:
        page.line((line, line), (1.4, base + 1.6), INK, 1.2, "0.9 0.7")
        said = words.say("agency.places", places=words.count(told.places))
        beside = line + 1.6 + text_width(said, 8.6) < right
        page.text(line + (1.6 if beside else -1.6), 2.2, said, 8.6, STONE,
                  align="left" if beside else "right")  # fmt: skip
    return page.svg()


def _ticks(of: int, places: int) -> list[int]:
    """Return the ranks that are written out: first, last, the end of the places, every fifth."""
    every = 5 if of <= 60 else 25
    shown = {1, of, *range(every, of + 1, every)}
    if 0 < places <= of:
        shown = {one for one in shown if abs(one - places) > 1} | {places}
    return sorted(one for one in shown if one >= 1 and (one == of or of - one > 1))
