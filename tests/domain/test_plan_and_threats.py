"""The frozen plan, the threats to a number, and several rounds."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from test_judging_by_list_and_lot import larger
from years import judged, lose, table

from coaching.domain.evaluation import Evaluation
from coaching.domain.evaluation_rules import Standing, Threat, ThreatAnswer, Verdict
from coaching.domain.plan import Plan, in_force
from coaching.domain.rounds import bears_an_average, several_rounds
from coaching.domain.threats import ThreatFound, threats

PLAN = Plan("service", "same-year", 1.0, 0.2, 4, 8, 0.0, 100.0, date(2026, 1, 20))


def looked_for(rows: pd.DataFrame, found: Evaluation, **more: object) -> dict[Threat, ThreatFound]:
    told: dict[str, object] = {
        "renamed": set(), "higher_is_better": True, "best_possible": 100.0,
        "attendance_points": 0.0, **more,
    }  # fmt: skip
    answers = told.pop("answers", {})
    return {one.threat: one for one in threats(rows, found, answers, **told)}  # type: ignore[arg-type]


def test_a_plan_reads_back_as_it_was_frozen():
    assert Plan.from_document(PLAN.as_document()) == PLAN
    assert PLAN.judged_year(2025) == 2025
    assert replace(PLAN, outcome_period="next-year").judged_year(2025) == 2026


def test_the_frozen_plan_is_applied_whatever_config_says_later_and_the_change_is_named():
    later = replace(PLAN, margin=3.0, outcome="other")
    found = in_force(PLAN.as_document(), date(2025, 2, 27), later)
    assert (found.plan, found.changed) == (PLAN, ("margin", "outcome"))
    assert not found.is_exploratory
    assert in_force(PLAN.as_document(), date(2025, 2, 27), PLAN).changed == ()


def test_without_a_frozen_plan_everything_is_exploratory():
    found = in_force(None, None, PLAN)
    assert found.is_exploratory
    assert found.plan == PLAN


def test_every_threat_is_named_and_what_nobody_answered_is_not_known():
    rows = table(8)
    found = looked_for(rows, judged(rows))
    assert list(found) == list(Threat)
    for threat in (Threat.RULE_SET, Threat.SPILL_OVER, Threat.PROGRAMMES):
        assert (found[threat].standing, found[threat].asked) == (Standing.UNKNOWN, True)
    for threat in (Threat.OVERRIDES, Threat.ATTRITION, Threat.MERGERS, Threat.POINTS):
        assert (found[threat].standing, found[threat].asked) == (Standing.CLEAR, False)


def test_threats_are_computed_from_the_rows_and_asked_of_a_person():
    rows = lose(table(8, coached=8, others=12), [0, 9])
    answers = {Threat.PROGRAMMES: ThreatAnswer(True, "a new pay scheme in two agencies")}
    found = looked_for(
        rows, replace(judged(rows), overridden=2), answers=answers, renamed={"agency-03", "gone"},
        attendance_points=None,
    )  # fmt: skip
    assert found[Threat.OVERRIDES].facts == {"count": 2, "passed_over": 0}
    assert found[Threat.ATTRITION].facts == {"coached": 1, "others": 1}
    assert found[Threat.MERGERS].facts == {"count": 1}
    assert found[Threat.POINTS].standing is Standing.UNKNOWN
    assert found[Threat.PROGRAMMES].standing is Standing.PRESENT
    assert found[Threat.PROGRAMMES].facts["detail"] == "a new pay scheme in two agencies"


def test_an_agency_struck_off_the_list_by_hand_is_a_threat_as_much_as_one_put_in():
    rows = table(8, coached=8, others=12)
    struck = rows.assign(listed=rows["coached"] | (rows.index == 8))
    found = looked_for(struck, judged(struck))[Threat.OVERRIDES]
    assert found.facts == {"count": 0, "passed_over": 1}
    assert found.standing is Standing.PRESENT


@pytest.mark.parametrize(("best", "better", "standing"), [
    (65.0, True, Standing.PRESENT), (70.0, True, Standing.CLEAR), (45.0, False, Standing.PRESENT),
    (40.0, False, Standing.CLEAR), (None, True, Standing.UNKNOWN),
])  # fmt: skip
def test_agencies_near_the_best_value_are_counted(
    best: float | None, better: bool, standing: Standing
):
    # Half of the agencies stand at 50, half at 60.
    rows = table(8)
    found = looked_for(rows, judged(rows), best_possible=best, higher_is_better=better)
    assert found[Threat.CEILING].standing is standing


def test_several_years_are_averaged_and_a_single_one_is_not():
    years = {2023: larger(4, 1), 2024: larger(2, 2)}
    found = several_rounds(years, higher_is_better=True)
    assert found is not None
    assert found.years == (2023, 2024)
    single = [judged(rows).estimate for rows in years.values()]
    assert found.estimate == pytest.approx(np.mean(single))
    assert several_rounds({2023: larger(4)}, higher_is_better=True) is None


def test_a_year_whose_list_was_changed_by_hand_is_left_out_of_the_average():
    changed = larger(9, 3)
    changed = changed.assign(listed=[not changed["coached"][0], *changed["coached"][1:]])
    found = several_rounds(
        {2022: changed, 2023: larger(4, 1), 2024: larger(2, 2), 2025: table(8).iloc[:0]},
        higher_is_better=True,
    )
    assert found is not None
    assert (found.years, found.left_out) == ((2023, 2024), (2022, 2025))


@pytest.mark.parametrize(("verdict", "points", "bears"), [
    (Verdict.RAISED, 0.0, True), (Verdict.DEPENDS_ON_METHOD, 0.0, True),
    (Verdict.NOT_DISTINGUISHABLE, None, False), (Verdict.DATA_NOT_SUFFICIENT, 0.0, False),
    (Verdict.COUNTS_ONLY, 0.0, False),
])  # fmt: skip
def test_a_year_without_an_estimate_of_its_own_is_left_out_of_the_average(
    verdict: Verdict, points: float | None, bears: bool
):
    assert bears_an_average(verdict, replace(PLAN, attendance_points=points)) is bears
    years = {2022: larger(9, 3), 2023: larger(4, 1), 2024: larger(2, 2)}
    found = several_rounds(years, higher_is_better=True, refused=[2022])
    assert found is not None
    assert (found.years, found.left_out) == ((2023, 2024), (2022,))
    del years[2022]
    assert found.estimate == several_rounds(years, higher_is_better=True).estimate  # type: ignore[union-attr]
