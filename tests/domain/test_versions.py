"""Two versions of an evaluation: the same, or what changed from one to the other."""

import copy
from typing import Any

from coaching.domain.versions import Change, changes, is_same

FIRST: dict[str, Any] = {
    "verdict": "not-distinguishable", "estimate": 1.9, "low": -1.4, "high": 5.2, "coached": 9,
    "rows": [
        {"agency": "dinkes", "coached": True, "baseline": 61.0, "outcome": 64.0, "earned": 0.0},
        {"agency": "dispora", "coached": False, "baseline": 70.0, "outcome": None, "earned": 0.0},
    ],
    "attendance": {"dinkes": {"present": 6, "absent": 2}, "dispora": {"present": 5}},
    "grounds": {
        "plan": {"margin": 1.0},
        "threats": [{"threat": "rule-set", "standing": "unknown", "facts": {}}],
        "levels": {"reaction": None, "learning": None, "behaviour": None},
        "rounds": None, "exploratory": [],
    },
    "outcome": {"unit": "poin", "higher_is_better": True},
    "pulls": [1, 2], "code_version": "0.1.0", "settings_sha256": "a",
}  # fmt: skip


def second(**otherwise: Any) -> dict[str, Any]:
    return {**copy.deepcopy(FIRST), **otherwise}


def test_a_new_pull_a_new_programme_and_the_last_binary_digit_change_nothing():
    again = second(pulls=[1, 2, 3], code_version="0.2.0", estimate=0.1 + 0.2 + 1.6)
    assert again["estimate"] != FIRST["estimate"]
    assert is_same(FIRST, again)
    assert changes(1, FIRST, again).figures == ()


def test_what_an_older_programme_did_not_write_down_is_no_change():
    older = {key: told for key, told in FIRST.items() if key not in ("attendance", "outcome")}
    assert is_same(older, FIRST)
    assert not is_same(FIRST, older)
    found = changes(1, older, FIRST)
    assert (found.attendance, found.plan) == ((), ())


def test_a_corrected_value_is_told_with_its_agency_before_and_after():
    rows = copy.deepcopy(FIRST["rows"])
    rows[1]["outcome"] = 71.5
    now = second(rows=rows, estimate=1.2)
    assert not is_same(FIRST, now)
    found = changes(1, FIRST, now)
    assert found.values == (Change("outcome", None, 71.5, "dispora"),)
    assert found.figures == (Change("estimate", 1.9, 1.2),)
    assert (found.attendance, found.threats, found.plan, found.levels) == ((), (), (), ())


def test_people_invited_are_remembered_as_the_version_before_had_them():
    now = second(attendance={"dinkes": {"present": 1}})
    assert changes(1, FIRST, now).invited_before == {"dinkes": 8, "dispora": 5}


def test_corrected_attendance_is_told_in_all_and_of_the_agency():
    now = second(attendance={**FIRST["attendance"], "dinkes": {"present": 7, "absent": 1}})
    assert not is_same(FIRST, now)
    assert changes(1, FIRST, now).attendance == (
        Change("came", 11, 12), Change("came", 6, 7, "dinkes"),
    )  # fmt: skip


def test_an_answered_threat_and_changed_settings_are_told():
    grounds = copy.deepcopy(FIRST["grounds"])
    grounds["threats"][0] |= {"standing": "present", "facts": {"detail": "x"}}
    grounds["plan"]["margin"] = 2.0
    grounds["levels"]["reaction"] = {"satisfied": 9}
    found = changes(1, FIRST, second(grounds=grounds))
    assert [one.name for one in found.threats] == ["rule-set"]
    assert found.plan == (Change("margin", 1.0, 2.0),)
    assert [one.name for one in found.levels] == ["reaction"]


def test_an_agency_that_is_there_in_one_version_only_is_told():
    found = changes(1, FIRST, second(rows=FIRST["rows"][:1]))
    assert [(one.name, one.agency, one.after) for one in found.values] == [
        ("coached", "dispora", None), ("baseline", "dispora", None),
    ]  # fmt: skip
