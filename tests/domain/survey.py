"""The real survey as values, and what is asked of it."""

from pathlib import Path

import pandas as pd
import pytest

from coaching.domain.indicators import Indicator
from coaching.domain.selection import Selection, select
from coaching.domain.selection_rules import SelectionRules
from coaching.domain.yearly_values import values_of_year

SURVEY = Path(__file__).parents[3] / "shared" / "data" / "civil-service-people-survey"
THEMES = (
    "inclusion_treatment", "leadership_change", "learning_development", "my_manager", "my_team",
    "my_work", "objectives_purpose", "pay_benefits", "resources_workload",
)  # fmt: skip
ENGAGEMENT = Indicator("engagement_index", "Engagement", "Engagement", "points", 75, 25, 1)
STRESS = Indicator("proxy_stress_index", "Stress", "Stress", "points", 25, 75, 1)
SELECTING = [*(Indicator(code, code, code, "points", 75, 25, 1) for code in THEMES), STRESS]
PLACES = SelectionRules(
    capacity=26, minimum_coverage=0.7, minimum_agencies=20, minimum_judged_share=0.5, rest_years=0
)


def survey_values() -> pd.DataFrame:
    """Return agency, indicator, period, value of every organisation, 2009 to 2019."""
    if not SURVEY.is_dir():
        pytest.skip(f"{SURVEY} is not here")
    scores = pd.read_csv(SURVEY / "scores_2009_2019.csv")
    own = scores[scores["is_aggregate"] == 0]
    return pd.DataFrame({
        "agency": own["org_uid"], "indicator": own["indicator"],
        "period": own["year"].astype(str), "value": own["value"],
    })  # fmt: skip


def chosen_in(values: pd.DataFrame, year: int) -> Selection:
    """Return the list for the year after the one measured."""
    measured = values_of_year(values, year - 1)
    agencies = sorted(measured["agency"].unique())
    return select(measured, agencies, SELECTING, PLACES, (), {}, year)


def engagement(values: pd.DataFrame) -> pd.DataFrame:
    """Return organisation by year."""
    own = values[values["indicator"] == ENGAGEMENT.code]
    table = own.pivot(index="agency", columns="period", values="value")
    return table.rename(columns=int)


def rows_of(
    panel: pd.DataFrame, year: int, score: "pd.Series[float]", coached: list[str]
) -> pd.DataFrame:
    """Return what an evaluation is made from: selected on `year`, judged a year later."""
    agencies = pd.Series(panel.index, name="agency")
    return pd.DataFrame({
        "agency": agencies,
        "coached": agencies.isin(coached),
        "score": agencies.map(score),
        "baseline": agencies.map(panel[year]),
        "earlier": agencies.map(panel[[year - 3, year - 2, year - 1]].mean(axis=1)),
        "outcome": agencies.map(panel[year + 1]),
    })  # fmt: skip
