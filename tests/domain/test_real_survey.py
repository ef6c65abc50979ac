"""Eleven years of a real survey in which nobody was coached by us: the truth is no effect."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from survey import ENGAGEMENT, SELECTING, chosen_in, engagement, rows_of, survey_values

from coaching.domain.evaluation import Evaluation, evaluate
from coaching.domain.evaluation_rules import EvaluationRules, Verdict
from coaching.domain.selection import Selection
from coaching.domain.selection_rules import Decision, Outcome

RULES = EvaluationRules(margin=1, maximum_lost_share=0.2)
DRAWS, AGENCIES, COACHED = 300, 35, 9


@pytest.fixture(scope="module")
def values() -> pd.DataFrame:
    return survey_values()


@pytest.fixture(scope="module")
def panel(values: pd.DataFrame) -> pd.DataFrame:
    return engagement(values)


@pytest.fixture(scope="module")
def of_2019(values: pd.DataFrame) -> Selection:
    return chosen_in(values, 2019)


@pytest.fixture(scope="module")
def judged(panel: pd.DataFrame, of_2019: Selection) -> tuple[pd.DataFrame, Evaluation]:
    in_both = panel.dropna(subset=[2018, 2019])
    need = of_2019.table.set_index("agency")["need"].astype(float)
    rows = rows_of(in_both, 2018, need, of_2019.agencies)
    return rows, evaluate(rows, ENGAGEMENT, RULES)


def test_the_neediest_organisations_are_those_that_plain_loops_find(
    values: pd.DataFrame, of_2019: Selection
):
    measured = values[values["period"] == "2018"].set_index(["agency", "indicator"])["value"]
    needs = {}
    for agency in {one for one, _ in measured.index}:
        gaps = [
            max(0, (one.target - measured[agency, one.code]) / (one.target - one.floor))
            for one in SELECTING
            if (agency, one.code) in measured.index
        ]
        if len(gaps) >= 7:
            needs[agency] = sum(gaps) / len(gaps)
    expected = sorted(needs, key=lambda agency: (-round(needs[agency], 12), agency))[:26]
    assert of_2019.outcome is Outcome.PROPOSED
    assert of_2019.agencies == expected
    assert of_2019.cut_off == pytest.approx(needs[expected[-1]])
    assert set(of_2019.table["decision"]) >= {Decision.SELECTED.value, Decision.RESERVE.value}


def test_103_organisations_were_measured_in_both_years(
    judged: tuple[pd.DataFrame, Evaluation], of_2019: Selection
):
    rows, found = judged
    assert len(rows) == 103
    assert found.coached + found.others + found.unranked == 103
    assert found.coached == rows["coached"].sum() <= 26


def test_the_estimate_of_2019_is_the_one_an_independent_library_finds(
    judged: tuple[pd.DataFrame, Evaluation],
):
    rows, found = judged
    names = ["score", "baseline", "earlier"] if found.earlier_used else ["score", "baseline"]
    design = sm.add_constant(rows[["coached", *names]].astype(float))
    theirs = sm.OLS(rows["outcome"], design).fit(cov_type="HC3", use_t=True)
    low, high = theirs.conf_int().loc["coached"]
    assert found.estimate == pytest.approx(theirs.params["coached"], abs=1e-8)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-7)


def test_nobody_was_coached_in_2019_and_the_verdict_claims_nothing(
    judged: tuple[pd.DataFrame, Evaluation],
):
    _, found = judged
    assert found.verdict in (Verdict.NOT_DISTINGUISHABLE, Verdict.NEGLIGIBLE)
    assert found.before_after is not None
    assert found.estimate is not None
    # The neediest rose all the same: a plain before and after would have praised us.
    assert found.before_after > 0.5
    assert abs(found.estimate) < found.before_after + 1


def placebo(panel: pd.DataFrame, seed: int) -> tuple[Evaluation, bool]:
    """Judge a year in which the lowest of some organisations were said to be coached.

    Returns:
        The evaluation, and whether before and after alone would claim a change.
    """
    dice = np.random.default_rng(seed)
    year = int(dice.integers(2012, 2019))
    whole = panel.dropna(subset=list(range(year - 3, year + 2)))
    drawn = whole.loc[sorted(dice.choice(whole.index.to_numpy(), AGENCIES, replace=False))]
    coached = list(drawn[year].nsmallest(COACHED).index)
    need = (ENGAGEMENT.target - drawn[year]) / (ENGAGEMENT.target - ENGAGEMENT.floor)
    rows = rows_of(drawn, year, need, coached)
    change = (rows["outcome"] - rows["baseline"])[rows["coached"]]
    reach = 2.306 * change.std() / COACHED**0.5  # t(8)
    return evaluate(rows, ENGAGEMENT, RULES), bool(abs(change.mean()) > reach)


@pytest.fixture(scope="module")
def placebos(panel: pd.DataFrame) -> list[tuple[Evaluation, bool]]:
    return [placebo(panel, seed) for seed in range(DRAWS)]


def test_years_without_coaching_claim_an_effect_in_at_most_seven_of_a_hundred(
    placebos: list[tuple[Evaluation, bool]],
):
    claims = (Verdict.RAISED, Verdict.LOWERED, Verdict.DEPENDS_ON_METHOD)
    claimed = [found.verdict in claims for found, _ in placebos]
    assert np.mean(claimed) <= 0.07
    assert all(found.estimate is not None for found, _ in placebos)


def test_before_and_after_claims_an_effect_in_those_years_several_times_as_often(
    placebos: list[tuple[Evaluation, bool]],
):
    assert np.mean([claimed for _, claimed in placebos]) > 0.30


def test_the_estimate_of_those_years_is_far_nearer_to_nothing_than_before_and_after(
    placebos: list[tuple[Evaluation, bool]],
):
    # Not quite nothing: in some years the lowest organisations did recover a little more.
    estimates = [found.estimate for found, _ in placebos if found.estimate is not None]
    rises = [found.before_after for found, _ in placebos if found.before_after is not None]
    assert np.mean(rises) > 2
    assert abs(np.mean(estimates)) < np.mean(rises) / 2


def test_the_score_is_the_baseline_turned_around_and_one_of_them_is_dropped(
    placebos: list[tuple[Evaluation, bool]],
):
    assert {found.dropped_columns for found, _ in placebos} == {("baseline",)}
    assert all(found.earlier_used for found, _ in placebos)
