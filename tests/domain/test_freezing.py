"""A frozen list can be recomputed by anybody, and no change of it goes unseen."""

import hashlib
import json
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.circumstances import Circumstances
from coaching.domain.fingerprints import canonical, difference, fingerprint, list_fingerprint
from coaching.domain.freezing import frozen_score
from coaching.domain.indicators import Indicator
from coaching.domain.replaying import first_difference, recomputed
from coaching.domain.selection import select
from coaching.domain.selection_rules import Must, SelectionRules

SERVICE = Indicator("service", "Layanan", "Layanan", "poin", 80, 60, 3)
ABSENCE = Indicator("absence", "Absen", "Absen", "hari", 2, 12, 1)
FIRST_RULES = (
    "capacity", "minimum_coverage", "minimum_agencies", "minimum_judged_share", "rest_years",
)  # fmt: skip
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
        found, year=2026, indicators=indicators, rules=rules, musts=musts, code_version="1.0",
        circumstances=Circumstances(coached_in={"d": [2025]}),
    )  # fmt: skip


def test_a_frozen_list_can_be_recomputed_from_what_was_frozen():
    document = json.loads(canonical(frozen()))
    assert document["list"] == ["a", "b"]
    assert canonical(recomputed(document)) == canonical(document)


# As version 0.1 of the programme wrote it, letter by letter.
WRITTEN_BEFORE = (
    '{"code_version":"1.0","cut_off":0.7537500000000001,"format_version":1,"indicators":['
    '{"code":"service","floor":60,"legal_basis":"","short_title":"Layanan","target":80,'
    '"title":"Layanan","unit":"poin","weight":3},{"code":"absence","floor":12,"legal_basis":"",'
    '"short_title":"Absen","target":2,"title":"Absen","unit":"hari","weight":1}],'
    '"list":["a","b"],"musts":[{"agency":"b","reason":"surat wali kota"}],'
    '"need":{"a":0.7537500000000001,"b":0.11499999999999984,"d":1.0},"outcome":"proposed",'
    '"resting":["d"],"rules":{"capacity":2,"minimum_agencies":2,"minimum_coverage":0.7,'
    '"minimum_judged_share":0.5,"rest_years":1},"values":{"a":{"absence":4.1,"service":61.3},'
    '"b":{"service":77.7},"c":{"absence":9.0},"d":{"service":60.0}},"values_of":2025,"year":2026}'
)


def test_a_list_frozen_before_there_were_probabilities_comes_out_as_it_was():
    document = json.loads(WRITTEN_BEFORE)
    assert canonical(recomputed(document)) == WRITTEN_BEFORE


def test_a_document_of_a_later_programme_is_not_guessed_at():
    with pytest.raises(LookupError):
        recomputed({**frozen(), "format_version": 99})


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"list": ["a", "c"]}, "list[2]"),
        ({"need": {"a": 0.1}}, "need.a"),
        ({"outcome": "cannot-judge"}, "outcome"),
        ({"list": ["a"]}, "list"),
    ],
)
def test_what_was_changed_afterwards_is_named(changed: dict[str, object], place: str):
    document = json.loads(canonical({**frozen(), **changed}))
    found = first_difference(document, recomputed(document))
    assert found is not None
    assert found[0] == place


def test_two_documents_that_are_the_same_differ_nowhere():
    assert first_difference(frozen(), frozen()) is None


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
