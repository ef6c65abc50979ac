"""Who is called together, and into which session each party goes."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date

from coaching.database import nominations, people, placing
from coaching.database.placing import StoredPlacing
from coaching.database.work import Db
from coaching.domain.fingerprints import fingerprint
from coaching.domain.groups import EmployeeGroup, members
from coaching.domain.invitations import Candidate, invited
from coaching.domain.placing import Party, Placing, Room, place
from coaching.errors import NobodyToInvite, PlacesMissing, SeatsMissing
from coaching.programme import PlannedSession, Programme

Called = Mapping[str, Sequence[Candidate]]  # by agency, neediest agency first
Part = tuple[str, int]  # an agency, and which part of its people; a chosen agency has one
CHOSEN = ""  # stands for the code of a group: the agencies that were chosen


def called_from(db: Db, year: int, agencies: Sequence[str], programme: Programme) -> Called:
    """Return whom the rules of `config/` mean in each chosen agency.

    Raises:
        NobodyToInvite: an agency has nobody whom they mean.
    """
    named = nominations.named(db, year)
    found = people.candidates(db, list(agencies))
    chosen = {
        agency: invited(
            [replace(one, is_nominated=one.key in named) for one in found[agency]],
            programme.invite_rules,
        )
        for agency in agencies
    }
    empty = [agency for agency, persons in chosen.items() if not persons]
    if empty:
        raise NobodyToInvite(year=year, agencies=empty)
    return chosen


def called_of(db: Db, year: int, group: EmployeeGroup, in_force: Sequence[str]) -> Called:
    """Return the people of an employee group in each agency.

    Raises:
        NobodyToInvite: nobody belongs to it.
    """
    found = people.candidates(db, list(in_force))
    keys = [one.key for persons in found.values() for one in persons]
    chosen = members(group, found, people.nips(db, keys))
    if not chosen:
        raise NobodyToInvite(year=year, agencies=[group.code])
    return chosen


def parties_of(
    called: Called, largest: int, *, may_divide: bool
) -> dict[Part, Sequence[Candidate]]:
    """Return the people who come together; a group's people in one agency fill several rooms."""
    size = max(largest, 1) if may_divide else max(map(len, called.values()), default=1)
    return {
        (agency, number): persons[start : start + size]
        for agency, persons in called.items()
        for number, start in enumerate(range(0, len(persons), max(size, 1)), start=1)
    }


def shares_of(
    db: Db,
    year: int,
    group: str,
    parties: Mapping[Part, Sequence[Candidate]],
    sessions: Sequence[PlannedSession],
    as_of: date,
) -> dict[Part, str]:
    """Return the session of each party: what stands, where the same was asked before.

    It stands too where some of the parties asked for before have been called since:
    where the others go was said with them, and still fits.

    Raises:
        PlacesMissing: the sessions do not take all agencies.
        SeatsMissing: they have too few seats for a group.
    """
    asked = [Party(f"{agency}#{part}", len(who)) for (agency, part), who in parties.items()]
    rooms = [Room(one.code, one.seats, one.agencies) for one in sessions]
    sha256 = fingerprint({"asked": [asdict(one) for one in asked],
                          "rooms": [asdict(one) for one in rooms]})  # fmt: skip
    stored = placing.placed(db, year, group)
    if stored is not None and stored.asked_sha256 == sha256:
        return dict(stored.shares)
    if stored is not None and _still_fits(stored.shares, parties, rooms):
        return {party: stored.shares[party] for party in parties}
    with _quiet():
        found = place(asked, rooms)
    if found.unplaced:
        raise _too_small(year, group, found, asked, rooms)
    shares = {party: found.shares[f"{party[0]}#{party[1]}"] for party in parties}
    placing.store(db, year, group, StoredPlacing(sha256, found.method, shares), as_of)
    return shares


def _still_fits(
    said: Mapping[Part, str], parties: Mapping[Part, Sequence[Candidate]], rooms: Sequence[Room]
) -> bool:
    """Say whether fewer parties than were placed still go where they were placed."""
    if not parties.keys() < said.keys():
        return False
    by_room = {room.code: [len(who) for party, who in parties.items() if said[party] == room.code]
               for room in rooms}  # fmt: skip
    return sum(map(len, by_room.values())) == len(parties) and all(
        sum(by_room[room.code]) <= room.seats
        and (room.most is None or len(by_room[room.code]) <= room.most)
        for room in rooms
    )


def _too_small(
    year: int, group: str, found: Placing, asked: Sequence[Party], rooms: Sequence[Room]
) -> PlacesMissing | SeatsMissing:
    seats, people_asked = sum(room.seats for room in rooms), sum(one.people for one in asked)
    if group == CHOSEN and people_asked <= seats:
        return PlacesMissing(year=year, places=len(found.shares), agencies=len(asked))
    return SeatsMissing(year=year, group=group or None, people=people_asked, seats=seats)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what the solver's library writes past Python away from our output."""
    sys.stdout.flush()
    kept = os.dup(1)
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nothing)
