"""The list: gaps, ranks, places, rests, musts, and when a year cannot be judged."""

import pandas as pd
import pytest
from lists import BOTH, RULES, SERVICE, YEAR, chosen, decisions, long, services, with_rules

from coaching.domain.indicators import Indicator
from coaching.domain.selection import select
from coaching.domain.selection_rules import Decision, Must, Outcome
from coaching.errors import NoValueForYear

# --- need, by hand ---


def test_the_need_of_an_agency_is_the_one_computed_by_hand():
    found = chosen({
        "a": {"service": 70, "absence": 7},  # half a gap in both
        "b": {"service": 75, "absence": 2},  # a quarter of one with weight 3 of 4
        "c": {"service": 90, "absence": 12},  # more than enough, and a whole gap of weight 1
        "d": {"service": 50, "absence": 0},  # below the floor counts on: 1.5
    })  # fmt: skip
    need = dict(zip(found.table["agency"], found.table["need"], strict=True))
    assert need == pytest.approx({"d": 1.5 * 3 / 4, "a": 0.5, "c": 0.25, "b": 0.25 * 3 / 4})
    assert list(found.table["agency"]) == ["d", "a", "c", "b"]
    assert list(found.table["rank"]) == [1, 2, 3, 4]
    assert found.agencies == ["d", "a"]
    assert found.cut_off == pytest.approx(0.5)
    assert found.outcome is Outcome.PROPOSED


def test_plenty_in_one_indicator_does_not_hide_a_gap_in_another():
    found = chosen({"a": {"service": 1000, "absence": 7}, "b": {"service": 80, "absence": 7}})
    assert found.table["need"].nunique() == 1


def test_agencies_of_equal_need_stand_in_the_order_of_their_codes():
    found = chosen(services(c=70, b=70, a=70))
    assert found.agencies == ["a", "b"]


def test_a_tie_is_not_broken_by_the_last_binary_digit():
    thirds = [Indicator(code, code, code, "", 1, 0, 0.1) for code in ("x", "y", "z")]
    found = chosen(
        {"a": {"x": 0.0, "y": 0.1, "z": 0.5}, "b": {"x": 0.5, "y": 0.1, "z": 0.0}},
        indicators=thirds,
    )
    need = found.table.set_index("agency")["need"]
    assert need["b"] > need["a"]  # by the order of the sum and nothing else
    assert list(found.table["agency"]) == ["a", "b"]


# --- missing values ---


def test_a_missing_value_neither_helps_nor_harms():
    found = chosen({"a": {"service": 70, "absence": 7}, "b": {"service": 70}})
    assert list(found.table["need"]) == pytest.approx([0.5, 0.5])
    assert list(found.table["coverage"]) == pytest.approx([1, 0.75])
    assert found.missing == (("b", "absence"),)


def test_too_few_indicators_leave_an_agency_without_a_rank():
    found = chosen({"a": {"service": 70}, "b": {"absence": 12}, "c": {}, "d": {"service": 79}})
    assert decisions(found) == {
        "a": "selected", "d": "selected", "b": "not-ranked", "c": "not-ranked",
    }  # fmt: skip
    last = found.table.set_index("agency").loc["b"]
    assert pd.isna(last["need"])
    assert pd.isna(last["rank"])
    assert last["reason"]["top"] == []
    assert last["reason"]["need"] is None
    assert last["reason"]["missing"] == ["service"]


def test_exactly_the_coverage_asked_for_is_enough():
    # 1.05 of 1.50 is 0.7, which binary sums miss by their last digit.
    weights = {"v": 0.35, "w": 0.35, "x": 0.35, "y": 0.1, "z": 0.35}
    parts = [Indicator(code, "", "", "", 1, 0, weight) for code, weight in weights.items()]
    found = chosen(
        {"a": dict.fromkeys("vwx", 0.5), "b": dict.fromkeys("vwxyz", 1.0)}, indicators=parts
    )
    assert decisions(found) == {"a": "selected", "b": "no-gap"}


def test_an_indicator_of_no_weight_alone_ranks_nobody():
    silent = [SERVICE, Indicator("absence", "", "", "", 2, 12, 0)]
    rules = with_rules(minimum_coverage=0, minimum_judged_share=0)
    found = chosen({"a": {"absence": 9}, "b": {"service": 70}}, rules, indicators=silent)
    assert decisions(found)["a"] == "not-ranked"


def test_values_of_agencies_and_indicators_nobody_asked_about_are_left_out():
    values = long({"a": {"service": 70, "other": 1}, "b": {"service": 75}, "gone": {"service": 1}})
    found = select(values, ["b", "a"], BOTH, RULES, (), {}, YEAR)
    assert list(found.table["agency"]) == ["a", "b"]
    assert list(found.values.columns) == ["service", "absence"]


def test_no_value_at_all_is_a_problem_that_names_the_year_needed():
    with pytest.raises(NoValueForYear) as problem:
        chosen({"a": {}, "b": {}})
    assert problem.value.facts == {"year": 2026, "needed_year": 2025}


# --- places, rests, musts ---


