"""What full reports of these tests are told: computed by the product from invented rows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from report_words import NAMES, SHA, make_attendance, make_brief, make_evaluation

from coaching.domain.evaluation import Evaluation, evaluate
from coaching.domain.evaluation_rules import Standing, Threat, Verdict
from coaching.domain.fitted import course
from coaching.domain.grounds import Exploratory, Grounds
from coaching.domain.indicators import Indicator
from coaching.domain.kirkpatrick import Behaviour, FourLevels, Learning, Reaction, Response, Results
from coaching.domain.plan import Plan, in_force
from coaching.domain.rounds import SeveralRounds
from coaching.domain.threats import ThreatFound
from coaching.reports.full.report import full_report
from coaching.reports.full.words import FullWords, Prints
from coaching.stats.learning import Gain

Page = dict[str, Any]

YEAR = 2026
PLAN = Plan("ip-asn", "same-year", 1.0, 0.2, 4, 8, 10.0, 100.0, date(2027, 1, 20))
TITLES = {"absence": ("Absen tanpa keterangan", "hari"), "hours": ("20 JP", "persen")}
FACTS: dict[Threat, dict[str, object]] = {
    Threat.OVERRIDES: {"count": 2, "passed_over": 1},
    Threat.ATTRITION: {"coached": 1, "others": 2},
    Threat.MERGERS: {"count": 1},
    Threat.POINTS: {"each": 10.0, "removed": 1.3},
    Threat.CEILING: {"share": 0.31, "near": 5.0, "best": 100.0},
    Threat.PROGRAMMES: {"detail": "Tunjangan kinerja baru di dua perangkat daerah"},
}
# What coaching adds, how much luck there is, and how the years before stood.
WORLDS = {
    Verdict.RAISED: (9.0, 1.8, 0.0),
    Verdict.LOWERED: (-9.0, 1.8, 0.0),
    Verdict.NOT_DISTINGUISHABLE: (1.5, 2.4, 0.0),
    Verdict.NEGLIGIBLE: (0.1, 0.2, 0.0),
    Verdict.DEPENDS_ON_METHOD: (9.0, 1.2, 110.0),
    Verdict.DATA_NOT_SUFFICIENT: (1.5, 2.4, 0.0),
    Verdict.COUNTS_ONLY: (1.5, 2.4, 0.0),
}


def make_rows(verdict: Verdict, agencies: int, coached: int) -> pd.DataFrame:
    """Return rows of an invented city in which this verdict is the honest one."""
    effect, luck, before = WORLDS[verdict]
    dice = np.random.default_rng(8)
    quality = np.linspace(0, 1, agencies)
    baseline = 58 + 18 * quality + dice.normal(0, min(1.5, 2 * luck), agencies)
    chosen = np.argsort(baseline, kind="stable")[:coached]
    flags = np.isin(np.arange(agencies), chosen)
    earlier = (
        60 + 17 * quality + dice.normal(0, min(1.0, luck), agencies) + before * flags * quality
    )
    outcome = 62 + 16 * quality + effect * flags + dice.normal(0, luck, agencies)
    if verdict is Verdict.DATA_NOT_SUFFICIENT:
        outcome[chosen[: coached // 2]] = np.nan
    rows = pd.DataFrame({
        "agency": [f"a{n}" for n in range(agencies)],
        "coached": flags,
        "score": (82 - baseline) / 22,
        "baseline": baseline,
        "earlier": earlier,
        "outcome": outcome,
        "listed": flags,
        "in_lot": False,
        "resting": False,
        "earned": 0.4 * flags,
    })  # fmt: skip
    # One that was coached lately, one nobody ranked, one that sent nothing afterwards.
    rows.loc[rows.index[-1], "resting"] = True
    rows.loc[rows.index[-2], "score"] = np.nan
    rows.loc[rows.index[-3], "outcome"] = np.nan
    return rows


def make_full(
    verdict: Verdict = Verdict.NOT_DISTINGUISHABLE,
    language: str = "id",
    *,
    agencies: int = 35,
    coached: int = 9,
    names: Sequence[str] = NAMES,
    grounds: Grounds | None = None,
    **more: object,
) -> FullWords:
    """Return a report of this verdict; its numbers are the product's own."""
    coached = 3 if verdict is Verdict.COUNTS_ONLY else coached
    rows = make_rows(verdict, agencies, coached)
    indicator = Indicator("ip-asn", "IP ASN", "IP ASN", "poin", 82.0, 60.0, 1.0)
    found = evaluate(rows, indicator, replace(PLAN.rules, attendance_points=10.0))
    assert found.verdict is verdict, (found.verdict, found.estimate, found.low, found.high)
    found = replace(found, **more)
    chosen = rows.loc[rows["coached"], "agency"].tolist()
    came = zip(make_attendance(coached), chosen, strict=True)
    brief = replace(
        make_brief(verdict, coached, language),
        evaluation=found,
        agency_names={f"a{n}": names[n % len(names)] for n in range(agencies)},
        attendance=tuple(replace(one, agency=code) for one, code in came),
        grounds=grounds or make_grounds(found=found),
    )  # fmt: skip
    past = pd.DataFrame({
        year: rows["earlier"].to_numpy() + (YEAR - 3 - year) for year in range(YEAR - 4, YEAR - 1)
    }, index=rows["agency"])  # fmt: skip
    moved = course(found.fit, past, YEAR, YEAR)
    promised = pd.DataFrame({
        "agency": chosen[:2], "made": [5, 4], "told": [5, 3], "done": [3, 3],
        "checked": [2, 0], "confirmed": [1, 0],
    })  # fmt: skip
    return FullWords(brief, TITLES, rows, promised, moved, Prints(SHA, SHA, SHA, "0.1.0"))


@cache
def page_of(verdict: Verdict = Verdict.NOT_DISTINGUISHABLE, language: str = "id") -> Page:
    """Return all words and pictures of such a report, made once; not to be changed."""
    return full_report(make_full(verdict, language))


def make_threats(standing: Standing) -> tuple[ThreatFound, ...]:
    """Return every threat at this standing, as far as it can be there."""
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


def make_grounds(
    standing: Standing = Standing.PRESENT, *, frozen: bool = True, found: Evaluation | None = None
) -> Grounds:
    """Return grounds with something in every part of them."""
    document, day = (PLAN.as_document(), date(2026, 2, 27)) if frozen else (None, None)
    return Grounds(
        in_force(document, day, replace(PLAN, margin=3.0)),
        make_threats(standing),
        SeveralRounds(2.1, 0.3, 3.9, 2.6, (2024, 2025, 2026)),
        (Exploratory("absence", 0.4, -0.9, 1.7), Exploratory("hours")),
        make_levels(found),
    )


def make_levels(found: Evaluation | None) -> FourLevels:
    """Return four levels that all have data."""
    told = found or make_evaluation(Verdict.COUNTS_ONLY, 3)
    results = Results(Response(33, 35), told.verdict.value, told.estimate, told.low, told.high)
    return FourLevels(
        Reaction(Response(36, 50), 28, 4.0, 30, 35),
        Learning(Response(31, 50), Gain(58.0, 64.0, 6.0, 3.0, 9.0, 0.5), 12),
        Behaviour(Response(2, 9), 9, 8, 6, 2, 1), results, 10,
    )  # fmt: skip
