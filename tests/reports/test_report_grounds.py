"""The pages on what a verdict rests on."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from report_words import make_brief, make_evaluation

from coaching.domain.evaluation_rules import Method, Reason, Standing, Threat, Verdict
from coaching.domain.grounds import Exploratory, Grounds
from coaching.domain.plan import Plan, in_force
from coaching.domain.rounds import SeveralRounds
from coaching.domain.threats import ThreatFound
from coaching.reports.brief import evaluation_brief
from coaching.reports.grounds import GroundsWords, grounds_page
from coaching.reports.sentences import lead, panels, plain
from coaching.reports.wording import Wording

PLAN = Plan("ip-asn", "same-year", 1.0, 0.2, 4, 8, 10.0, 100.0, date(2027, 1, 20))
FACTS: dict[Threat, dict[str, object]] = {
    Threat.OVERRIDES: {"count": 2},
    Threat.ATTRITION: {"coached": 1, "others": 2},
    Threat.MERGERS: {"count": 1},
    Threat.POINTS: {"each": 10.0, "removed": 1.3},
    Threat.CEILING: {"share": 0.31, "near": 5.0, "best": 100.0},
    Threat.PROGRAMMES: {"detail": "Tunjangan kinerja baru di dua perangkat daerah"},
}


def make_threats(standing: Standing) -> tuple[ThreatFound, ...]:
    asked = (Threat.RULE_SET, Threat.SPILL_OVER, Threat.PROGRAMMES)
    found = []
    for threat in Threat:
        facts = FACTS.get(threat, {}) if standing is not Standing.UNKNOWN else {}
        at = standing
        if standing is Standing.UNKNOWN and threat not in (*asked, Threat.POINTS, Threat.CEILING):
            at, facts = Standing.CLEAR, {"count": 0}
        if at is not Standing.UNKNOWN and threat in asked and not facts:
            at = Standing.UNKNOWN
        found.append(ThreatFound(threat, at, threat in asked, facts))
    return tuple(found)


def make_grounds(standing: Standing = Standing.PRESENT, *, frozen: bool = True) -> Grounds:
    document, day = (PLAN.as_document(), date(2026, 2, 27)) if frozen else (None, None)
    return Grounds(
        in_force(document, day, replace(PLAN, margin=3.0)),
        make_threats(standing),
        SeveralRounds(2.1, 0.3, 3.9, 2.6, (2024, 2025, 2026)),
        (Exploratory("absence", 0.4, -0.9, 1.7), Exploratory("hours")),
    )


def make_words(
    verdict: Verdict = Verdict.NOT_DISTINGUISHABLE, language: str = "id", **more: object
) -> GroundsWords:
    grounds = more.pop("grounds", make_grounds())
    assert isinstance(grounds, Grounds)
    titles = {"absence": ("Absen tanpa keterangan", "hari"), "hours": ("20 JP", "persen")}
    found = make_evaluation(verdict, 3 if verdict is Verdict.COUNTS_ONLY else 9, **more)
    return GroundsWords(
        language, 2026, "IP ASN", "poin", found, grounds, titles, date(2027, 1, 20), 1, True
    )


def said(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.replace("\u00a0", " ").split())


def test_everything_that_was_computed_is_printed():
    text = said(grounds_page(make_words(lot_chance=0.031, lot_draws=70)).pdf)
    for words in (
        "+1,9 poin (rentang 95 persen −1,4 s.d. +5,2)",
        "−0,7 poin",
        "3,1 dari 100 undian",
        "tahun 2024, 2025, 2026: +2,1 poin",
        "4,7 poin atau lebih",
        "menyesatkan, jangan dipakai",
        "dibekukan 27 Februari 2026",
        "batas pengaruh berarti. Yang dipakai tetap rencana yang dibekukan",
        "2 perangkat daerah dimasukkan dengan tangan",
        "Hilang 1 dari yang dibina dan 2 dari pembanding",
        "1,3 poin rata-rata sudah dikurangkan",
        "31 persen perangkat daerah berada dalam 5 poin dari 100",
        "Tunjangan kinerja baru di dua perangkat daerah",
        "+0,4 hari",
        "20 JP tidak ada perkiraan",
    ):
        assert words in text, words


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("standing", list(Standing))
def test_each_threat_has_its_words(standing: Standing, language: str):
    made = grounds_page(make_words(language=language, grounds=make_grounds(standing)))
    assert made.html.count('scope="row"') >= len(Threat)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_each_verdict_has_its_grounds_and_both_forms_say_the_same(verdict: Verdict, language: str):
    more = {"reason": "second-opinion"} if verdict is Verdict.DEPENDS_ON_METHOD else {}
    made = grounds_page(make_words(verdict, language, **more))
    assert "signif" not in said(made.pdf).lower()
    if verdict is Verdict.DEPENDS_ON_METHOD:
        assert "3,4" not in said(made.pdf)


@pytest.mark.parametrize("dropped", ["score", "baseline", "earlier"])
@pytest.mark.parametrize("method", list(Method))
def test_each_method_and_each_dropped_column_has_its_words(method: Method, dropped: str):
    made = grounds_page(make_words(method=method, dropped_columns=(dropped,), resting=3))
    assert "bukan pembanding: 3." in said(made.pdf)


def test_a_plan_nobody_froze_makes_everything_exploratory():
    grounds = make_grounds(frozen=False)
    assert "seluruh hasil ini eksploratif" in said(grounds_page(make_words(grounds=grounds)).pdf)
    brief = replace(make_brief(Verdict.RAISED), grounds=grounds)
    assert "rencana tidak dibekukan" in said(evaluation_brief(brief).pdf)


def test_the_same_words_give_the_same_bytes():
    assert grounds_page(make_words()) == grounds_page(make_words())


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
