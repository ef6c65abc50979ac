"""Places kept for those long without coaching, how sure a place is, and the lot between equals."""

import hashlib
from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest
from lists import BOTH, SERVICE, YEAR, Values, long, services, with_rules

from coaching.domain.circumstances import Circumstances
from coaching.domain.indicators import Indicator
from coaching.domain.lot import Seed, ticket
from coaching.domain.places import due, reserved_places
from coaching.domain.redraws import weight_draws
from coaching.domain.selection import Selection, select
from coaching.domain.selection_rules import Must, SelectionRules

SEED = Seed("4711", "2026-01-05T01:00:00+00:00")
REDRAWN = {"redraws": 400, "lot": 1}
PAST = {"z": [YEAR - 6]}  # a city that remembers six years


def made(
    values: Values,
    rules: SelectionRules,
    *,
    error: float = 0.0,
    coached_in: Mapping[str, list[int]] = {},
    musts: tuple[Must, ...] = (),
    indicators: list[Indicator] = BOTH,
    seed: Seed | None = None,
    silent: tuple[str, ...] = (),
) -> Selection:
    known = Circumstances(seed=seed, silent=silent)
    rows = long(values).assign(error=error)
    return select(
        rows, list(values), indicators, rules, musts, coached_in, YEAR, circumstances=known
    )


def said(found: Selection, column: str = "decision") -> dict[str, object]:
    return dict(zip(found.table["agency"], found.table[column], strict=True))


# --- places for those who are due ---


def test_a_place_is_kept_for_the_neediest_of_those_long_without_coaching():
    values = services(a=60, b=62, c=64, d=70, e=72, f=74)
    lately = {code: [YEAR - 2] for code in "abcd"} | {"e": [YEAR - 5], **PAST}
    found = made(values, with_rules(capacity=3, maintenance_share=0.4), coached_in=lately)
    assert found.agencies == ["a", "b", "e"]  # e before f: both are due, e needs it more
    assert said(found)["e"] == "due"
    assert said(found)["c"] == "reserve"
    assert found.table.set_index("agency").loc["e", "reason"]["last_coached"] == YEAR - 5


def test_a_due_agency_that_its_need_brings_onto_the_list_takes_the_place_kept():
    found = made(
        services(a=60, b=62, c=70), with_rules(capacity=2, maintenance_share=0.5),
        coached_in={"a": [YEAR - 5], "b": [YEAR - 2], "c": [YEAR - 5]},
    )  # fmt: skip
    assert said(found) == {"a": "selected", "b": "selected", "c": "reserve"}


def test_a_place_kept_that_nobody_due_needs_goes_to_the_next_in_need():
    found = made(
        services(a=60, b=62, c=90), with_rules(capacity=2, maintenance_share=0.5),
        coached_in={"a": [YEAR - 2], "b": [YEAR - 2], "c": [YEAR - 5]},
    )  # fmt: skip
    assert said(found) == {"a": "selected", "b": "selected", "c": "no-gap"}


def test_the_places_kept_are_rounded_down():
    assert [reserved_places(places, 0.2) for places in (4, 5, 9, 10)] == [0, 1, 1, 2]


def test_nobody_is_due_in_a_city_that_told_nothing_of_its_past():
    assert not due("a", {}, YEAR, 5)


def test_never_coached_counts_only_where_the_past_that_was_told_reaches_back_far_enough():
    assert due("a", {"b": [YEAR - 5]}, YEAR, 5)
    assert not due("a", {"b": [YEAR - 3]}, YEAR, 5)
    assert not due("b", {"b": [YEAR - 3]}, YEAR, 5)


# --- how sure a place is ---


def test_agencies_far_from_the_cut_off_are_certain_and_out():
    found = made(services(a=50, b=60, c=78, d=79), with_rules(**REDRAWN), error=1.0)
    assert said(found, "zone") == {"a": "certain", "b": "certain", "c": "out", "d": "out"}
    assert said(found, "probability")["a"] == 1.0


def test_two_agencies_with_the_same_values_have_the_same_chance():
    found = made(services(a=60, b=70, c=70), with_rules(**REDRAWN))
    chance = said(found, "probability")
    assert chance["a"] == 1.0
    assert chance["b"] == pytest.approx(0.5, abs=0.1)  # four standard errors of 400 redraws
    assert float(str(chance["b"])) + float(str(chance["c"])) == pytest.approx(1.0)
    assert said(found, "zone")["b"] == said(found, "zone")["c"] == "grey"


def test_where_need_does_not_decide_there_is_no_probability():
    found = made(
        services(a=60, b=60, c=90, d=61) | {"e": {}}, with_rules(**REDRAWN),
        musts=(Must("a", "by law"),), coached_in={"b": [YEAR - 1]},
    )  # fmt: skip
    assert found.table.set_index("agency")["probability"].isna().to_dict() == {
        "a": True, "b": True, "c": True, "d": False, "e": True,
    }  # fmt: skip


def test_the_chances_of_all_add_up_to_the_places():
    found = made(services(a=60, b=64, c=66, d=67, e=70), with_rules(**REDRAWN), error=4.0)
    assert found.table["probability"].sum() == pytest.approx(2)


