"""What the reports of these tests are told: an invented city with very long names."""

from datetime import date

from coaching.domain.evaluation import CoachedAgency, Evaluation
from coaching.domain.evaluation_rules import Verdict
from coaching.domain.interim import Interim
from coaching.domain.recommending import Advice, Recommendation
from coaching.reports.words import (
    AgencyAttendance,
    BriefWords,
    GroupMean,
    ListedAgency,
    MaintenanceDue,
    QuarterlyIndicator,
    QuarterlyWords,
    Remembered,
    SelectionWords,
)

NAMES = [
    "Satuan Polisi Pamong Praja",
    "Badan Pendapatan, Pengelolaan Keuangan dan Aset",
    "Dinas Kesehatan, Pengendalian Penduduk dan Keluarga Berencana (DinkesPPKB)",
    "Bagian Protokol dan Komunikasi Pimpinan",
    "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk "
    "dan Keluarga Berencana Kota Contoh",
    "Rumah Sakit Umum Daerah dr. Wahidin Sudiro Husodo",
]
SHA = "3f9a" + "0" * 56 + "c71e"


ESTIMATES = {
    Verdict.RAISED: (5.2, 1.1, 9.3),
    Verdict.LOWERED: (-5.2, -9.3, -1.1),
    Verdict.NOT_DISTINGUISHABLE: (1.9, -1.4, 5.2),
    Verdict.NEGLIGIBLE: (0.2, -0.4, 0.8),
    Verdict.DEPENDS_ON_METHOD: (3.4, 0.2, 6.6),
}


def make_evaluation(verdict: Verdict, coached: int, **more: object) -> Evaluation:
    told: dict[str, object] = {
        "others": 26, "margin": 1.0, "minimum_coached": 4, "minimum_others": 8,
    }  # fmt: skip
    if verdict in ESTIMATES:
        estimate, low, high = ESTIMATES[verdict]
        told |= {
            "estimate": estimate, "low": low, "high": high, "detectable": 4.7,
            "before_after": estimate + 2.2, "expected_rise": 2.2, "second_opinion": -0.7,
            "agencies": tuple(make_line(n) for n in range(coached)),
        }  # fmt: skip
    if verdict is Verdict.DATA_NOT_SUFFICIENT:
        told |= {"lost_coached": 3, "reason": "coached-lost"}
        coached -= 3
    return Evaluation(verdict, coached, **{**told, **more})


def make_line(n: int) -> CoachedAgency:
    expected = 68.0 + n * 7 % 5
    difference = n * 37 % 11 / 2 - 1
    return CoachedAgency(f"a{n}", 64 + n % 6 * 1.1, expected, expected + difference, difference)


def make_attendance(agencies: int) -> tuple[AgencyAttendance, ...]:
    return tuple(
        AgencyAttendance(f"a{n}", 20 - n % 9, n % 3, n % 2, n % 4) for n in range(agencies)
    )


def make_brief(
    verdict: Verdict, coached: int = 9, language: str = "id", **more: object
) -> BriefWords:
    return BriefWords(
        language=language,
        year=2026,
        reader="Wali Kota Contoh",
        indicator="IP ASN",
        unit="poin",
        evaluation=make_evaluation(verdict, coached, **more),
        agency_names={f"a{n}": NAMES[n % len(NAMES)] for n in range(coached)},
        attendance=make_attendance(coached),
        compiled_on=date(2027, 10, 12),
        frozen_on=date(2026, 10, 30),
        score_sha256=SHA,
        is_invented=True,
    )


def make_selection(agencies: int, language: str = "id") -> SelectionWords:
    decisions = ["selected", "must", "resting", "selected", "reserve", "no-gap"]
    return SelectionWords(
        language=language,
        year=2026,
        capacity=9,
        agencies=tuple(
            ListedAgency(
                name=NAMES[n % len(NAMES)],
                rank=n + 1 if n < agencies - 1 else None,
                need=max(0.0, 0.9 - n / agencies) if n < agencies - 1 else None,
                decision=decisions[min(n, 5)] if n < agencies - 1 else "not-ranked",
                reason=f"Alasan nomor {n + 1}: IP ASN 68,2 dari target 82.",
            )
            for n in range(agencies)
        ),
        proposed_on=date(2026, 1, 19),
        fingerprint="ab12cd34" * 8,
        score_sha256=SHA,
        is_invented=True,
    )


def make_quarterly(language: str = "id", coached: int = 9) -> QuarterlyWords:
    return QuarterlyWords(
        language=language,
        year=2026,
        quarter=3,
        indicators=(
            QuarterlyIndicator(
                "Indeks Profesionalitas ASN", "poin", "2026-Q3",
                GroupMean(71.34 if coached else None, coached, coached), GroupMean(76.2, 25, 26),
            ),
        ),
        due=(MaintenanceDue(NAMES[0], None), MaintenanceDue(NAMES[1], 2020)),
        due_after_years=5,
        compiled_on=date(2026, 10, 15),
        planned_on=date(2027, 1, 20),
        outcome="IP ASN",
        outcome_unit="poin",
        interim=Interim(2026, 9, 25, "2026-Q3", 2.4, -0.7, 5.5, 4.4) if coached else None,
        advice=(
            Recommendation(Advice.DATA, {"agencies": tuple(NAMES)}),
            Recommendation(Advice.THREATS, {"count": 3}),
            Recommendation(Advice.DUE, {"due": 16, "places": 1, "years": 16}),
            Recommendation(Advice.DUE, {"due": 2, "places": 0}),
            Recommendation(Advice.FURTHEST, {"agencies": tuple(NAMES[:3])}),
            Recommendation(Advice.PRECISION, {"detectable": 4.4, "margin": 1.0}),
        ),
        memory=(
            Remembered(NAMES[0], (2016, 2020, 2026), 2020, 2.1),
            Remembered(NAMES[4], (2026,), None, None),
        ),
        is_invented=True,
    )  # fmt: skip
