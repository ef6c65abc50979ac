"""A city with sixty agencies of the longest names: nothing is cut, nothing lies on anything."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from full_words import make_full
from on_paper import Placed, defects, outside, overlaps
from playwright.sync_api import Browser, sync_playwright
from pypdf import PageObject

from coaching.domain.evaluation_rules import Verdict
from coaching.reports.brief import evaluation_brief
from coaching.reports.documents import both
from coaching.reports.full.report import full_report
from coaching.reports.full.words import FullWords
from coaching.reports.words import Documents

CHROMIUM = Path("/usr/bin/chromium")
LONGEST = [
    "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk, Keluarga Berencana, "
    "Pemberdayaan Masyarakat dan Desa Kabupaten Kotawaringin Timur",
    "Dinas Perumahan Rakyat, Kawasan Permukiman, Pekerjaan Umum, Penataan Ruang, Pertanahan, "
    "Perhubungan dan Lingkungan Hidup Kabupaten Penukal Abab Lematang Ilir",
    # A word that is longer than its column, at the height of what stands in the next one.
    "BadanKesbangpollinmasPenanggulanganBencanaDaerah, dahulu Badan Kesatuan Bangsa, Politik dan "
    "Perlindungan Masyarakat",
    "Sekretariat Dewan Perwakilan Rakyat Daerah",
    "Rumah Sakit Umum Daerah Prof. Dr. H. Aloei Saboe, Badan Layanan Umum Daerah Kelas B",
]
CUT = """where => [...document.querySelectorAll(where)]
    .filter(one => one.clientWidth && one.scrollWidth > one.clientWidth + 1)
    .map(one => one.outerHTML.slice(0, 80))"""
# Words of a chart that reach out of it.
OUTSIDE = """() => [...document.querySelectorAll("svg")].flatMap(svg => {
    const room = svg.getBoundingClientRect()
    return [...svg.querySelectorAll("text")].filter(text => {
        const box = text.getBoundingClientRect()
        return box.left < room.left - 1 || box.right > room.right + 1
    }).map(text => text.textContent)
})"""
WITH_PAGES = [Verdict.NOT_DISTINGUISHABLE, Verdict.DEPENDS_ON_METHOD, Verdict.COUNTS_ONLY]


@cache
def crowded(verdict: Verdict, language: str = "id") -> FullWords:
    words = make_full(verdict, language, agencies=60, coached=26, names=LONGEST)
    many = tuple(
        replace(one, present=1290, represented=1001, excused=1000, absent=1000, unanswered=1000)
        for one in words.brief.attendance
    )
    return replace(words, brief=replace(words.brief, attendance=many))


@cache
def report(verdict: Verdict, language: str = "id") -> Documents:
    return both("report/full", full_report(crowded(verdict, language)))


@cache
def brief(verdict: Verdict) -> Documents:
    return evaluation_brief(crowded(verdict).brief)


def test_the_brief_is_printed_whole():
    assert defects(brief(Verdict.NOT_DISTINGUISHABLE).pdf) == []


@pytest.mark.parametrize("verdict", WITH_PAGES)
def test_the_full_report_is_printed_whole(verdict: Verdict):
    assert defects(report(verdict).pdf) == []


def test_in_english_too():
    assert defects(report(Verdict.NOT_DISTINGUISHABLE, "en").pdf) == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("no browser: apt install chromium")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield made
        made.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", ["brief", "report"])
def test_in_a_browser_nothing_runs_out_of_its_place(browser: Browser, kind: str, width: int):
    made = {"brief": brief, "report": report}[kind](Verdict.NOT_DISTINGUISHABLE)
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.set_content(made.html)
    assert tab.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    # Wide tables and charts scroll inside their own place on a phone; on a desk nothing does.
    scrolls = "" if width == 1280 else ":not(figure, figure *, .wide, .wide *)"
    assert tab.evaluate(CUT, f"main *:not(svg *){scrolls}") == []
    assert tab.evaluate(OUTSIDE) == []
    tab.close()


def test_this_test_would_see_words_on_words_and_words_over_the_edge():
    first, second = Placed("a", 60, 100, 80, 108), Placed("b", 75, 104, 90, 112)
    assert overlaps([first, second]) == [("a", "b")]
    assert overlaps([first, replace(second, left=78.5)]) == []
    page = PageObject.create_blank_page(width=595, height=842)
    assert (
        outside(page, [first, replace(first, right=560), replace(first, bottom=3)])[0].right == 560
    )