def test_who_finds_no_place_is_in_reserve():
    found = chosen(services(a=60, b=65, c=70, d=80))
    assert decisions(found) == {"a": "selected", "b": "selected", "c": "reserve", "d": "no-gap"}


@pytest.mark.parametrize(
    ("coached", "rest_years", "decision"),
    [
        (2025, 1, "resting"),
        (2024, 1, "selected"),
        (2024, 2, "resting"),
        (2025, 0, "selected"),
        (2026, 1, "selected"),  # this year's own coaching is no reason to rest
        (2027, 1, "selected"),
    ],
)
def test_an_agency_rests_after_coaching(coached: int, rest_years: int, decision: str):
    rules = with_rules(rest_years=rest_years)
    found = chosen(services(a=60, b=70, c=75), rules, coached_in={"a": [2010, coached]})
    assert decisions(found)["a"] == decision
    assert len(found.agencies) == 2


def test_a_must_takes_a_place_whatever_its_rank_rest_or_gap():
    musts = [Must("d", "letter of the mayor")]
    found = chosen(services(a=60, b=65, c=70, d=80), musts=musts, coached_in={"d": [2025]})
    assert decisions(found) == {"a": "selected", "b": "reserve", "c": "reserve", "d": "must"}
    assert found.agencies == ["a", "d"]
    reason = found.table.set_index("agency").loc["d", "reason"]
    assert reason["kind"] == "must"
    assert reason["must_reason"] == "letter of the mayor"
    assert found.cut_off == pytest.approx(0.75)


def test_more_musts_than_places_are_all_chosen_and_leave_no_place():
    musts = [Must(agency, "by law") for agency in ("b", "c", "d", "not-there")]
    found = chosen(services(a=60, b=65, c=70, d=80), musts=musts)
    assert found.agencies == ["b", "c", "d"]
    assert found.cut_off is None


def test_a_must_without_values_is_chosen_and_has_no_rank():
    found = chosen({**services(a=60, b=65), "c": {}}, musts=[Must("c", "by law")])
    assert found.agencies == ["a", "c"]
    assert found.table.set_index("agency").loc["c", "reason"]["rank"] is None


# --- how a year ends ---


def test_where_every_target_is_met_nobody_needs_coaching():
    found = chosen(services(a=80, b=95))
    assert found.outcome is Outcome.NOBODY_NEEDS_COACHING
    assert found.agencies == []
    assert found.cut_off is None


def test_a_must_makes_a_list_even_where_every_target_is_met():
    found = chosen(services(a=80, b=95), musts=[Must("b", "by law")])
    assert found.outcome is Outcome.PROPOSED
    assert found.agencies == ["b"]


def test_silence_is_not_health():
    found = chosen({**services(a=80), "b": {}, "c": {}})
    assert found.outcome is Outcome.CANNOT_JUDGE


def test_half_a_picture_chooses_nobody_not_even_a_must():
    found = chosen({**services(a=60), "b": {}, "c": {}}, musts=[Must("b", "by law")])
    assert found.outcome is Outcome.CANNOT_JUDGE
    assert found.agencies == []
    assert decisions(found) == {"a": "reserve", "b": "reserve", "c": "not-ranked"}


def test_too_few_agencies_cannot_be_judged():
    assert chosen(services(a=60), with_rules(minimum_agencies=2)).outcome is Outcome.CANNOT_JUDGE
    assert chosen(services(a=60), with_rules(minimum_agencies=1)).outcome is Outcome.PROPOSED


def test_exactly_the_share_of_judged_agencies_asked_for_is_enough():
    halves = {**services(a=60, b=70), "c": {}, "d": {}}
    assert chosen(halves).outcome is Outcome.PROPOSED
    assert chosen(halves, with_rules(minimum_judged_share=0.51)).outcome is Outcome.CANNOT_JUDGE


# --- the facts of a reason ---


def test_a_reason_names_the_three_greatest_parts_and_what_is_missing():
    parts = [Indicator(code, code, code, "", 1, 0, 1) for code in ("p", "q", "r", "s", "t", "u")]
    values = {"p": 0.9, "q": 0.5, "r": 0.6, "s": 0.5, "t": 1.0}
    found = chosen({"a": values, "b": {"p": 1, "q": 1, "r": 1, "s": 1, "t": 1, "u": 1}},
                   indicators=parts)  # fmt: skip
    reason = found.table["reason"][0]
    # Gaps .1 .5 .4 .5 0 of 1.5 in all; equal ones in the order of their codes.
    assert reason["kind"] == Decision.SELECTED.value
    assert [part["indicator"] for part in reason["top"]] == ["q", "s", "r"]
    assert [part["share"] for part in reason["top"]] == pytest.approx([1 / 3, 1 / 3, 0.4 / 1.5])
    assert reason["top"][0]["value"] == 0.5
    assert reason["top"][0]["target"] == 1
    assert (reason["rank"], reason["of"]) == (1, 2)
    assert reason["need"] == pytest.approx(0.3)
    assert reason["coverage"] == pytest.approx(5 / 6)
    assert reason["missing"] == ["u"]
    assert reason["must_reason"] is None
    assert found.table["reason"][1]["top"] == []
