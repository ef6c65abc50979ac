"""The pages of agencies, and the ranking with its uncertainty."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from pypdf import PdfReader
from report_words import NAMES, SHA

from coaching.domain.freezing import frozen_score
from coaching.domain.indicators import Indicator
from coaching.domain.selection import select
from coaching.domain.selection_rules import Must, SelectionRules
from coaching.domain.trend import needs_of_years
from coaching.reports.agency import agency_page
from coaching.reports.agency_files import ListFacts, all_words
from coaching.reports.agency_words import AgencyWords
from coaching.reports.ranking_page import ranking_page

INDICATORS = [
    Indicator("ip-asn", "Indeks Profesionalitas ASN", "IP ASN", "poin", 82, 60, 0.6),
    Indicator("absence", "Absen tanpa keterangan", "Absen", "hari per 100 pegawai", 2, 12, 0.4),
]
RULES = SelectionRules(4, 0.7, 3, 0.5, 1, redraws=200)
CODES = {f"a{number}": NAMES[number % len(NAMES)] for number in range(12)}
MUSTS = [Must("a9", "Perangkat daerah baru.")]


@cache
def told(language: str = "id") -> dict[str, AgencyWords]:
    dice = np.random.default_rng(3)
    rows = [
        (code, one.code, one.floor + share * (one.target - one.floor) + dice.normal(0, 0.2), 0.6)
        for number, code in enumerate(CODES)
        if number != 11  # sends nothing
        for one in INDICATORS
        for share in [0.1 + 0.07 * number]
    ]
    values = pd.DataFrame(rows, columns=["agency", "indicator", "value", "error"])
    found = select(values, list(CODES), INDICATORS, RULES, MUSTS, {"a1": [2024]}, 2025)
    score = frozen_score(
        found, year=2025, indicators=INDICATORS, rules=RULES, musts=MUSTS, code_version="test"
    )
    years = pd.concat(
        [values.assign(period=str(year), respondents=np.nan) for year in range(2021, 2025)]
    )
    trend = needs_of_years(years, {one: list(CODES) for one in range(2021, 2025)}, INDICATORS, 0.7)
    facts = ListFacts(
        language, {**score, "coached_in": {"a1": [2024]}}, SHA, date(2025, 1, 19), CODES, trend,
        "BKPSDM", is_invented=True,
    )  # fmt: skip
    return dict(all_words(facts))


def texts(pdf: bytes) -> list[str]:
    pages = PdfReader(BytesIO(pdf)).pages
    return [" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in pages]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("code", list(CODES))
def test_each_agency_has_one_page_with_its_whole_name(code: str, language: str):
    words = told(language)[code]
    made = agency_page(words)
    [page] = texts(made.pdf)
    assert words.name.replace(" ", "") in page.replace(" ", "")
    assert words.name in made.html
    assert re.findall(r'(?:href|src)="(?!#)', made.html) == []


def test_a_chosen_agency_reads_why_how_sure_and_what_would_change_it():
    [page] = texts(agency_page(told()["a0"]).pdf)
    assert "Diusulkan dibina tahun 2025." in page
    assert "Kebutuhannya peringkat 1 dari 11." in page
    assert "Mengapa dipilih" in page
    assert "keluar dari 3 kebutuhan terbesar bila" in page
    assert re.search(r"IP ASN dari \d+(,\d)? menjadi \d+(,\d)? poin", page)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("a1", "mulai tahun 2026 perangkat daerah ini dapat dipilih lagi"),
        ("a9", "Hanya keputusan tertulis yang lain"),
        ("a11", "Data untuk IP ASN, Absen."),
    ],
)
def test_where_need_does_not_decide_the_page_says_what_does(code: str, sentence: str):
    [page] = texts(agency_page(told()[code]).pdf)
    assert sentence in page


def test_a_list_from_before_there_were_redraws_has_its_pages_too():
    words = replace(told()["a0"], standing=None, probability=None, redraws=0)
    [page] = texts(agency_page(words).pdf)
    assert "ketidakpastian peringkat tidak dihitung" in page


def test_the_ranking_names_every_agency_and_how_likely_it_is_listed():
    made = ranking_page(list(told().values()))
    [page] = texts(made.pdf)
    assert "Empat perangkat daerah diusulkan untuk dibina." in page
    for name in NAMES:
        assert name.replace(" ", "") in page.replace(" ", "")
    assert ">0,99" in page
    assert "peringkat yang masuk akal" in page


def test_equal_words_make_equal_pages():
    assert agency_page(told()["a3"]) == agency_page(told()["a3"])
    assert ranking_page(list(told().values())) == ranking_page(list(told().values()))
