"""The full report: what stands behind the verdict, the same in print and in a browser."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO

import pytest
from full_words import make_full, make_grounds, page_of
from pypdf import PdfReader
from report_words import NAMES, make_brief

from coaching.domain.evaluation_rules import Method, Reason, Standing, Threat, Verdict
from coaching.domain.rounds import SeveralRounds
from coaching.domain.threats import ThreatFound
from coaching.reports.brief import evaluation_brief
from coaching.reports.documents import both
from coaching.reports.documents import shown as shown_as
from coaching.reports.full.methods import methods_section
from coaching.reports.full.report import full_report
from coaching.reports.full.threatened import threats_section
from coaching.reports.full.words import FullWords
from coaching.reports.sentences import headline, lead, panels, plain
from coaching.reports.wording import Wording
from coaching.reports.words import Documents

WITH_NUMBER = (Verdict.RAISED, Verdict.LOWERED, Verdict.NOT_DISTINGUISHABLE, Verdict.NEGLIGIBLE)


def made(words: FullWords) -> Documents:
    return both("report/full", full_report(words))


def said(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.replace("\u00a0", " ").split())


def shown(html: str) -> str:
    return re.sub(r"data:font/woff;base64,[^)]*", "", html)


def test_everything_that_was_computed_is_printed():
    words = make_full(lot_chance=0.031, lot_draws=70)
    speech, found = words.speech, words.evaluation
    text = said(made(words).pdf)
    for sentence in (
        f"{speech.signed_amount(found.estimate)} (rentang 95 persen",
        speech.signed_amount(found.second_opinion),
        f"{speech.amount(found.detectable)} atau lebih",
        "3,1 dari 100 undian",
        "tahun 2024, 2025, 2026: +2,1 poin",
        "bukan pengaruh pembinaan; sekitar 6,4 poin di antaranya",
        "Sebesar 0,4 poin didapat karena hadir, dan sudah dikurangkan",
        "dibekukan 27 Februari 2026",
        "kurang dari 4 dibina atau 8 pembanding, atau lebih dari 20 persen",
        "batas pengaruh berarti. Yang dipakai tetap rencana yang dibekukan",
        "2 perangkat daerah dimasukkan dengan tangan; 1 yang terpilih menurut aturan tidak dibina",
        "Hilang 1 dari yang dibina dan 2 dari pembanding",
        "1,3 poin rata-rata sudah dikurangkan",
        "31 persen perangkat daerah berada dalam 5 poin dari 100",
        "Tunjangan kinerja baru di dua perangkat daerah",
        "+0,4 hari",
        "20 JP tidak ada perkiraan",
        "28 dari 36 memberi nilai 4 atau 5",
        "Komitmen perangkat daerah",
        "galat baku HC3",
        "Sinar 0.1.0",
    ):
        assert sentence.replace("\u00a0", " ") in text, sentence
    assert words.grounds.plan.sha256 in text.replace(" ", "")
    # What misleads is named once, with the size of its correction.
    assert text.count("di antaranya diperkirakan kenaikan wajar") == 1


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_each_verdict_opens_its_report_word_for_word_as_its_brief(verdict: Verdict, language: str):
    words = make_full(verdict, language)
    page = unescape(shown(shown_as("report/full.html", page_of(verdict, language))))
    for sentence in (
        headline(words.speech, words.brief),
        plain(lead(words.speech, words.brief)),
        *(plain(one["words"]) for one in panels(words.speech, words.brief)),
    ):
        assert sentence in re.sub(r"</?(strong|s)>", "", page)
    assert "signif" not in page.lower()
    assert not re.search(r"\d\s?\*+", page)


@pytest.mark.parametrize("verdict", [Verdict.RAISED, Verdict.COUNTS_ONLY])
def test_print_and_browser_say_the_same(verdict: Verdict):
    words = make_full(verdict)
    report = both("report/full", page_of(verdict))
    text = said(report.pdf)
    for part in page_of(verdict)["parts"]:
        assert part["title"] in text
        assert part["title"] in report.html
    assert " ".join(plain(lead(words.speech, words.brief)).replace("\u00a0", " ").split()) in text


@pytest.mark.parametrize("verdict", list(Verdict))
def test_what_cannot_honestly_be_drawn_is_left_out_and_the_report_says_so(verdict: Verdict):
    report = page_of(verdict)
    blocks = [one for part in report["parts"] for one in part["blocks"]]
    drawn = {one["picture"].file for one in blocks if one["kind"] == "figure"}
    text = " ".join(one["words"] for one in blocks if one["kind"] == "note")
    if verdict in WITH_NUMBER:
        assert drawn == {"effect.svg", "score.svg", "course.svg", "coached-1.svg"}
        assert "tidak dimuat" not in text
    else:
        means = {"course.svg"} if verdict is Verdict.DEPENDS_ON_METHOD else set()
        assert drawn == means
        assert "tidak dimuat" in text


@pytest.mark.parametrize("verdict", [Verdict.COUNTS_ONLY, Verdict.DATA_NOT_SUFFICIENT])
def test_without_an_estimate_no_score_before_or_after_can_be_subtracted(verdict: Verdict):
    report = page_of(verdict)
    tables = [one for part in report["parts"] for one in part["blocks"] if one["kind"] == "table"]
    titles = {column["title"] for one in tables for column in one["columns"]}
    assert not titles & {"Sebelum", "Sesudah", "Harapan", "Selisih"}


def test_where_methods_disagree_only_the_paragraph_that_says_so_has_the_number():
    words = make_full(Verdict.DEPENDS_ON_METHOD)
    number = words.speech.signed_amount(words.evaluation.estimate).replace("\u00a0", " ")
    assert said(made(words).pdf).count(number) == 1
    assert number in plain(lead(words.speech, words.brief)).replace("\u00a0", " ")


def test_every_agency_of_the_list_stands_in_the_table_with_its_part():
    words = make_full()
    report = page_of()
    table = next(
        one for part in report["parts"] for one in part["blocks"]
        if one["kind"] == "table" and one["title"].startswith("Semua")
    )  # fmt: skip
    roles = [row[1] for row in table["rows"]]
    assert len(roles) == len(words.rows)
    assert roles[:9] == ["dibina"] * 9
    assert roles[-3:] == ["tanpa nilai sesudah", "tidak diperingkat", "baru dibina"]
    by_hand = {one.agency: one for one in words.evaluation.agencies}
    first = words.evaluation.agencies[0]
    assert table["rows"][0][-1] == words.speech.signed(by_hand[first.agency].difference)


def test_agencies_of_few_people_stay_hidden_in_the_report_too():
    words = make_full()
    few = replace(words.brief.attendance[0], present=2, represented=0, excused=0, absent=1)
    brief = replace(words.brief, attendance=(few, *words.brief.attendance[1:]))
    report = full_report(replace(words, brief=brief))
    table = next(
        one for part in report["parts"] for one in part["blocks"]
        if one["kind"] == "table" and one["totals"]
    )  # fmt: skip
    hidden = [row for row in table["rows"] if set(row[1:]) == {"–"}]
    assert hidden[0][0] == NAMES[0]
    assert len(hidden) >= 2  # another one, or the total would give the first away


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("standing", list(Standing))
def test_each_threat_has_its_words(standing: Standing, language: str):
    words = make_full(language=language, grounds=make_grounds(standing))
    rows = threats_section(words.speech, words)["rows"]
    assert [row["words"][0][0] for row in rows] == ["strong"] * len(Threat)


@pytest.mark.parametrize("dropped", ["score", "baseline", "earlier"])
@pytest.mark.parametrize("method", list(Method))
def test_each_method_and_each_dropped_column_has_its_words(method: Method, dropped: str):
    words = make_full(method=method, dropped_columns=(dropped,), resting=3)
    told = methods_section(words.speech, words)
    assert "bukan pembanding: 3." in told["note"]
    assert plain(told["rows"][0]["words"])


def test_a_plan_nobody_froze_makes_everything_exploratory():
    grounds = make_grounds(frozen=False)
    text = said(made(make_full(grounds=grounds)).pdf)
    assert "seluruh hasil ini eksploratif" in text
    assert "rencana tidak dibekukan" in text
    brief = replace(make_brief(Verdict.RAISED), grounds=grounds)
    assert "rencana tidak dibekukan" in said(evaluation_brief(brief).pdf)


def test_the_same_words_give_the_same_bytes():
    assert made(make_full()) == made(make_full())


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_brief_says_several_rounds_and_names_no_threat_that_was_ruled_out(language: str):
    brief = make_brief(Verdict.NOT_DISTINGUISHABLE, 9, language)
    speech = Wording(language, "poin")
    clear = tuple(ThreatFound(one, Standing.CLEAR, False) for one in Threat)
    known = replace(brief, grounds=replace(make_grounds(), threats=clear))
    before = [plain(one["words"]) for one in panels(speech, brief)]
    after = [plain(one["words"]) for one in panels(speech, known)]
    assert "2,6" in after[0] or "2.6" in after[0]
    assert len(after[1]) < len(before[1])


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("draws", "tells"), [(6, False), (39, False), (70, True)])
def test_of_a_lot_that_cannot_tell_the_report_says_so(draws: int, tells: bool, language: str):
    words = make_full(language=language, lot_chance=0.3, lot_draws=draws)
    speech = words.speech
    told = {row["name"]: plain(row["words"]) for row in methods_section(speech, words)["rows"]}
    few = speech.say("grounds.lot_few")
    assert told[speech.say("grounds.method.lot")].endswith(few) is not tells


@pytest.mark.parametrize("language", ["id", "en"])
def test_where_there_is_no_second_opinion_the_report_says_so(language: str):
    words = make_full(language=language, second_opinion=None)
    speech = words.speech
    told = {row["name"]: plain(row["words"]) for row in methods_section(speech, words)["rows"]}
    assert told[speech.say("grounds.method.second")] == speech.say("grounds.no_second")


@pytest.mark.parametrize("language", ["id", "en"])
def test_years_that_could_not_be_averaged_are_named(language: str):
    speech = Wording(language, "poin")
    rounds = SeveralRounds(2.1, 0.3, 3.9, 2.6, (2023, 2025), (2024,))
    words = make_full(language=language, grounds=replace(make_grounds(), rounds=rounds))
    told = {row["name"]: plain(row["words"]) for row in methods_section(speech, words)["rows"]}
    assert "2024" in told[speech.say("grounds.method.rounds")]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("reason", list(Reason))
def test_each_reason_has_its_paragraph(reason: Reason, language: str):
    method = (Reason.LOT, Reason.SECOND_OPINION)
    verdict = Verdict.DEPENDS_ON_METHOD if reason in method else Verdict.DATA_NOT_SUFFICIENT
    brief = make_brief(verdict, 9, language, reason=reason.value)
    assert plain(lead(Wording(language, "poin"), brief))


@pytest.mark.parametrize("coached", [9, 11])
def test_with_its_grounds_an_ordinary_round_is_still_one_page(coached: int):
    brief = replace(make_brief(Verdict.NOT_DISTINGUISHABLE, coached), grounds=make_grounds())
    document = PdfReader(BytesIO(evaluation_brief(brief).pdf))
    assert len(document.pages) == (1 if coached == 9 else len(document.pages))
    assert "Langkah berikut" in document.pages[0].extract_text()
