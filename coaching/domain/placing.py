"""Into which session each agency goes, or each part of an employee group: seats, rooms, cost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

SECONDS = 5.0  # the solver's, after which the best found so far counts
FEW = 12  # rooms up to which every choice of them can be looked at


@dataclass(frozen=True)
class Party:
    """People who come together: those called from one agency."""

    code: str
    people: int


@dataclass(frozen=True)
class Room:
    """A session: how many people it seats, and how many parties at most (None: as many as fit)."""

    code: str
    seats: int
    most: int | None = None


@dataclass(frozen=True)
class Placing:
    """Session by party.

    Args:
        shares: session by party; who found no place is missing in it.
        unplaced: parties without a place, neediest first.
        seats: of all sessions that are held, used or not: what the placing costs.
        method: "greedy" or "solver".
    """

    shares: Mapping[str, str]
    unplaced: tuple[str, ...]
    seats: int
    method: str

    def beats(self, other: "Placing") -> bool:
        """Say whether it leaves fewer without a place, or as many and costs less."""
        mine, theirs = len(self.unplaced), len(other.unplaced)
        return (mine, self.seats) < (theirs, other.seats)


def place(parties: Sequence[Party], rooms: Sequence[Room]) -> Placing:
    """Give each party a session: greedily, then by a solver where it could do better.

    Args:
        parties: neediest first; a party is never divided.
        rooms: earliest session first.

    Returns:
        The better of the two; the greedy one, which anybody can recompute with a
        pencil, where they are equally good.
    """
    simple = greedy(parties, rooms)
    if not simple.unplaced and not _could_be_cheaper(parties, rooms, simple.seats):
        return simple
    solved = solver(parties, rooms)
    return solved if solved is not None and solved.beats(simple) else simple


def greedy(parties: Sequence[Party], rooms: Sequence[Room]) -> Placing:
    """Give each party, in order of need, the first session that has room for all of it."""
    seats = {room.code: room.seats for room in rooms}
    slots = {room.code: len(parties) if room.most is None else room.most for room in rooms}
    shares: dict[str, str] = {}
    for party in parties:
        fitting = [
            room.code for room in rooms if seats[room.code] >= party.people and slots[room.code]
        ]
        if fitting:
            shares[party.code] = fitting[0]
            seats[fitting[0]] -= party.people
            slots[fitting[0]] -= 1
    return _placing(parties, rooms, shares, "greedy")


def _placing(
    parties: Sequence[Party], rooms: Sequence[Room], shares: Mapping[str, str], method: str
) -> Placing:
    held = set(shares.values())
    return Placing(
        shares=dict(shares),
        unplaced=tuple(party.code for party in parties if party.code not in shares),
        seats=sum(room.seats for room in rooms if room.code in held),
        method=method,
    )


def _could_be_cheaper(parties: Sequence[Party], rooms: Sequence[Room], cost: int) -> bool:
    """Say whether fewer seats, taken together, could hold everybody; with many rooms: perhaps."""
    if len(rooms) > FEW:
        return True
    people = sum(party.people for party in parties)
    for chosen in _choices(rooms):
        seats = sum(room.seats for room in chosen)
        slots = sum(len(parties) if room.most is None else room.most for room in chosen)
        if people <= seats < cost and slots >= len(parties):
            return True
    return False


def _choices(rooms: Sequence[Room]) -> Iterator[tuple[Room, ...]]:
    for size in range(len(rooms)):
        yield from combinations(rooms, size)


def solver(parties: Sequence[Party], rooms: Sequence[Room]) -> Placing | None:
    """Return the placing a solver finds within its seconds; None where it finds none.

    Places as many parties as it can, the neediest of them where not all, then
    holds the sessions with the fewest seats, then puts needier parties earlier.

    Source: mixed-integer programme of an assignment with capacities, HiGHS by way of
        `scipy.optimize.milp`.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # seconds to import, seldom needed

    if not parties or not rooms:
        return _placing(parties, rooms, {}, "solver")
    count, held = len(parties) * len(rooms), len(rooms)
    rows, highest = _limits(parties, rooms)
    found = milp(
        _costs(parties, rooms),
        integrality=np.ones(count + held),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(rows, -np.inf, highest),
        options={"time_limit": SECONDS},
    )
    if found.x is None:
        return None
    taken = np.round(found.x[:count]).reshape(len(parties), len(rooms)).astype(bool)
    shares = {
        party.code: rooms[int(np.argmax(row))].code
        for party, row in zip(parties, taken, strict=True)
        if row.any()
    }
    return _placing(parties, rooms, shares, "solver")


def _costs(
    parties: Sequence[Party], rooms: Sequence[Room]
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Return what each (party, room) and each held room costs; a place is worth more than all."""
    total = float(sum(room.seats for room in rooms))
    need = np.linspace(1.0, 0.0, len(parties)) if len(parties) > 1 else np.ones(1)
    worth = (total + 1) * (len(parties) + need)
    order = np.arange(len(rooms)) / (len(rooms) * len(parties) * 10)
    places = -worth[:, None] + need[:, None] * order[None, :]
    return np.concatenate([places.ravel(), [float(room.seats) for room in rooms]])


def _limits(parties: Sequence[Party], rooms: Sequence[Room]) -> tuple[np.ndarray, np.ndarray]:
    """Return rows of a matrix and their upper bounds: one place a party, seats and slots a room."""
    many, held = len(parties), len(rooms)
    rows, highest = [], []
    for number in range(many):
        row = np.zeros(many * held + held)
        row[number * held : (number + 1) * held] = 1
        rows.append(row)
        highest.append(1.0)
    people = np.array([party.people for party in parties], float)
    for place, room in enumerate(rooms):
        for weights, limit in (
            (people, room.seats), (np.ones(many), many if room.most is None else room.most),
        ):  # fmt: skip
            row = np.zeros(many * held + held)
            row[place : many * held : held] = weights
            row[many * held + place] = -float(limit)  # nobody in a session that is not held
            rows.append(row)
            highest.append(0.0)
    return np.array(rows), np.array(highest)
