"""A frozen list can be recomputed by anybody, and no change of it goes unseen."""

import hashlib
import json
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.freezing import (
    canonical,
    difference,
    fingerprint,
    frozen_score,
    list_fingerprint,
)
from coaching.domain.indicators import Indicator
from coaching.domain.selection import select
from coaching.domain.selection_rules import Must, SelectionRules

SERVICE = Indicator("service", "Layanan", "Layanan", "poin", 80, 60, 3)
ABSENCE = Indicator("absence", "Absen", "Absen", "hari", 2, 12, 1)
RULES = SelectionRules(2, 0.7, 2, 0.5, 1)
VALUES = pd.DataFrame(
    [
        ("a", "service", 61.3),
        ("a", "absence", 4.1),
        ("b", "service", 77.7),
        ("c", "absence", 9),
        ("d", "service", 60),
    ],
    columns=["agency", "indicator", "value"],
)


def frozen(values: pd.DataFrame = VALUES, rules: SelectionRules = RULES) -> dict[str, object]:
    musts = (Must("b", "surat wali kota"),)
    indicators = (SERVICE, ABSENCE)
    found = select(values, list("abcd"), indicators, rules, musts, {"d": [2025]}, 2026)
    return frozen_score(
        found, year=2026, indicators=indicators, rules=rules, musts=musts, code_version="1.0"
    )


def test_a_frozen_list_can_be_recomputed_from_what_was_frozen():
    document = json.loads(canonical(frozen()))
    values = pd.DataFrame(
        [
            (agency, code, value)
            for agency, row in document["values"].items()
            for code, value in row.items()
        ],
        columns=["agency", "indicator", "value"],
    )
    coached_in = {agency: [document["year"] - 1] for agency in document["resting"]}
    indicators = [Indicator(**one) for one in document["indicators"]]
    again = select(
        values, list(document["values"]), indicators, SelectionRules(**document["rules"]),
        [Must(**one) for one in document["musts"]], coached_in, document["year"],
    )  # fmt: skip
    assert document["list"] == ["a", "b"]
    assert again.agencies == document["list"]
    assert again.outcome.value == document["outcome"]
    ranked = again.table.dropna(subset=["need"])
    assert dict(zip(ranked["agency"], ranked["need"], strict=True)) == document["need"]


def test_only_agencies_that_were_ranked_have_a_frozen_need():
    document = frozen()
    assert set(document["need"]) == {"a", "b", "d"}  # type: ignore[call-overload]
    assert document["values"]["c"] == {"absence": 9}  # type: ignore[index]
    assert document["values_of"] == 2025


@pytest.mark.parametrize(
    "changed",
    [
        frozen(VALUES.assign(value=VALUES["value"] + 1e-9)),
        frozen(rules=replace(RULES, rest_years=2)),
        {**frozen(), "code_version": "1.1"},
    ],
)
def test_any_change_gives_another_fingerprint(changed: dict[str, object]):
    assert fingerprint(changed) != fingerprint(frozen())


def test_the_same_list_has_the_same_fingerprint_whatever_the_order_of_its_rows():
    assert fingerprint(frozen(VALUES.iloc[::-1])) == fingerprint(frozen())


def test_the_fingerprint_is_that_of_the_written_document():
    assert canonical({"b": 1, "a": "ü"}) == '{"a":"ü","b":1}'
    expected = hashlib.sha256('{"a":"ü","b":1}'.encode()).hexdigest()
    assert fingerprint({"b": 1, "a": "ü"}) == expected


def test_a_number_that_is_none_is_refused():
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"need": float("nan")})


@given(
    agencies=st.lists(st.text(min_size=1, max_size=3), unique=True, max_size=6), seed=st.randoms()
)
def test_a_list_of_agencies_is_the_same_list_in_any_order(agencies: list[str], seed):
    mixed = seed.sample(agencies, len(agencies))
    assert list_fingerprint(2026, mixed) == list_fingerprint(2026, agencies)
    assert list_fingerprint(2027, agencies) != list_fingerprint(2026, agencies)
    assert list_fingerprint(2026, [*agencies, "more"]) != list_fingerprint(2026, agencies)


@given(before=st.frozensets(st.text(max_size=2)), now=st.frozensets(st.text(max_size=2)))
def test_what_was_added_and_removed_turns_the_old_list_into_the_new(
    before: frozenset[str], now: frozenset[str]
):
    added, removed = difference(before, now)
    assert (before - set(removed)) | set(added) == now
    assert not before & set(added)
    assert added == sorted(added)
    assert removed == sorted(removed)
