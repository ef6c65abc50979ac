"""Where an agency stands, how sure that is, and what would have changed it."""

import numpy as np
import pandas as pd
import pytest

from coaching.domain.indicators import Indicator
from coaching.domain.selection import Selection, select
from coaching.domain.selection_rules import SelectionRules
from coaching.domain.standing import places_by_need, standings, turning_points
from coaching.domain.trend import needs_of_years

INDICATORS = [
    Indicator("more", "More", "More", "points", 80, 40, 2, mean_over_people=True),
    Indicator("less", "Less", "Less", "days", 2, 12, 1),
]
RULES = SelectionRules(
    capacity=4, minimum_coverage=0.7, minimum_agencies=3, minimum_judged_share=0.5, rest_years=0,
    redraws=400,
)  # fmt: skip
AGENCIES = [f"agency-{number:02d}" for number in range(12)]


def values() -> pd.DataFrame:
    dice = np.random.default_rng(5)
    return pd.DataFrame([
        (agency, code, round(start + step * place + dice.normal(0, 0.4), 1), 1.5)
        for place, agency in enumerate(AGENCIES)
        for code, start, step in (("more", 50.0, 2.0), ("less", 10.0, -0.5))
    ], columns=["agency", "indicator", "value", "error"])  # fmt: skip


def chosen(told: pd.DataFrame) -> Selection:
    return select(told, AGENCIES, INDICATORS, RULES, [], {}, 2025)


def test_each_rank_is_counted_in_every_redraw_and_the_plausible_ones_hold_the_rank():
    found = chosen(values())
    sure = standings(found, INDICATORS, RULES)
    assert set(sure) == set(AGENCIES)
    ranks = dict(zip(found.table["agency"], found.table["rank"], strict=True))
    for agency, one in sure.items():
        assert sum(one.counts) == RULES.redraws
        assert one.low <= ranks[agency] <= one.high
        inside = sum(one.counts[one.low - 1 : one.high])
        assert inside >= 0.9 * RULES.redraws
    assert [sum(one.counts[rank] for one in sure.values()) for rank in range(12)] == [400] * 12
    assert standings(found, INDICATORS, RULES) == sure


def test_without_redraws_nothing_is_said_of_how_sure_a_rank_is():
    found = chosen(values())
    never = SelectionRules(4, 0.7, 3, 0.5, 0)
    assert standings(found, INDICATORS, never) == {}


@pytest.mark.parametrize("agency", AGENCIES)
def test_what_would_change_the_decision_changes_it_when_the_list_is_made_again(agency: str):
    told = values()
    found = chosen(told)
    places = places_by_need(found)
    assert places == 4
    before = found.table.set_index("agency")["rank"][agency] <= places
    for moves in turning_points(found, INDICATORS, agency):
        again = told.set_index(["agency", "indicator"])
        for move in moves:
            assert again.loc[(agency, move.indicator), "value"] == move.before
            again.loc[(agency, move.indicator), "value"] = move.after
        table = chosen(again.reset_index()).table.set_index("agency")
        assert (table["rank"][agency] <= places) is not before


def test_those_near_the_line_have_something_that_would_change_it():
    found = chosen(values())
    near = found.table.loc[found.table["rank"].isin([4, 5]), "agency"]
    assert all(turning_points(found, INDICATORS, agency) for agency in near)


def test_years_are_compared_on_the_targets_of_today():
    told = values()
    years = pd.concat([
        told.assign(period="2023", respondents=np.nan),
        told.assign(period="2024", value=told["value"] + 5, respondents=np.nan),
    ])  # fmt: skip
    found = needs_of_years(years, {2023: AGENCIES, 2024: AGENCIES[:3]}, INDICATORS, 0.7)
    assert found.groupby("year").size().to_dict() == {2023: 12, 2024: 3}
    first = found.set_index(["year", "agency"])["need"]
    raw = told.set_index(["agency", "indicator"])["value"]
    hand = (2 * (80 - raw["agency-00", "more"]) / 40 + (raw["agency-00", "less"] - 2) / 10) / 3
    assert first[2023, "agency-00"] == pytest.approx(hand)
    assert (found["low"] <= found["need"]).all()
    assert (found["need"] <= found["high"]).all()
