"""The whole ranking with its uncertainty: each agency's rank, and the ranks that are plausible."""

from collections.abc import Iterator, Sequence
from typing import Any

from coaching.domain.selection_rules import CHOSEN, Decision
from coaching.reports.agency_words import AgencyWords
from coaching.reports.documents import Picture, both
from coaching.reports.drawing import Drawing
from coaching.reports.groups import batched
from coaching.reports.names import fitting
from coaching.reports.sentences import short_sha
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
from coaching.reports.words import Documents

ROWS_A_PAGE = 35
PLACE, NAMES, NAMES_WIDTH, PLOT = 5.0, 7.4, 72.0, (83.0, 137.0)
PROBABILITY, DECISION = 149.0, PAGE_WIDTH
HEAD, ROW, FOOT = 9.0, 5.9, 8.0
KEPT = {one.value for one in CHOSEN}


def ranking_page(agencies: Sequence[AgencyWords]) -> Documents:
    """Return the ranking as PDF and as HTML; agencies neediest first, those not ranked last."""
    first = agencies[0]
    speech = Wording(first.language, digits=2)
    chosen = sum(one.decision in KEPT for one in agencies)
    said = [
        speech.say(
            "selection.footer", date=speech.day(first.proposed_on),
            sha=short_sha(first.score_sha256),
        )
    ]  # fmt: skip
    if first.is_invented:
        said.append(speech.say("brief.invented"))
    page: dict[str, Any] = {
        "language": first.language,
        "kicker": speech.say("selection.kicker", year=first.year),
        "edition": speech.say("ranking.edition", agencies=speech.count(len(agencies))),
        "headline": speech.say("selection.headline", Chosen=speech.opening_count(chosen)),
        "lead": speech.say("ranking.lead"),
        "charts": list(_charts(speech, agencies)),
        "footer": " · ".join(said),
    }
    return both("report/ranking", page)


def _charts(speech: Wording, agencies: Sequence[AgencyWords]) -> Iterator[Picture]:
    for number, rows in enumerate(batched(agencies, ROWS_A_PAGE), 1):
        alt = speech.say("ranking.alt", agencies=speech.count(len(rows)))
        yield Picture(f"ranking-{number}.svg", _chart(speech, rows), alt)


def _chart(words: Wording, rows: Sequence[AgencyWords]) -> bytes:
    page = Drawing(HEAD + len(rows) * ROW + FOOT)
    of, places = rows[0].of, rows[0].places
    bottom = HEAD + len(rows) * ROW
    _head(page, words, of, places, bottom)
    for number, row in enumerate(rows):
        _row(page, words, row, HEAD + (number + 0.5) * ROW)
    if places:
        line = _at(places + 0.5, of)
        page.line((line, line), (HEAD - 1, bottom), INK, 0.9, "0.9 0.7")
    _key(page, words, bottom + 5)
    return page.svg()


def _at(rank: float, of: int) -> float:
    left, right = PLOT
    return left + (rank - 0.5) / max(of, 1) * (right - left)


def _head(page: Drawing, words: Wording, of: int, places: int, bottom: float) -> None:
    page.text(NAMES, 5.6, words.say("chart.agency"), 8.2, STONE)
    page.text(PLOT[0], 1.8, words.say("ranking.plausible"), 8.2, STONE)
    page.text(PROBABILITY, 5.6, words.say("ranking.probability"), 8.2, STONE, align="right")
    page.text(DECISION, 5.6, words.say("chart.decision"), 8.2, STONE, align="right")
    if places:
        page.box(PLOT[0], HEAD - 1, _at(places + 0.5, of) - PLOT[0], bottom - HEAD + 1, MIST)
    shown = [1, *(rank for rank in range(5, of, 5 if of <= 60 else 25) if of - rank > 2), of]
    for rank in shown:
        page.line((_at(rank, of),) * 2, (HEAD - 1, bottom), HAIR)
        page.text(_at(rank, of), 5.6, str(rank), 8, STONE, align="center")


def _row(page: Drawing, words: Wording, row: AgencyWords, y: float) -> None:
    kept = row.decision in KEPT
    weight, colour = (SEMIBOLD, INK) if kept else (400, INK)
    page.line((0, PAGE_WIDTH), (y + ROW / 2,) * 2, HAIR)
    place = "–" if row.rank is None else str(row.rank)
    page.text(PLACE, y, place, 8.4, STONE, align="right")
    size, lines = fitting(row.name, NAMES_WIDTH, ROW - 0.3, weight)
    for number, line in enumerate(lines):
        top = y + (number - (len(lines) - 1) / 2) * size * 1.05 * MM_PER_POINT
        page.text(NAMES, top, line, size, colour, weight)
    if row.rank is None:
        page.hatched(PLOT[0], y - 1, PLOT[1] - PLOT[0], 2)
    else:
        _beam(page, row, y)
    page.text(PROBABILITY, y, _probability(words, row), 9, INK if kept else STONE, align="right")
    said = words.say(f"selection.decision.{row.decision}")
    page.text(DECISION, y, said, 8.8, INK if kept else STONE, weight, "right")


def _beam(page: Drawing, row: AgencyWords, y: float) -> None:
    kind = _kind(row)
    at = _at(row.rank or 1, row.of)
    if row.standing is not None:
        low, high = _at(row.standing.low, row.of), _at(row.standing.high, row.of)
        wide = {"sure": SEA, "lot": RAY}.get(kind, HAIR)
        page.box(low - 0.9, y - 0.9, high - low + 1.8, 1.8, wide, radius=0.9)
        page.line((low, high), (y, y), INK if kind in ("sure", "lot") else MARK, 0.9)
    if kind == "sure":
        page.mark(at, y, size=6.6, edge=PAPER, edge_width=0.5)
    elif kind == "lot":
        page.mark(at, y, "D", 5.4, RAY, INK, 1.1)
    elif kind == "reserve":
        page.mark(at, y, "D", 5.0, PAPER, INK, 1.1)
    else:
        page.mark(at, y, size=4.6, fill=PAPER, edge=MARK)


def _kind(row: AgencyWords) -> str:
    """Return the shape of a row: chosen, drawn by lot, in reserve where the data cannot tell."""
    if row.decision == Decision.LOT.value:
        return "lot"
    if row.decision in KEPT:
        return "sure"
    grey = row.probability is not None and row.probability >= 0.2
    return "reserve" if row.decision == Decision.RESERVE.value and grey else "out"


def _probability(words: Wording, row: AgencyWords) -> str:
    if row.probability is None:
        return "–"
    if row.probability > 0.995:
        return f">{words.number(0.99, 2)}"
    if row.probability < 0.005:
        return f"<{words.number(0.01, 2)}"
    return words.number(row.probability, 2)


def _key(page: Drawing, words: Wording, y: float) -> None:
    x = 2.2
    for name in ("sure", "lot", "reserve", "out"):
        shape, fill, edge = {
            "sure": ("o", INK, PAPER), "lot": ("D", RAY, INK), "reserve": ("D", PAPER, INK),
            "out": ("o", PAPER, MARK),
        }[name]  # fmt: skip
        page.mark(x, y, shape, 6 if shape == "o" else 5, fill, edge, 1.0)
        said = words.say(f"ranking.key_{name}")
        page.text(x + 3, y, said, 8.4, STONE)
        x += 3 + text_width(said, 8.4) + 6
