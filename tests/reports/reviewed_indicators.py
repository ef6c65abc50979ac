"""What the page about the indicators is told in these tests: six made-up ones."""

from datetime import date

from coaching.domain.relevance_rules import (
    Check,
    Fate,
    Finding,
    IndicatorReview,
    Pair,
    Redefined,
    RelevanceReview,
    RelevanceRules,
    proposed,
)
from coaching.reports.relevance_words import EarlierDecision, RelevanceWords


def make_relevance(language: str = "id", indicators: int = 6) -> RelevanceWords:
    """Six indicators: most of them fine, one reached by all, one a stale copy and noise."""
    names = [
        "Indeks Profesionalitas ASN", "Predikat kinerja Baik ke atas", "Pemenuhan 20 JP",
        "Absen tanpa keterangan per 100 pegawai di luar cuti bersama", "Kelengkapan data SIASN",
        "Hukuman disiplin",
    ]  # fmt: skip
    figures = [
        (1.0, 0.2, 0.42, 0.81, 0.0, 0.62), (0.94, 0.93, 0.21, 0.66, 0.09, 0.35),
        (0.61, 0.1, 0.5, 0.71, 0.0, 0.44), (1.0, 0.3, 0.31, 0.12, 0.86, 0.05),
        (1.0, 0.41, 0.22, None, 0.1, None), (0.97, 0.55, 0.03, 0.2, 0.71, 0.02),
    ]  # fmt: skip
    found = tuple(
        _reviewed(f"indicator-{number}", figures[number % 6], number)
        for number in range(indicators)
    )
    return RelevanceWords(
        language=language,
        year=2026,
        review=RelevanceReview(
            found,
            (Pair("indicator-0", "indicator-4", 0.93),),
            (Redefined("indicator-2", "target", "80.0", "90.0"),),
        ),
        rules=RelevanceRules(),
        titles={f"indicator-{number}": names[number % 6] for number in range(indicators)},
        targets={f"indicator-{number}": (95.0, "persen") for number in range(indicators)},
        decided={"indicator-5": Fate.RETIRE},
        earlier=(
            EarlierDecision(
                2025, names[1], Fate.KEEP, "Target 2026 dinaikkan menjadi 97.", "Wali Kota"
            ),
        ),
        reviewed_on=date(2026, 1, 15),
        is_invented=True,
    )


def _reviewed(code: str, shown: tuple[float | None, ...], number: int) -> IndicatorReview:
    bounds = dict(zip(Check, (0.7, 0.9, 0.04, 0.5, 0.8, 0.2), strict=True))
    findings = []
    for check, figure in zip(Check, shown, strict=True):
        is_upper = check in (Check.PERSISTENCE, Check.ASSOCIATION)
        judged = figure + 0.12 if figure is not None and is_upper else None
        held = figure if judged is None else judged
        more_is_worse = check in (Check.CEILING, Check.FRESHNESS)
        crossed = held is not None and (
            held > bounds[check] if more_is_worse else held < bounds[check]
        )
        findings.append(Finding(check, figure, judged, bounds[check], crossed))
    flags = sum(one.is_flagged for one in findings)
    fate = proposed(flags, 2 if number % 2 else 0)
    return IndicatorReview(code, "2025", 34, 35, tuple(findings), fate, number != 5)
