"""The page about the indicators themselves."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from reviewed_indicators import make_relevance

from coaching.domain.relevance_rules import RelevanceReview
from coaching.reports.relevance import relevance_page


def texts(pdf: bytes) -> list[str]:
    pages = PdfReader(BytesIO(pdf)).pages
    return [" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in pages]


def test_it_says_what_crosses_a_line_what_was_decided_and_what_cannot_move():
    made = relevance_page(make_relevance())
    [page] = texts(made.pdf)
    assert "Empat dari 6 indikator perlu dilihat orang." in page
    for told in (
        "Predikat kinerja Baik ke atas: target 95 persen tercapai pada 93 % (batas 90 %)",
        "Pemenuhan 20 JP: data tidak lengkap, 61 % melaporkan (sedikitnya 70 %)",
        "Hukuman disiplin: pensiunkan",
        "korelasi 0,93",
        "Pemenuhan 20 JP: target dari 80 menjadi 90",
        "Hukuman disiplin: perubahan kerja belum dapat tampak dalam 90 hari",
        "Target 2026 dinaikkan menjadi 97. (Wali Kota)",
    ):
        assert told in page
        assert told in made.html.replace("\u00a0", " ")
    assert re.findall(r'(?:href|src)="(?!#)', made.html) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_where_nothing_speaks_against_any_that_is_said(language: str):
    words = make_relevance(language)
    good = RelevanceReview(words.review.indicators[:1] * 3, ())
    calm = replace(words, review=good, decided={}, earlier=())
    [page] = texts(relevance_page(calm).pdf)
    told = {
        "id": "Tidak ada yang menentang satu pun dari 3 indikator.",
        "en": "Nothing speaks against any of the 3 indicators.",
    }
    assert told[language] in page


def test_the_same_words_give_the_same_bytes():
    assert relevance_page(make_relevance()) == relevance_page(make_relevance())


def test_many_indicators_take_further_pages_and_lose_nothing():
    pages = texts(relevance_page(make_relevance(indicators=14)).pdf)
    assert len(pages) > 1
    assert "Keputusan tahun-tahun sebelumnya" in pages[-1]
