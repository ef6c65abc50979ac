"""What an officer may have overlooked in `config/`: none of it stops the year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coaching.programme.days_off import WEEKDAYS
from coaching.programme.sessions import PlannedSession
from coaching.programme.sources import Holds

if TYPE_CHECKING:
    from coaching.programme.whole import Programme


# Its part of competence counts certificates of seminars and workshops, ours among them.
COUNTS_CERTIFICATES = "ip-asn"


@dataclass(frozen=True)
class Remark:
    """Something an officer may have overlooked; `code` is a key of the words of `config`."""

    code: str
    facts: Mapping[str, object]


def remarks(programme: "Programme", year: int) -> tuple[Remark, ...]:
    """Return what an officer should look at before the year runs."""
    sessions = programme.sessions_of(year)
    return (
        *_places(programme, year, sessions),
        *_early(programme, year, sessions),
        *_days_off(programme, year, sessions),
        *_groups(programme, year, sessions),
        *_cannot_judge(programme),
        *_earns_points(programme),
        *_without_source(programme),
    )


def _places(
    programme: "Programme", year: int, sessions: Sequence[PlannedSession]
) -> Iterator[Remark]:
    counts = [one.agencies for one in sessions if one.group is None]
    capacity = programme.selection.capacity
    if not sessions:
        yield Remark("no-session", {"year": year})
    elif None not in counts and sum(one or 0 for one in counts) < capacity:
        places = sum(one or 0 for one in counts)
        facts = {"year": year, "places": places, "capacity": capacity}
        yield Remark("fewer-places-than-capacity", facts)


def _early(
    programme: "Programme", year: int, sessions: Sequence[PlannedSession]
) -> Iterator[Remark]:
    chosen_on = programme.calendar.select_on.in_year(year)
    for one in sessions:
        if one.send_on < chosen_on:
            yield Remark("invites-before-selection", {"session": one.code, "send_on": one.send_on})


def _days_off(
    programme: "Programme", year: int, sessions: Sequence[PlannedSession]
) -> Iterator[Remark]:
    if programme.days_off is None:
        yield Remark("no-holidays", {"year": year})
        return
    for one in sessions:
        name = programme.days_off.name_of(one.held_on)
        if name is not None and not one.on_day_off:
            facts = {"session": one.code, "day": one.held_on, "name": name}
            if name in WEEKDAYS:
                yield Remark("session-on-weekend", facts)
            else:
                yield Remark("session-on-day-off", facts)
    if programme.days_off.is_estimated(year):
        yield Remark("holidays-estimated", {"year": year})


def _groups(
    programme: "Programme", year: int, sessions: Sequence[PlannedSession]
) -> Iterator[Remark]:
    held = {one.group for one in sessions}
    for group in programme.groups_of(year):
        if group.code not in held:
            yield Remark("group-without-session", {"year": year, "group": group.name})


def _cannot_judge(programme: "Programme") -> Iterator[Remark]:
    code = programme.evaluation.outcome_indicator
    days = programme.shows_after_days.get(code)
    most = programme.relevance.follow_up_days
    if days is not None and days > most:
        yield Remark("outcome-cannot-move", {"indicator": code, "days": days, "most": most})


def _earns_points(programme: "Programme") -> Iterator[Remark]:
    """Ask of a real city that says attending earns nothing of an index that counts certificates."""
    told = programme.evaluation
    earns_nothing = told.outcome_indicator == COUNTS_CERTIFICATES and told.attendance_points == 0
    if earns_nothing and not programme.city.is_invented:
        yield Remark("attending-earns-points", {"indicator": told.outcome_indicator})


def _without_source(programme: "Programme") -> Iterator[Remark]:
    needs = [
        (Holds.INDICATORS,),
        (Holds.AGENCIES, Holds.AGENCY_NAMES),
        (Holds.PEOPLE, Holds.OFFICIALS),
        (Holds.ATTENDANCE,),
    ]
    for any_of in needs:
        if not programme.sources_of(*any_of):
            yield Remark("no-source", {"holds": any_of[0].value})
