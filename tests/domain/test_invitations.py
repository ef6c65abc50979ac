"""Who is invited, to which session, and what exactly was approved."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.domain.invitations import (
    Candidate,
    InviteRule,
    invitation_lines,
    invited,
    lines_fingerprint,
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


NAMED = InviteRule("nominated", quota=2)


def test_the_named_are_invited_up_to_their_quota_and_fall_back_on_the_rule():
    fallback = InviteRule("position-type", ("functional",), quota=2, unless_nominated=True)
    assert keys(THE_HEAD, NAMED, fallback) == ["k1", "k3", "k4"]
    named = [replace(one, is_nominated=one.key in ("k1", "k2", "k4")) for one in OFFICE]
    # The head is called as head; being named too takes no second place.
    assert keys(THE_HEAD, NAMED, fallback, people=named) == ["k1", "k4", "k2"]
    assert keys(NAMED, people=named) == ["k1", "k4"]


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
