"""Which earlier years an average over years may rest on."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from records_cast import DAY, make_year

from coaching.database import evaluation
from coaching.database.evaluation import Figures
from coaching.database.past_rounds import past_rounds
from coaching.database.work import Db
from coaching.domain.evaluation_rules import Verdict
from coaching.domain.plan import Plan

PLAN = Plan("service", "same-year", 1.0, 0.2, 4, 8, 0.0, 100.0, date(2026, 1, 20))
ROW = {"agency": "dinkes", "coached": True, "score": 0.4, "baseline": 60.0, "earlier": None,
       "outcome": 66.0}  # fmt: skip


def publish(db: Db, year: int, plan: Plan | None, verdict: Verdict = Verdict.RAISED) -> None:
    make_year(db, year)
    figures = Figures("service", 9, 20, None, None, None, None, verdict)
    grounds = {"grounds": {"plan": plan.as_document()}} if plan else {}
    evaluation.publish(db, year, figures, {"rows": [ROW], **grounds}, "a" * 64, DAY)


def test_earlier_years_are_found_and_those_without_an_estimate_of_their_own_are_named(db: Db):
    publish(db, 2021, PLAN)
    publish(db, 2022, PLAN, Verdict.DATA_NOT_SUFFICIENT)
    publish(db, 2023, replace(PLAN, attendance_points=None), Verdict.NOT_DISTINGUISHABLE)
    publish(db, 2025, PLAN)
    found = past_rounds(db, 2025, PLAN)
    assert {year: one.bears_an_average for year, one in found.items()} == {
        2021: True, 2022: False, 2023: False,
    }  # fmt: skip
    assert found[2021].rows["outcome"].tolist() == [66.0]
    assert pd.isna(found[2021].rows["earlier"][0])


@pytest.mark.parametrize("other", [
    replace(PLAN, outcome="hours"), replace(PLAN, outcome_period="next-year"), None,
])  # fmt: skip
def test_a_year_judged_by_another_measure_is_no_round_of_this_one(db: Db, other: Plan | None):
    publish(db, 2021, other)
    assert past_rounds(db, 2025, PLAN) == {}
