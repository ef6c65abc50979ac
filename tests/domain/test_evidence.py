"""One row per agency: whom the rule chose, among whom a lot decided, who rests, what was earned."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from coaching.domain.evidence import earned_points, evidence_rows, listed_by_rule
from coaching.domain.plan import Plan


def table(*rows: tuple[str, float | None, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["agency", "need", "decision"])


def plan(points: float | None) -> Plan:
    return Plan("x", "same-year", 1.0, 0.2, 4, 8, points, 100.0, date(2026, 1, 20))


def test_a_list_nobody_changed_by_hand_is_the_list_of_the_rule():
    chosen = table(("a", 0.9, "selected"), ("b", 0.8, "selected"), ("c", 0.7, "reserve"))
    assert listed_by_rule(chosen) == {"a", "b"}


def test_a_place_given_by_hand_goes_back_to_the_neediest_without_one():
    chosen = table(
        ("a", 0.9, "selected"), ("b", 0.8, "resting"), ("c", 0.7, "reserve"),
        ("d", 0.2, "must"), ("e", None, "not-ranked"), ("f", 0.0, "no-gap"),
    )  # fmt: skip
    assert listed_by_rule(chosen) == {"a", "c"}


def test_a_must_that_need_alone_would_have_chosen_changes_nothing():
    chosen = table(("a", 0.9, "must"), ("b", 0.8, "selected"), ("c", 0.7, "reserve"))
    assert listed_by_rule(chosen) == {"a", "b"}


def test_each_row_says_what_is_known_of_the_agency():
    values = pd.DataFrame(
        [("a", "x", "2024", 60.0), ("a", "x", "2023", 58.0), ("a", "x", "2022", 56.0),
         ("a", "x", "2025-Q3", 64.0), ("a", "x", "2025-Q1", 1.0), ("b", "x", "2024", 70.0)],
        columns=["agency", "indicator", "period", "value"],
    )  # fmt: skip
    chosen = table(("a", 0.9, "lot"), ("b", 0.8, "reserve"), ("c", 0.1, "resting"))
    chosen = chosen.assign(zone=["grey", "grey", "out"])
    rows = evidence_rows(
        values, chosen, ["a"], outcome="x", year=2025, judged_year=2025, last_day=date(2025, 4, 24)
    ).set_index("agency")
    first = rows.loc["a"]
    assert (first["score"], first["baseline"], first["earlier"]) == (0.9, 60, 57)
    assert first["outcome"] == 64
    assert rows["coached"].tolist() == rows["listed"].tolist() == [True, False, False]
    assert rows["in_lot"].tolist() == [True, True, False]
    assert rows["resting"].tolist() == [False, False, True]
    assert np.isnan(rows.loc["b", "outcome"])


def test_points_for_attending_are_the_share_of_staff_that_came():
    rows = pd.DataFrame({"agency": ["a", "b", "c"]})
    register = pd.DataFrame({
        "agency": ["a", "a", "a", "b"],
        "presence": ["present", "represented", "absent", "present"],
    })  # fmt: skip
    values = pd.DataFrame({
        "agency": ["a", "a"], "indicator": "x", "period": ["2024", "2025"],
        "respondents": [10.0, 20.0],
    })  # fmt: skip
    earned = earned_points(rows, register, values, plan(10.0))
    # a: 2 of 20 came; b: nobody counted its staff, so all of it came; c: nobody came.
    assert earned.tolist() == pytest.approx([1.0, 10.0, 0.0])
    assert earned_points(rows, register, values, plan(0.0)).tolist() == [0, 0, 0]
    assert earned_points(rows, register, values, plan(None)).tolist() == [0, 0, 0]
