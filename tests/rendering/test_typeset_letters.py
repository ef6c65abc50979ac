"""Official letters as PDF: one page, the same bytes each time, names as they are written."""

import io
import re
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from syrupy.assertion import SnapshotAssertion
from written import CANNOT_JUDGE, NOBODY, OFFICIAL

from coaching.errors import TypesettingFailed
from coaching.mail.official import plain
from coaching.rendering.typesetting import pdf

LONGEST = "Satuan Kerja Perangkat Daerah " + "Pengendalian Penduduk dan Keluarga Berencana " * 4
TYPST_MARKS = "#set text(red) $x^2$ *bold* _it_ @ref <label> \\ [ ] { } ~ ` // /* \" ' = - +"


def typeset(words: Any, template: str = "letter/invitation.typ") -> bytes:
    return pdf(template, plain(asdict(words)))


def read(content: bytes) -> tuple[int, str]:
    pages = PdfReader(io.BytesIO(content)).pages
    told = " ".join(page.extract_text() for page in pages)
    return len(pages), re.sub(r"\s+", " ", told)


def test_the_letter_word_for_word(snapshot: SnapshotAssertion) -> None:
    assert read(typeset(OFFICIAL))[1] == snapshot


@pytest.mark.parametrize("words", [NOBODY, CANNOT_JUDGE], ids=lambda words: words.kind)
def test_the_letter_that_ends_a_year_word_for_word(words: Any, snapshot: SnapshotAssertion) -> None:
    assert read(typeset(words, "letter/notice.typ"))[1] == snapshot


def test_the_letter_of_a_group_speaks_of_the_group_and_of_no_rank():
    pages, told = read(typeset(replace(OFFICIAL, group="Guru PPPK")))
    assert pages == 1
    words = " ".join(told.split())
    assert "mengharap kehadiran Guru PPPK pada perangkat daerah Saudara pada:" in words
    assert "berdasarkan 10 indikator" not in words


@pytest.mark.parametrize("addressee", [OFFICIAL.addressee, LONGEST.strip()])
def test_a_letter_fits_on_one_page_whatever_the_agency_is_called(addressee: str) -> None:
    pages, told = read(typeset(replace(OFFICIAL, addressee=addressee)))
    assert pages == 1
    assert addressee.split(",")[0][:30] in told


def test_a_letter_says_what_an_official_letter_says() -> None:
    _, told = read(typeset(OFFICIAL))
    for fact in (OFFICIAL.number, "27 Februari 2025", "Kamis, 13 Maret 2025", "Soerjo Ningrat",
                 "Undangan Pembinaan ASN", "Sabha Widya", "Sekretaris Daerah"):  # fmt: skip
        assert fact in told


def test_a_signatory_without_nip_has_no_line_for_it() -> None:
    assert "NIP" in read(typeset(OFFICIAL))[1]
    assert "NIP" not in read(typeset(replace(OFFICIAL, signatory_nip="")))[1]


def test_equal_words_give_equal_bytes_and_other_words_others() -> None:
    assert typeset(OFFICIAL) == typeset(OFFICIAL)
    assert typeset(OFFICIAL) != typeset(replace(OFFICIAL, number="005/0008/417.403/2025"))


def test_marks_of_the_typesetter_are_printed_not_obeyed() -> None:
    _, told = read(typeset(replace(OFFICIAL, addressee=TYPST_MARKS)))
    squeezed = told.replace(" ", "")
    assert "#settext(red)$x^2$*bold*_it_@ref<label>\\[]{}~`///*" in squeezed


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")),
                    min_size=1, max_size=40))  # fmt: skip
def test_no_name_breaks_a_letter(name: str) -> None:
    try:
        pages, _ = read(typeset(replace(OFFICIAL, addressee=name)))
    except TypesettingFailed as problem:
        refused = problem
    else:
        assert pages == 1
        return
    # What our fonts cannot print is refused, never printed as an empty box.
    assert "font" in str(refused.facts["why"])
    assert any(ord(one) > 127 for one in name)


def test_a_template_that_is_not_there_is_told() -> None:
    with pytest.raises(TypesettingFailed):
        pdf("letter/no-such-letter.typ", {})
