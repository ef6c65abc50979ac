"""IP ASN by rule set `ipasn-2019`: worked cases, windows, and what is not measured."""

from typing import Any

import polars as pl
import pytest
from professionals import RULES, YEAR, measured, scored

from coaching.domain.ip_asn_rules import Holes, IpAsnRules, NoRow, Windows, category

WORKED = [
    # education, post, leadership, functional, 20 JP, workshop, value, punishment: four, sum, class
    ("s3", "structural", 1, 0, 1, 1, 95, None, (25, 40, 30, 5), 100, "very-high"),
    ("s2", "functional", 0, 1, 1, 1, 92, None, (20, 40, 30, 5), 95, "very-high"),
    ("s2", "executor", 0, 0, 1, 1, 78, None, (20, 40, 25, 5), 90, "high"),
    ("s1", "functional", 1, 0, 1, 1, 88, None, (15, 25, 25, 5), 70, "low"),
    ("s1", "structural", 0, 0, 1, 1, 76, "minor", (15, 25, 25, 3), 68, "low"),
    ("s1", "executor", 0, 0, 1, 0, 85, None, (15, 22.5, 25, 5), 67.5, "low"),
    ("slta", "executor", 0, 0, 0, 0, 80, None, (5, 0, 25, 5), 35, "very-low"),
    ("sltp", "executor", 0, 0, 0, 0, 40, "severe", (1, 0, 1, 1), 3, "very-low"),
]


@pytest.mark.parametrize("case", WORKED)
def test_the_worked_cases_of_the_rule_set_have_their_points(case: tuple[Any, ...]) -> None:
    education, post, leads, functional, technical, workshop, value, level, four, total, name = case
    training = [
        row
        for holds, row in (
            (leads, {"kind": "leadership", "level": 2}),
            (functional, {"kind": "functional"}),
            (technical, {"kind": "technical", "hours": 20}),
            (workshop, {"kind": "workshop"}),
        )
        if holds
    ]
    points = measured(education, post, training, value=value, punished=level)
    assert points[:4] == four
    assert points[4] == total
    assert category(total, Holes.UPPER_INCLUSIVE) == name


@pytest.mark.parametrize(
    ("index", "upper", "minimum"),
    [
        (60, "very-low", "very-low"), (60.01, "low", "very-low"), (61, "low", "low"),
        (70, "low", "low"), (70.5, "middle", "low"), (71, "middle", "middle"),
        (80, "middle", "middle"), (80.01, "high", "middle"),
        (90, "high", "high"), (90.01, "very-high", "high"), (91, "very-high", "very-high"),
    ],
)  # fmt: skip
def test_what_stands_between_two_classes_is_decided(index: float, upper: str, minimum: str) -> None:
    assert category(index, Holes.UPPER_INCLUSIVE) == upper
    assert category(index, Holes.FROM_MINIMUM) == minimum


@pytest.mark.parametrize(
    ("value", "upper", "minimum"),
    [
        (0, 1, 1), (50, 1, 1), (50.5, 5, 1), (51, 5, 5), (60.5, 15, 5), (75.5, 25, 15),
        (76, 25, 25), (90, 25, 25), (90.5, 30, 25), (100, 30, 30), (100.5, 30, 30), (120, 30, 30),
    ],
)  # fmt: skip
def test_no_performance_value_falls_between_bands(value: float, upper: int, minimum: int) -> None:
    assert measured("s1", "executor", [], value=value)[2] == upper
    holes = IpAsnRules(holes=Holes.FROM_MINIMUM)
    assert measured("s1", "executor", [], value=value, rules=holes)[2] == minimum


@pytest.mark.parametrize(
    ("word", "points"),
    [("very-good", 30), ("good", 25), ("needs-improvement", 15), ("poor", 5), ("very-poor", 1)],
)
def test_a_predicate_of_e_kinerja_has_the_points_that_are_decided(word: str, points: int) -> None:
    assert measured("s1", "executor", [], word=word)[2] == points
    assert measured("s1", "executor", [], word=word, rules=IpAsnRules(predicates={word: 7}))[2] == 7


def test_what_is_not_known_is_not_measured_and_never_nothing_or_everything() -> None:
    row = scored([{"education": None}], [], [{"value": 80.0}], []).row(0, named=True)
    assert row["qualification"] is None
    assert row["index"] is None
    row = scored([{}], None, None, None).row(0, named=True)
    assert [row[name] for name in ("competence", "performance", "discipline")] == [None] * 3
    assert row["index"] is None


def test_who_has_no_row_of_performance_is_not_measured() -> None:
    assert scored([{}], [], [{"person": 2, "value": 80.0}], [])["performance"][0] is None


