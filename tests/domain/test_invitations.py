"""Who is invited, to which session, and what exactly was approved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.invitations import (
    Candidate,
    InviteRule,
    invitation_lines,
    invited,
    lines_fingerprint,
    share_out,
    short,
)

HEAD = Candidate("k1", "Sari", "Kepala Dinas", "structural", is_head=True)
SECRETARY = Candidate("k2", "Budi", "Sekretaris", "structural", is_head=False)
ANALYST = Candidate("k3", "Wati", "Analis", "functional", is_head=False)
PLANNER = Candidate("k4", "Agus", "Perencana", "functional", is_head=False)
CLERK = Candidate("k5", "Tono", "Pengadministrasi", "clerical", is_head=False)
OFFICE = [CLERK, PLANNER, ANALYST, SECRETARY, HEAD]

THE_HEAD = InviteRule("head")


def keys(*rules: InviteRule, people: list[Candidate] = OFFICE) -> list[str]:
    return [person.key for person in invited(people, rules)]


def test_the_head_is_the_head():
    assert keys(THE_HEAD) == ["k1"]
    assert keys(THE_HEAD, people=[CLERK]) == []


def test_a_rule_of_position_types_takes_all_of_them_but_the_head():
    assert keys(InviteRule("position-type", ("structural",))) == ["k2"]
    assert keys(InviteRule("position-type", ("structural", "functional"))) == ["k3", "k4", "k2"]


def test_a_quota_takes_the_first_in_order_of_position_and_name():
    assert keys(InviteRule("position-type", ("functional",), quota=1)) == ["k3"]
    assert keys(InviteRule("position-type", ("functional",), quota=0)) == []
    assert keys(InviteRule("position-type", ("functional",), quota=9)) == ["k3", "k4"]


def test_nobody_is_invited_twice():
    functional = InviteRule("position-type", ("functional",), quota=1)
    assert keys(THE_HEAD, functional, functional, THE_HEAD) == ["k1", "k3", "k4"]


@given(st.permutations(OFFICE))
def test_the_order_of_the_file_does_not_decide(people: list[Candidate]):
    rules = (THE_HEAD, InviteRule("position-type", ("functional",), quota=1))
    assert keys(*rules, people=people) == ["k1", "k3"]


def test_the_neediest_agencies_get_the_first_session():
    found = share_out(["a", "b", "c"], {"one": 2, "two": 5})
    assert found == {"a": "one", "b": "one", "c": "two"}


def test_an_agency_without_a_place_is_missing():
    assert share_out(["a", "b", "c"], {"one": 1, "two": 0, "three": 1}) == {
        "a": "one",
        "b": "three",
    }
    assert share_out(["a"], {}) == {}


@given(
    agencies=st.lists(st.text(max_size=3), unique=True, max_size=12),
    places=st.dictionaries(st.text(max_size=2), st.integers(0, 5), max_size=4),
)
def test_no_session_takes_more_than_it_has_places_and_none_stays_free_in_vain(
    agencies: list[str], places: dict[str, int]
):
    found = share_out(agencies, places)
    taken = list(found.values())
    assert all(taken.count(session) <= count for session, count in places.items())
    assert len(found) == min(len(agencies), sum(places.values()))
    assert list(found) == agencies[: len(found)]


CALLS = [("two", "k9"), ("one", "k1"), ("one", "k2")]


def test_lines_name_session_and_person_in_a_fixed_order():
    assert invitation_lines(CALLS) == ["one k1", "one k2", "two k9"]


@pytest.mark.parametrize("other", [CALLS[:2], [*CALLS, ("two", "k1")], [("two", "k1"), *CALLS[1:]]])
def test_an_approval_binds_to_exactly_these_lines(other: list[tuple[str, str]]):
    approved = lines_fingerprint(invitation_lines(CALLS))
    assert lines_fingerprint(invitation_lines(reversed(CALLS))) == approved
    assert lines_fingerprint(invitation_lines(other)) != approved
    assert len(approved) == 64


def test_a_message_shows_only_the_start_of_a_persons_key():
    key = "0123456789abcdef" * 2
    assert short([f"one {key}", "two dinkes"]) == ["one 01234567", "two dinkes"]
