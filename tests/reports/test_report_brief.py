"""The brief for the head of the city."""

import dataclasses
import re
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from report_words import NAMES, make_brief, make_selection
from syrupy.assertion import SnapshotAssertion

from coaching.domain.evaluation_rules import Verdict
from coaching.reports.brief import evaluation_brief
from coaching.reports.selection import selection_page
from coaching.reports.sentences import before_after, headline, lead, panels
from coaching.reports.wording import Wording
from coaching.reports.words import BriefWords

HERE = Path(__file__).parent


def said(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    text = " ".join(page.extract_text() for page in pages)
    return " ".join(text.replace("\u00a0", " ").split())


def pages(pdf: bytes) -> int:
    return len(PdfReader(BytesIO(pdf)).pages)


def sentences(brief: BriefWords) -> str:
    words = Wording(brief.language, brief.unit)
    lines = [headline(words, brief), _plain(lead(words, brief)), _plain(before_after(words, brief))]
    lines += [f"{panel['title']}: {_plain(panel['words'])}" for panel in panels(words, brief)]
    return "\n".join(lines)


def _plain(runs: object) -> str:
    return "".join(text for _, text in runs)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_what_each_verdict_says(verdict: Verdict, language: str, snapshot: SnapshotAssertion):
    coached = 3 if verdict is Verdict.COUNTS_ONLY else 9
    assert sentences(make_brief(verdict, coached, language)) == snapshot


@pytest.mark.parametrize("verdict", list(Verdict))
def test_an_ordinary_round_is_one_page(verdict: Verdict):
    coached = 3 if verdict is Verdict.COUNTS_ONLY else 9
    assert pages(evaluation_brief(make_brief(verdict, coached)).pdf) == 1


@pytest.mark.parametrize("coached", [10, 11])
def test_a_slightly_larger_round_is_squeezed_onto_the_page(coached: int):
    assert pages(evaluation_brief(make_brief(Verdict.RAISED, coached)).pdf) == 1


@pytest.mark.parametrize("verdict", [Verdict.NOT_DISTINGUISHABLE, Verdict.DEPENDS_ON_METHOD])
def test_a_large_round_puts_the_verdict_first_and_its_agencies_on_their_own_page(verdict: Verdict):
    document = PdfReader(BytesIO(evaluation_brief(make_brief(verdict, 26)).pdf))
    assert len(document.pages) == 2
    first, second = (page.extract_text() for page in document.pages)
    assert "Langkah berikut" in first
    assert "Rumah Sakit" not in first
    assert second.count("Rumah Sakit Umum Daerah") == 4


def test_the_page_says_the_verdict_the_numbers_and_what_they_rest_on():
    text = said(evaluation_brief(make_brief(Verdict.NOT_DISTINGUISHABLE)).pdf)
    for words in (
        "belum dapat dibedakan dari tidak ada pengaruh",
        "1,9 poin",
        "−1,4 s.d. 5,2",
        "pengaruh di bawah 4,7 poin memang sulit terlihat",
        "Ini tidak berarti pembinaan gagal",
        "jangan dipakai",
        "153 dari 169 undangan",
        "30 Oktober 2026, sidik SHA-256 3f9a…c71e",
        "data dan nama rekaan",
    ):
        assert words in text


@pytest.mark.parametrize("verdict", [Verdict.DEPENDS_ON_METHOD, Verdict.DATA_NOT_SUFFICIENT])
def test_a_result_that_cannot_be_trusted_has_no_number_in_its_headline(verdict: Verdict):
    brief = make_brief(verdict)
    assert not re.search(r"\d", headline(Wording("id", "poin"), brief))


def test_few_coached_agencies_get_counts_and_no_difference_of_scores():
    text = said(evaluation_brief(make_brief(Verdict.COUNTS_ONLY, 3)).pdf)
    assert "Tiga perangkat daerah dibina: terlalu sedikit untuk menghitung pengaruh." in text
    assert not re.search(r"\d,\d", text)
    assert "sengaja tidak dicantumkan" in text


def test_an_agency_without_a_later_score_is_shown_and_not_left_out():
    whole = make_brief(Verdict.NOT_DISTINGUISHABLE, 9)
    found = dataclasses.replace(
        whole.evaluation, coached=8, lost_coached=1, agencies=whole.evaluation.agencies[:8]
    )
    text = said(evaluation_brief(dataclasses.replace(whole, evaluation=found)).pdf)
    assert NAMES[8 % len(NAMES)] in text
    assert "belum ada skor sesudah" in text
    assert "Skor sesudah dari 1 perangkat daerah yang dibina." in text


def test_where_less_is_better_nobody_is_told_higher():
    brief = dataclasses.replace(make_brief(Verdict.RAISED), higher_is_better=False)
    text = said(evaluation_brief(brief).pdf)
    assert "Perangkat daerah yang dibina lebih baik 5,2 poin" in text
    assert "lebih tinggi" not in text


def test_an_end_of_the_interval_that_rounds_to_zero_gets_another_decimal():
    brief = make_brief(Verdict.RAISED, low=0.04)
    assert "0,04 s.d. 9,30" in said(evaluation_brief(brief).pdf)


@pytest.mark.parametrize("coached", [9, 11])
@pytest.mark.parametrize("language", ["id", "en"])
def test_longer_panels_take_their_room_from_the_rows(language: str, coached: int):
    whole = make_brief(Verdict.RAISED, coached, language)
    found = dataclasses.replace(
        whole.evaluation, coached=coached - 1, lost_coached=1, lost_others=2,
        agencies=whole.evaluation.agencies[:-1],
    )  # fmt: skip
    document = PdfReader(
        BytesIO(evaluation_brief(dataclasses.replace(whole, evaluation=found)).pdf)
    )
    next_step = "Langkah berikut" if language == "id" else "Next step"
    assert next_step in document.pages[0].extract_text()
    assert len(document.pages) <= 2
    if len(document.pages) == 2:
        assert "Rumah Sakit" in document.pages[1].extract_text()


def test_few_others_are_named_as_what_is_missing():
    text = said(evaluation_brief(make_brief(Verdict.COUNTS_ONLY, 9, others=5)).pdf)
    assert "Hanya 5 perangkat daerah lain sebagai pembanding" in text
    assert "minimal 8 pembanding" in text


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_no_stars_and_no_talk_of_significance(verdict: Verdict, language: str):
    made = evaluation_brief(make_brief(verdict, 9, language))
    shown = re.sub(r"data:font/woff;base64,[^)]*", "", made.html)
    for text in (said(made.pdf), shown):
        assert "signif" not in text.lower()
        assert not re.search(r"\d\s?\*+", text)


def test_the_page_for_a_browser_loads_nothing():
    html = evaluation_brief(make_brief(Verdict.NOT_DISTINGUISHABLE)).html
    assert not re.search(r"(?:src|href)\s*=\s*[\"'](?!#)", html)
    assert set(re.findall(r"url\((\w+:)", html)) == {"data:"}
    assert not re.search(r"@import|<script|<link", html)
    addresses = set(re.findall(r"https?://[^\s\"'<>)]+", html))
    assert addresses == {"http://www.w3.org/1999/xlink", "http://www.w3.org/2000/svg"}


def test_both_forms_say_the_same():
    made = evaluation_brief(make_brief(Verdict.RAISED))
    words = Wording("id", "poin")
    sentence = headline(words, make_brief(Verdict.RAISED))
    assert sentence in made.html
    assert sentence.replace("\u00a0", " ") in said(made.pdf)


def test_names_are_shown_as_they_are_written():
    brief = make_brief(Verdict.NOT_DISTINGUISHABLE, 4)
    wild = 'Dinas <b>"#A" $x$ & _B_</b> \\'
    odd = {**brief.agency_names, "a0": wild}
    made = evaluation_brief(dataclasses.replace(brief, agency_names=odd))
    assert '<b>"#A"' not in made.html
    assert wild in said(made.pdf)


PRINTED = """
import sys; sys.path.insert(0, {here!r})
from hashlib import sha256
from report_words import make_brief, make_selection
from coaching.domain.evaluation_rules import Verdict
from coaching.reports.brief import evaluation_brief
from coaching.reports.selection import selection_page
made = evaluation_brief(make_brief(Verdict.NOT_DISTINGUISHABLE))
for part in (made.pdf, made.html.encode(), selection_page(make_selection(12))):
    print(sha256(part).hexdigest())
"""


def test_the_same_words_give_the_same_bytes_in_another_process():
    made = evaluation_brief(make_brief(Verdict.NOT_DISTINGUISHABLE))
    again = evaluation_brief(make_brief(Verdict.NOT_DISTINGUISHABLE))
    assert (made.pdf, made.html) == (again.pdf, again.html)
    elsewhere = subprocess.run(
        [sys.executable, "-c", PRINTED.format(here=str(HERE))],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    here = [sha256(part).hexdigest() for part in (made.pdf, made.html.encode())]
    listed = sha256(selection_page(make_selection(12))).hexdigest()
    assert elsewhere.stdout.split() == [*here, listed]