@pytest.mark.parametrize("post", [{"position_type": None}, {"echelon": None}])
def test_a_post_or_echelon_nobody_knows_leaves_competence_unmeasured(post: dict[str, Any]) -> None:
    told = {"position_type": "structural", "echelon": 2} | post
    assert scored([told], [], [{"value": 80.0}], [])["competence"][0] is None


def test_a_list_that_was_handed_in_says_that_nothing_else_happened_unless_decided_otherwise() -> (
    None
):
    rules = IpAsnRules(no_training_row=NoRow.NOT_MEASURED, no_discipline_row=NoRow.NOT_MEASURED)
    row = scored([{}], [], [{"value": 80.0}], []).row(0, named=True)
    assert (row["competence"], row["discipline"]) == (0, 5)
    row = scored([{}], [], [{"value": 80.0}], [], rules).row(0, named=True)
    assert (row["competence"], row["discipline"]) == (None, None)


@pytest.mark.parametrize(
    ("told", "points"),
    [
        ({"hours": 20}, 22.5), ({"hours": 19.9}, 0), ({"days": 3}, 22.5), ({"days": 2}, 0),
        ({"months": 1}, 22.5), ({"hours": 8, "days": 5}, 0), ({}, 0),
    ],
)  # fmt: skip
def test_a_technical_training_counts_whole_from_twenty_hours(
    told: dict[str, float], points: float
) -> None:
    assert measured("s1", "executor", [{"kind": "technical", **told}])[1] == points


def test_leadership_training_counts_where_it_matches_the_echelon() -> None:
    row = {"kind": "leadership", "level": 3}
    assert measured("s1", "structural", [row], echelon=3)[1] == 15
    assert measured("s1", "structural", [row], echelon=2)[1] == 0


@pytest.mark.parametrize(
    ("kind", "post", "year", "points"),
    [
        ("workshop", "executor", YEAR, 17.5), ("workshop", "executor", YEAR - 1, 17.5),
        ("workshop", "executor", YEAR - 2, 0), ("workshop", "executor", YEAR + 1, 0),
        ("technical", "executor", YEAR - 1, 0), ("technical", "functional", YEAR - 9, 15),
    ],
)  # fmt: skip
def test_a_training_counts_as_long_as_the_window_of_the_post_is_open(
    kind: str, post: str, year: int, points: float
) -> None:
    assert measured("s1", post, [{"kind": kind, "hours": 30, "year": year}])[1] == points


def test_windows_are_decided_by_kind_of_post() -> None:
    wide = Windows(technical=3)
    rules = IpAsnRules(windows={"structural": wide, "functional": wide, "executor": wide})
    old = [{"kind": "technical", "hours": 30, "year": YEAR - 2}]
    assert measured("s1", "executor", old, rules=rules)[1] == 22.5


def test_the_worst_punishment_of_five_years_counts() -> None:
    rows = [{"level": "minor", "year": YEAR}, {"level": "severe", "year": YEAR - 4},
            {"level": "moderate", "year": YEAR - 1}]  # fmt: skip
    assert scored([{}], [], [{"value": 80.0}], rows)["discipline"][0] == 1
    old = [{"level": "severe", "year": YEAR - 5}]
    assert scored([{}], [], [{"value": 80.0}], old)["discipline"][0] == 5


def test_the_performance_of_the_year_before_counts() -> None:
    rows = [{"value": 95.0, "year": YEAR}, {"value": 55.0, "year": YEAR - 1}]
    assert scored([{}], [], rows, [])["performance"][0] == 5


def test_what_the_coaching_itself_earned_can_be_left_out() -> None:
    training = [{"kind": "workshop", "coaching": True}]
    row = scored([{"position_type": "executor"}], training, [{"value": 80.0}], []).row(
        0, named=True
    )
    assert row["index"] - row["index_without_coaching"] == 17.5
    both = [*training, {"kind": "workshop"}]
    row = scored([{"position_type": "executor"}], both, [{"value": 80.0}], []).row(0, named=True)
    assert row["index"] == row["index_without_coaching"]


def test_the_rule_set_measures_whom_it_names() -> None:
    assert scored([{"group": "pppk"}], [], [], []).is_empty()
    both = IpAsnRules(subjects=("pns", "pppk"))
    assert len(scored([{"group": "pppk"}], [], [], [], both)) == 1
    assert RULES.subjects == ("pns",)


def test_an_agency_shows_measured_heads_over_all_and_its_dimensions_add_up() -> None:
    people = [{"person": 1}, {"person": 2, "education": "s3"}, {"person": 3}]
    values = [{"person": 1, "value": 95.0}, {"person": 2, "value": 70.0}]
    frame = scored(people, [], values, [], agencies=True)
    [row] = frame.to_dicts()
    assert (row["heads"], row["measured"]) == (3, 2)
    four = [row[name] for name in ("qualification", "competence", "performance", "discipline")]
    assert sum(four) == pytest.approx(row["index"])
    assert frame["qualification"].dtype == pl.Float64
