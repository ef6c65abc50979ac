"""Charts: nothing leaves the sheet, and our typeface alone is used."""

import re
from collections.abc import Iterator

import pytest
from report_words import NAMES

from coaching.reports.attendance_chart import Came, attendance_chart
from coaching.reports.beam import beam_chart
from coaching.reports.coached_chart import CoachedRow, coached_chart
from coaching.reports.ranking_chart import RankedRow, ranking_chart
from coaching.reports.style import MM_PER_POINT, PAGE_WIDTH, text_width
from coaching.reports.wording import Wording

TEXT = re.compile(r'<text style="([^"]*)" x="([^"]*)" y="([^"]*)"[^>]*>([^<]*)<')
LANGUAGES = ["id", "en"]
STATUSES = ["chosen", "reserve", "out", "not_ranked"]


def spans(svg: bytes) -> Iterator[tuple[float, float, str]]:
    """Where each text begins and ends, in mm."""
    for style, x, _, words in TEXT.findall(svg.decode()):
        size, at = float(re.search(r"([\d.]+)px", style)[1]), float(x) * MM_PER_POINT
        width = text_width(words, size, 600 if "600" in style else 400)
        start = at - {"middle": width / 2, "end": width}.get(_anchor(style), 0.0)
        yield start, start + width, words


def _anchor(style: str) -> str:
    found = re.search(r"text-anchor: (\w+)", style)
    return found[1] if found else "start"


def assert_inside(svg: bytes) -> None:
    found = list(spans(svg))
    assert found
    assert [words for start, end, words in found if start < -0.2 or end > PAGE_WIDTH + 0.2] == []
    assert set(re.findall(r"font-family: ([^;\"]*)", svg.decode())) == {"'Source Sans Pro'"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("estimate", "low", "high", "detectable", "before_after"),
    [
        (1.9, -1.4, 5.2, 4.7, 4.1),
        (-9.2, -18.3, -0.4, 4.7, 0.2),
        (0.02, -2.1, 2.14, 9.7, -7.9),
        (0.31, -0.2, 0.82, 0.61, 2.9),
        (120.0, 80.0, 160.0, None, 150.0),
        (2.0, 1.0, 3.0, 1.0, None),
    ],
)
def test_the_beam_keeps_its_words_on_the_sheet(
    language: str,
    estimate: float,
    low: float,
    high: float,
    detectable: float | None,
    before_after: float | None,
):
    chart = beam_chart(
        Wording(language, "hari per 100 pegawai"), estimate=estimate, low=low, high=high,
        detectable=detectable, before_after=before_after, agencies=105,
    )  # fmt: skip
    assert_inside(chart)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("before", [30.0, 95.0, None])
def test_rows_of_coached_agencies_stay_on_the_sheet(language: str, before: float | None):
    rows = [CoachedRow(name, before, 70.2, 68.9, -1.3, "125 / 129") for name in NAMES]
    rows.append(CoachedRow(NAMES[0], before, None, None, None, "–"))
    assert_inside(coached_chart(Wording(language, "poin"), rows))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("agencies", [1, 4, 28])
def test_attendance_stays_on_the_sheet(language: str, agencies: int):
    rows = [Came(NAMES[n % 6], (31, 4, 2, 3, 2) if n else None) for n in range(agencies)]
    assert_inside(attendance_chart(Wording(language), rows))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_stays_on_the_sheet_with_every_decision_it_can_hold(language: str):
    words = Wording(language)
    decisions = ["selected", "must", "reserve", "resting", "no-gap", "not-ranked"]
    rows = [
        RankedRow(n + 1, NAMES[n], 1.4, STATUSES[n % 4], words.say(f"selection.decision.{one}"))
        for n, one in enumerate(decisions)
    ]
    assert_inside(ranking_chart(words, rows, highest=1.4, legend=STATUSES))


def test_shapes_differ_so_that_no_colour_is_needed():
    words = Wording("id")
    drawn = [
        ranking_chart(words, [RankedRow(1, "A", 0.5, status, "x")], highest=1.0)
        for status in STATUSES[:3]
    ]
    without_colour = {re.sub(rb"#[0-9a-f]{6}", b"", svg) for svg in drawn}
    assert len(without_colour) == 3


def test_the_same_drawing_gives_the_same_bytes():
    rows = [Came(NAMES[0], (3, 1, 1, 1, 1))]
    first, second = (attendance_chart(Wording("id"), rows) for _ in range(2))
    assert first == second
    assert b"<dc:date>" not in first
