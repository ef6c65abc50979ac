"""Other ways to add up the same survey agree with ours; and the lowest rise by themselves."""

import numpy as np
import pandas as pd
import pytest
from survey import THEMES, engagement, survey_values

from coaching.domain.indicators import Indicator
from coaching.domain.selection import select
from coaching.domain.selection_rules import SelectionRules
from coaching.domain.yearly_values import values_of_year

PLACES = 26
EQUAL = [Indicator(code, code, code, "points", 75, 25, 1) for code in THEMES]
RULES = SelectionRules(
    capacity=PLACES, minimum_coverage=0.7, minimum_agencies=20, minimum_judged_share=0.5,
    rest_years=0,
)  # fmt: skip


@pytest.fixture(scope="module")
def values() -> pd.DataFrame:
    return survey_values()


@pytest.fixture(scope="module")
def table(values: pd.DataFrame) -> pd.DataFrame:
    """Organisation by theme, 2019; those with all nine."""
    of_2019 = values_of_year(values, 2019)
    wide = of_2019.pivot(index="agency", columns="indicator", values="value")
    return wide[list(THEMES)].dropna()


@pytest.fixture(scope="module")
def ours(table: pd.DataFrame) -> set[str]:
    rows = table.reset_index().melt(id_vars="agency", var_name="indicator")
    return set(select(rows, list(table.index), EQUAL, RULES, (), {}, 2020).agencies)


def lowest(score: "pd.Series[float]") -> set[str]:
    """Return the lowest organisations; of equal ones the first by identifier."""
    order = score.round(9).reset_index(name="score").sort_values(["score", "agency"])
    return set(order["agency"].head(PLACES))


def test_109_organisations_were_measured_on_all_nine_themes(table: pd.DataFrame, ours: set[str]):
    assert table.shape == (109, 9)
    assert len(ours) == PLACES


@pytest.mark.parametrize(
    ("rule", "agreement"), [("raw", {24}), ("z", {23}), ("min-max", {23}), ("rank", {23})]
)
def test_the_rule_of_adding_up_hardly_matters(
    table: pd.DataFrame, ours: set[str], rule: str, agreement: set[int]
):
    scaled = {
        "raw": table,
        "z": (table - table.mean()) / table.std(),
        "min-max": (table - table.min()) / (table.max() - table.min()),
        "rank": table.rank(),
    }[rule]
    assert len(lowest(scaled.mean(axis=1)) & ours) in agreement


def test_only_the_single_worst_theme_makes_another_list(table: pd.DataFrame, ours: set[str]):
    worst = ((75 - table) / 50).clip(lower=0).max(axis=1)
    assert len(lowest(-worst) & ours) in (15, 16)


def test_the_lowest_quarter_rises_more_than_the_rest_in_ten_of_ten_pairs_of_years(
    values: pd.DataFrame,
):
    panel = engagement(values)
    differences = []
    for year in range(2009, 2019):
        pair = panel[[year, year + 1]].dropna()
        quarter = pair[year].sort_values(kind="stable").index[: round(len(pair) / 4)]
        change = pair[year + 1] - pair[year]
        differences.append(change[quarter].mean() - change.drop(quarter).mean())
    assert len(differences) == 10
    assert all(one > 0 for one in differences)
    # Nobody here was coached: a report of before and after would have praised us ten times.
    assert 0.5 < float(np.mean(differences)) < 4
