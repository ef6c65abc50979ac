"""On the day of the list: what it will be able to show."""

import numpy as np
import pandas as pd
import pytest

from coaching.domain.evaluation import evaluate
from coaching.domain.evaluation_rules import EvaluationRules
from coaching.domain.foresight import Foresight, foreseen
from coaching.domain.indicators import Indicator

RULES = EvaluationRules(margin=1, maximum_lost_share=0.2)
SCORE = Indicator("score", "Score", "Score", "points", 100, 0, 1)
YEARS = range(2019, 2026)


def a_past(seed: int, agencies: int = 35) -> pd.DataFrame:
    """Return agency by year: agencies differ lastingly, each year has its luck."""
    dice = np.random.default_rng(seed)
    lasting = dice.normal(60, 6, agencies)
    years = {year: lasting + dice.normal(0, 3, agencies) for year in YEARS}
    return pd.DataFrame(years, index=[f"agency-{one:02d}" for one in range(agencies)])


def values(past: pd.DataFrame) -> pd.DataFrame:
    long = past.rename_axis("agency").reset_index().melt("agency", var_name="period")
    return long.assign(indicator="score", period=long["period"].astype(str))


def a_list(past: pd.DataFrame, places: int = 9) -> tuple[pd.DataFrame, list[str]]:
    need = (100 - past[2024]) / 100
    table = need.rename("need").rename_axis("agency").reset_index()
    listed = list(need.nlargest(places).index)
    decision = np.where(table["agency"].isin(listed), "selected", "reserve")
    return table.assign(decision=decision), listed


def seen(past: pd.DataFrame, places: int = 9, **rules: int) -> Foresight | None:
    table, listed = a_list(past, places)
    return foreseen(
        values(past.drop(columns=2025)), table, listed, outcome="score", year=2025,
        judged_year=2025, rules=EvaluationRules(margin=1, maximum_lost_share=0.2, **rules),
    )  # fmt: skip


def test_what_was_foreseen_is_what_the_evaluation_finds_later_on_average():
    foreseen_sizes, found_sizes = [], []
    for seed in range(30):
        past = a_past(seed)
        table, listed = a_list(past)
        rows = table.rename(columns={"need": "score"}).assign(
            coached=table["agency"].isin(listed),
            baseline=table["agency"].map(past[2024]),
            earlier=table["agency"].map(past[[2021, 2022, 2023]].mean(axis=1)),
            outcome=table["agency"].map(past[2025]),
        )
        before, after = seen(past), evaluate(rows, SCORE, RULES)
        assert before is not None
        assert (before.coached, before.others) == (after.coached, after.others) == (9, 26)
        foreseen_sizes.append(before.detectable)
        found_sizes.append(after.detectable)
    assert np.mean(foreseen_sizes) == pytest.approx(np.mean(found_sizes), rel=0.12)
    # A single year's own spread is luck; that of three years before varies less.
    assert np.std(foreseen_sizes) < np.std(found_sizes)


def test_who_rests_will_be_nobody_to_compare_with():
    past = a_past(3)
    table, listed = a_list(past)
    others = table.loc[~table["agency"].isin(listed), "agency"]

    def told(table: pd.DataFrame) -> Foresight | None:
        return foreseen(
            values(past.drop(columns=2025)), table, listed, outcome="score", year=2025,
            judged_year=2025, rules=RULES,
        )  # fmt: skip

    def resting(count: int) -> pd.DataFrame:
        rest = table["agency"].isin(others[:count])
        return table.assign(decision=table["decision"].mask(rest, "resting"))

    fewer, all_of_them = told(resting(8)), told(table)
    assert fewer is not None
    assert all_of_them is not None
    assert (fewer.coached, fewer.others) == (9, 18)
    assert fewer.detectable > all_of_them.detectable
    # Seven are too few to compare with: only counts will be told.
    assert told(resting(19)) is None


def test_the_result_itself_has_no_part_in_it():
    past = a_past(1)
    table, listed = a_list(past)
    fallen = past.copy()
    fallen[2025] = 0.0
    ends = (values(past), values(fallen))
    told = [
        foreseen(one, table, listed, outcome="score", year=2025, judged_year=2025, rules=RULES)
        for one in ends
    ]
    assert told[0] == told[1] == seen(past)


def test_it_says_in_which_years_luck_was_measured():
    found = seen(a_past(2))
    assert found is not None
    assert found.measured_in == (2022, 2023, 2024)
    short = seen(a_past(2).drop(columns=[2019, 2020, 2021]))
    assert short is not None
    assert short.measured_in == (2023, 2024)


def test_without_a_past_or_with_too_few_agencies_nothing_is_foreseen():
    assert seen(a_past(3).drop(columns=[2019, 2020, 2021, 2022, 2023])) is None
    assert seen(a_past(3), places=3) is None
    assert seen(a_past(3, agencies=16), places=9) is None
    assert seen(a_past(3, agencies=16), places=9, minimum_others=7) is not None


def test_values_that_never_moved_foresee_nothing():
    past = a_past(4)
    still = pd.DataFrame(dict.fromkeys(YEARS, past[2024]))
    assert seen(still) is None
