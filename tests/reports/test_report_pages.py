"""The list for approval, the quarterly review, and what may be printed of few people."""

import dataclasses
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from report_words import NAMES, make_quarterly, make_selection

from coaching.domain.interim import Interim
from coaching.domain.recommending import Advice
from coaching.reports.groups import batched
from coaching.reports.names import fitting
from coaching.reports.quarterly import quarterly_page
from coaching.reports.scale import covering
from coaching.reports.selection import selection_page
from coaching.reports.small_groups import FEWEST_PEOPLE, hidden_agencies
from coaching.reports.style import MM_PER_POINT, text_width
from coaching.reports.words import AgencyAttendance


def texts(pdf: bytes) -> list[str]:
    pages = PdfReader(BytesIO(pdf)).pages
    return [" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in pages]


def test_the_list_names_every_agency_with_its_place_and_reason():
    chart, *rest = texts(selection_page(make_selection(35)))
    assert "Tiga perangkat daerah diusulkan untuk dibina." in chart
    assert "Satu perangkat daerah tidak diperingkat" in chart
    reasons = " ".join(rest)
    assert all(f"Alasan nomor {number}: IP ASN" in reasons for number in range(1, 36))
    assert "ab12cd34" * 8 in reasons.replace(" ", "")


def test_a_long_list_continues_on_further_pages():
    pages = texts(selection_page(make_selection(105)))
    charts = [page for page in pages if "Perangkat daerah, menurut kebutuhan" in page]
    assert len(charts) == 3
    assert "cadangan" in charts[-1]  # the legend closes the last one


def test_the_list_is_complete_in_english():
    pages = texts(selection_page(make_selection(35, "en")))
    assert "Three agencies are proposed for coaching." in pages[0]
    assert "kebutuhan" not in pages[0]


def test_a_list_says_how_many_of_its_values_are_provisional():
    told = dataclasses.replace(make_selection(12), provisional=3, values=140)
    said = " ".join(texts(selection_page(told))[0].split())
    assert "Dari 140 nilai di balik daftar ini, 3 masih sementara" in said
    assert "sementara" not in texts(selection_page(make_selection(12)))[0]


@pytest.mark.parametrize(
    ("language", "title"),
    [("id", "angka sementara, tanpa kesimpulan"), ("en", "interim numbers, no verdict")],
)
def test_the_quarterly_review_calls_itself_interim(language: str, title: str):
    made = quarterly_page(make_quarterly(language))
    assert title in texts(made.pdf)[0]
    assert title in made.html
    assert "http" not in made.html


def test_the_quarterly_review_counts_who_reported_and_who_is_due():
    page = texts(quarterly_page(make_quarterly()).pdf)[0]
    for words in (
        "71,3",
        "9 dari 9",
        "76,2",
        "25 dari 26",
        "belum pernah tercatat",
        "terakhir 2020",
    ):
        assert words in page


def test_an_interim_estimate_is_printed_without_a_verdict():
    made = quarterly_page(make_quarterly())
    page = " ".join(texts(made.pdf))
    assert "+2,4 poin (−0,7 s.d. +5,5)" in page
    assert "Angka ini berubah setiap triwulan dan bukan penilaian" in page
    assert "Penilaian menunggu 20 Januari 2027" in page
    for verdict in ("belum dapat dibedakan", "lebih tinggi", "lebih rendah", "signifikan"):
        assert verdict not in page


@pytest.mark.parametrize("language", ["id", "en"])
def test_each_advice_has_its_words(language: str):
    words = make_quarterly(language)
    made = quarterly_page(words)
    assert made.html.count("<li>") == len(words.advice) > len(Advice)
    assert "{" not in "".join(texts(made.pdf))


def test_the_memory_says_how_often_and_with_what_result():
    page = " ".join(texts(quarterly_page(make_quarterly()).pdf))
    assert "3 kali: 2016, 2020, 2026" in page
    assert "2020: +2,1 poin" in page
    assert "belum dinilai" in page
    nothing = dataclasses.replace(
        make_quarterly(), memory=(), advice=(), interim=Interim(2026, 3, 9, "2026-Q3")
    )
    empty = " ".join(texts(quarterly_page(nothing).pdf))
    assert "Belum pernah ada yang dibina." in empty
    assert "Tidak ada usul dari catatan." in empty
    assert "tidak ada perkiraan dari data ini" in empty


def test_a_quarter_before_anybody_was_coached_says_so():
    page = texts(quarterly_page(make_quarterly(coached=0)).pdf)[0]
    assert "belum ada" in page
    assert "Belum ada perangkat daerah yang dibina tahun ini." in page


def test_a_quarter_without_values_says_so():
    words = make_quarterly()
    made = quarterly_page(dataclasses.replace(words, indicators=(), due=()))
    page = texts(made.pdf)[0]
    assert "Belum ada nilai indikator untuk triwulan ini." in page
    assert "Tidak ada perangkat daerah yang sudah waktunya." in page


@given(st.lists(st.integers(0, 30), max_size=12))
def test_what_is_hidden_cannot_be_found_by_subtraction(sizes: list[int]):
    rows = [AgencyAttendance(f"a{n}", present=size) for n, size in enumerate(sizes)]
    hidden = hidden_agencies(rows)
    shown = [row for row in rows if row.agency not in hidden]
    assert all(row.invited >= FEWEST_PEOPLE or row.invited == 0 for row in shown)
    people = sum(row.invited for row in rows if row.agency in hidden)
    everybody = sum(sizes)
    assert people == 0 or people >= FEWEST_PEOPLE or people == everybody


@given(st.lists(st.integers(), max_size=200), st.integers(1, 40))
def test_pages_hold_all_rows_in_order_and_none_too_many(rows: list[int], size: int):
    groups = list(batched(rows, size))
    assert [row for group in groups for row in group] == rows
    assert all(0 < len(group) <= size for group in groups)
    assert len(groups) == -(-len(rows) // size)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("room", [5.6, 6.4, 7.8])
def test_a_name_stays_inside_its_row(name: str, room: float):
    size, lines = fitting(name, 74, room)
    assert " ".join(lines) == name
    assert all(text_width(line, size) <= 74 for line in lines)
    assert len(lines) * size * MM_PER_POINT <= room
    assert size >= 6.8


numbers = st.floats(-1e4, 1e4)


@given(st.lists(numbers, min_size=1))
def test_every_value_lies_on_the_scale(values: list[float]):
    scale = covering(values, 10, 110)
    assert all(10 - 1e-6 <= scale.at(value) <= 110 + 1e-6 for value in values)
    assert all(scale.low - 1e-6 <= tick <= scale.high + 1e-6 for tick in scale.ticks)
