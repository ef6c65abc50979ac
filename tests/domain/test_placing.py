"""Rules of placing agencies into sessions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.domain.placing import Party, Placing, Room, greedy, place, solver


def parties(*people: int) -> list[Party]:
    return [Party(f"agency-{number}", count) for number, count in enumerate(people, 1)]


def test_the_neediest_fill_the_first_session_then_the_next():
    found = place(parties(7, 7, 7, 7), [Room("first", 80, 3), Room("second", 80, 3)])
    assert found.shares == {
        "agency-1": "first", "agency-2": "first", "agency-3": "first", "agency-4": "second",
    }  # fmt: skip
    assert found.method == "greedy"


def test_several_agencies_share_a_session_as_long_as_there_are_seats():
    found = place(parties(30, 30, 30), [Room("first", 65), Room("second", 65)])
    assert found.shares == {"agency-1": "first", "agency-2": "first", "agency-3": "second"}


def test_who_does_not_fit_does_not_keep_a_smaller_one_out():
    found = place(parties(10, 50, 5), [Room("only", 20)])
    assert found.shares == {"agency-1": "only", "agency-3": "only"}
    assert found.unplaced == ("agency-2",)


def test_the_solver_is_kept_where_it_places_one_more():
    """10 + 6 leaves 4 of 20 empty and the eight outside; 10 and 12, 6 and 8 fit."""
    rooms = [Room("first", 18), Room("second", 18)]
    asked = parties(10, 6, 8, 12)
    assert greedy(asked, rooms).unplaced == ("agency-4",)
    found = place(asked, rooms)
    assert found.unplaced == ()
    assert found.method == "solver"


def test_the_solver_is_kept_where_it_holds_fewer_seats():
    rooms = [Room("large", 100), Room("small", 20)]
    assert greedy(parties(5, 5), rooms).seats == 100
    found = place(parties(5, 5), rooms)
    assert (found.seats, found.method) == (20, "solver")


def test_where_not_all_fit_the_neediest_are_placed():
    found = solver(parties(10, 10, 10), [Room("only", 20)])
    assert found is not None
    assert set(found.shares) == {"agency-1", "agency-2"}


def test_no_session_places_nobody():
    found = place(parties(3), [])
    assert (found.shares, found.unplaced) == ({}, ("agency-1",))
    assert place([], [Room("only", 5)]).shares == {}


ASKED = st.lists(st.integers(1, 20), min_size=1, max_size=7).map(lambda sizes: parties(*sizes))
ROOMS = st.lists(
    st.tuples(st.integers(5, 40), st.one_of(st.none(), st.integers(1, 4))), min_size=1, max_size=4
).map(lambda told: [Room(f"s{number}", *one) for number, one in enumerate(told)])


@settings(max_examples=25, deadline=None)
@given(asked=ASKED, rooms=ROOMS)
def test_no_room_is_overfull_and_the_result_is_never_worse_than_greedy(
    asked: list[Party], rooms: list[Room]
):
    found, simple = place(asked, rooms), greedy(asked, rooms)
    assert not simple.beats(found)
    for one in (found, simple):
        assert holds(one, asked, rooms)
        assert set(one.shares) | set(one.unplaced) == {party.code for party in asked}


def holds(found: Placing, asked: list[Party], rooms: list[Room]) -> bool:
    people = {party.code: party.people for party in asked}
    for room in rooms:
        inside = [code for code, session in found.shares.items() if session == room.code]
        if sum(people[code] for code in inside) > room.seats:
            return False
        if room.most is not None and len(inside) > room.most:
            return False
    return True


@pytest.mark.parametrize(("one", "other"), [((0, 90), (0, 100)), ((1, 200), (2, 100))])
def test_fewer_without_a_place_counts_before_fewer_seats(
    one: tuple[int, int], other: tuple[int, int]
):
    better, worse = (
        Placing({}, tuple("abc"[:left]), seats, "greedy") for left, seats in (one, other)
    )
    assert better.beats(worse)
    assert not worse.beats(better)