def test_the_same_seed_gives_the_same_redraws_and_another_one_others():
    values = services(a=60, b=64, c=66, d=67, e=70)
    one, again, other = (
        made(values, with_rules(**REDRAWN, redraw_seed=seed), error=4.0) for seed in (1, 1, 2)
    )
    pd.testing.assert_frame_equal(one.table, again.table)
    assert said(one, "probability") != said(other, "probability")


def test_weights_are_redrawn_around_those_of_the_city_with_the_spread_asked_for():
    dice = np.random.default_rng(5)
    four = [Indicator(code, "", "", "", 1, 0, 1) for code in "wxyz"]
    drawn = weight_draws(dice, four, 0.25, 20_000)
    assert drawn.sum(axis=1) == pytest.approx(1)
    assert drawn.mean(axis=0) == pytest.approx(0.25, abs=0.002)
    assert drawn.std(axis=0) / 0.25 == pytest.approx(0.25, rel=0.03)


def test_an_indicator_without_weight_never_gets_one():
    dice = np.random.default_rng(5)
    drawn = weight_draws(dice, [*BOTH, Indicator("n", "", "", "", 1, 0, 0)], 0.25, 50)
    assert (drawn[:, 2] == 0).all()


# --- the lot ---


EQUALS = services(a=60, b=70, c=70, d=70, e=79)


def test_the_lot_decides_between_those_whom_the_data_cannot_tell_apart():
    found = made(EQUALS, with_rules(**REDRAWN), seed=SEED)
    first = min("bcd", key=lambda code: hashlib.sha256(f"4711:{YEAR}:{code}".encode()).hexdigest())
    assert found.agencies == ["a", first]
    assert said(found) == dict.fromkeys("bcde", "reserve") | {"a": "selected", first: "lot"}
    told = found.table.set_index("agency").loc[first, "reason"]["lot"]
    assert told == {"ticket": ticket("4711", YEAR, first), "place": 1, "of": 3, "places": 1}


def test_over_many_seeds_each_of_them_is_drawn_equally_often():
    drawn = [
        made(EQUALS, with_rules(redraws=60, lot=1), seed=Seed(str(n), "")).agencies[1]
        for n in range(90)
    ]
    counts = [drawn.count(code) for code in "bcd"]
    assert sum(counts) == 90
    assert sum((count - 30) ** 2 / 30 for count in counts) < 13.8  # chi-square(2), 1 in 1000


def test_without_a_published_seed_there_is_no_lot():
    found = made(EQUALS, with_rules(**REDRAWN))
    assert found.agencies == ["a", "b"]
    assert said(found)["b"] == "selected"


def test_those_who_are_certain_and_those_who_are_out_take_no_part_in_a_lot():
    found = made(EQUALS, with_rules(**REDRAWN), seed=SEED)
    lots = found.table.set_index("agency")["reason"]
    assert lots["a"]["lot"] is None
    assert lots["e"]["lot"] is None


def test_a_lot_leaves_the_places_of_those_who_are_due_to_them():
    values = services(a=60, b=60, c=60, d=72, e=72)
    past = {code: [YEAR - 2] for code in "abc"} | PAST
    for word in map(str, range(12)):
        rules = with_rules(capacity=3, maintenance_share=0.34, **REDRAWN)
        found = made(values, rules, coached_in=past, seed=Seed(word, ""))
        assert len(found.agencies) == 3
        assert {"d", "e"} & set(found.agencies)


def test_nobody_without_a_gap_takes_part_in_a_lot():
    found = made(services(a=60, b=79.9, c=80.0), with_rules(**REDRAWN), error=3.0, seed=SEED)
    assert said(found)["c"] == "no-gap"
    assert "c" not in found.agencies


# --- silence ---


def test_an_agency_long_without_data_is_chosen_for_data_coaching():
    found = made({**services(a=60, b=62, c=64, d=66), "e": {}}, with_rules(), silent=("e",))
    assert found.agencies == ["a", "e"]
    assert said(found)["e"] == "data-coaching"


def test_one_that_is_ranked_after_all_is_not():
    found = made(services(a=60, b=62, c=64), with_rules(), silent=("c",))
    assert found.agencies == ["a", "b"]


def test_musts_go_before_data_coaching_and_neither_exceeds_the_places():
    values = {**services(a=60, b=62, c=64, d=66), "e": {}, "f": {}}
    musts = (Must("d", "by law"),)
    found = made(values, with_rules(minimum_judged_share=0), musts=musts, silent=("f", "e"))
    assert set(found.agencies) == {"d", "f"}
    assert said(found)["e"] == "not-ranked"


# --- shrinkage ---


def test_a_mean_over_few_people_is_drawn_towards_the_mean_of_all_and_others_are_not():
    people = Indicator("service", "", "", "", 80, 60, 3, mean_over_people=True)
    rows = long(services(a=60, b=70, c=72, d=74)).assign(error=[4.0, 0.5, 0.5, 0.5, 1, 1, 1, 1])
    found = select(rows, list("abcd"), [people, BOTH[1]], with_rules(), (), {}, YEAR)
    counted = found.scores.value["service"]
    assert counted["a"] > 62
    assert counted["b"] == pytest.approx(70, abs=0.2)
    assert found.values.loc["a", "service"] == 60
    plain = select(rows, list("abcd"), [SERVICE, BOTH[1]], with_rules(), (), {}, YEAR)
    assert plain.scores.value["service"].to_dict() == plain.values["service"].to_dict()
