"""The effect so far: a number without a verdict, and only of what is known by then."""

from dataclasses import fields
from datetime import date

import numpy as np
import pandas as pd
import pytest

from coaching.domain.estimating import comparison
from coaching.domain.evidence import evidence_rows
from coaching.domain.indicators import Indicator
from coaching.domain.interim import Interim, interim
from coaching.domain.plan import Plan
from coaching.stats.designs import ancova

SERVICE = Indicator("service", "Service", "Service", "points", 85, 35, 1)
PLAN = Plan("service", "same-year", 1.0, 0.2, 4, 8, 0.0, None, date(2026, 1, 20))
AGENCIES = [f"agency-{n:02d}" for n in range(20)]
LIST = AGENCIES[:6]
LAST_DAY = date(2025, 4, 24)
NOBODY = pd.DataFrame(columns=["agency", "presence"])


def town(effect: float = 4.0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return two years of quarters and the list made from the first; the first six are on it."""
    dice = np.random.default_rng(2)
    level = np.linspace(50, 75, len(AGENCIES))
    parts = []
    for year, quarter in ((y, q) for y in (2024, 2025) for q in (1, 2, 3, 4)):
        later = year == 2025 and quarter > 2
        gain = effect * np.isin(AGENCIES, LIST) if later else 0.0
        values = level + dice.normal(0, 1.5, len(AGENCIES)) + gain
        period = f"{year}-Q{quarter}"
        parts.append(pd.DataFrame({"agency": AGENCIES, "period": period, "value": values}))
    values = pd.concat(parts, ignore_index=True).assign(indicator="service", respondents=np.nan)
    means = values[values["period"].str.startswith("2024")].groupby("agency")["value"].mean()
    need = ((85 - means) / 50).rename("need").reset_index()
    decision = np.where(need["agency"].isin(LIST), "selected", "reserve")
    return values, need.assign(decision=decision)


def seen(until: date, effect: float = 4.0, plan: Plan = PLAN) -> Interim | None:
    values, listed = town(effect)
    return interim(
        values, listed, LIST, NOBODY,
        outcome=SERVICE, plan=plan, year=2025, last_day=LAST_DAY, until=until,
    )  # fmt: skip


def test_before_a_quarter_has_begun_and_ended_after_the_coaching_there_is_nothing():
    assert seen(date(2025, 6, 30)) is None
    found = seen(date(2025, 9, 30))
    assert found is not None
    assert (found.until, found.coached, found.others) == ("2025-Q3", 6, 14)


def test_each_quarter_is_estimated_from_what_was_known_by_then():
    first, second = seen(date(2025, 9, 30)), seen(date(2025, 12, 31))
    assert first is not None
    assert second is not None
    assert second.until == "2025-Q4"
    assert first.estimate != second.estimate


def test_it_is_the_estimate_that_the_evaluation_will_make():
    values, listed = town()
    rows = evidence_rows(
        values, listed, LIST, outcome="service", year=2025, judged_year=2025, last_day=LAST_DAY
    )
    told = comparison(rows.sort_values("agency", ignore_index=True), 1.0)
    expected = ancova(told.outcome, told.flags, told.covariates)
    found = seen(date(2025, 12, 31))
    assert found is not None
    assert (found.estimate, found.low, found.high) == pytest.approx(
        (expected.effect, expected.low, expected.high)
    )


def test_however_large_the_effect_it_has_no_verdict():
    found = seen(date(2025, 12, 31), effect=40)
    assert found is not None
    assert found.low is not None
    assert found.low > 30
    assert {one.name for one in fields(Interim)} == {
        "year", "coached", "others", "until", "estimate", "low", "high", "detectable",
    }  # fmt: skip


def test_too_few_agencies_are_counted_and_not_estimated():
    few = Plan("service", "same-year", 1.0, 0.2, 7, 8, 0.0, None, date(2026, 1, 20))
    found = seen(date(2025, 12, 31), plan=few)
    assert found is not None
    assert (found.coached, found.estimate) == (6, None)
