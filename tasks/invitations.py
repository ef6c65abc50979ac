"""Stage 3's steps: whom the approved list calls, and whether that call is approved."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from coaching.database import invitations, ledger_counts, selection
from coaching.database.agencies import in_force as agencies_in_force
from coaching.database.invitations import SessionFacts
from coaching.database.work import Db, reading, work
from coaching.domain.cycle import Stage, Subject
from coaching.domain.fingerprints import difference
from coaching.domain.invitations import Candidate, lines_fingerprint, short
from coaching.errors import ListChanged, NotYet, PlacesMissing, SessionOnDayOff
from coaching.mail.identity import calendar_uid
from coaching.programme import PlannedSession, Programme
from coaching.settings import settings
from tasks.placing import CHOSEN, Called, Part, called_from, called_of, parties_of, shares_of
from tasks.retries import STEADY
from tasks.steps import task


@task(task_run_name="read-approved-agencies-{year}", **STEADY)
def approved_agencies(year: int, as_they_stand: Sequence[str]) -> list[str]:
    """Return the agencies that were approved, neediest first.

    Args:
        as_they_stand: the agencies that today's records and `config/` would choose.

    Raises:
        NotYet: nobody has approved a list.
        ListChanged: the list would be another one by now, and no invitation has left yet.
    """
    with reading() as db:
        decided = selection.approval(db, Subject.SELECTION, year)
        if decided is None:
            raise NotYet(stage=Stage.INVITE.value, year=year, waits_for="approve-selection")
        added, removed = difference(decided.proposed_list, as_they_stand)
        if (added or removed) and not ledger_counts.has_begun(db, year):
            raise ListChanged(
                subject=Subject.SELECTION.value, year=year, added=added, removed=removed
            )
        return list(decided.approved_list)


@task(task_run_name="plan-invitations-{year}", **STEADY)
def plan_invitations(year: int, agencies: Sequence[str], programme: Programme, as_of: date) -> int:
    """Store who is called to which session; return how many people are.

    The approved agencies share the sessions that are for them, each employee group
    has its own. A session whose mails are in the ledger stays as it is: its list has
    been acted on.

    Raises:
        PlacesMissing, SeatsMissing: the sessions of the year do not take everybody.
        NobodyToInvite: an agency has nobody whom the rules of `config/` mean.
        SessionOnDayOff: a session falls on a weekend or holiday.
    """
    with work() as db:
        calls = _acted_on(db, year)
        begun = {session for session, _, _ in calls}
        to_come = [one for one in programme.sessions_of(year) if one.code not in begun]
        _demand_working_days(programme, to_come)
        used: set[str] = set()
        for group, called in _called(db, year, agencies, programme, calls).items():
            sessions = [one for one in to_come if (one.group or CHOSEN) == group]
            largest = max((one.seats for one in sessions), default=0)
            parties = parties_of(called, largest, may_divide=group != CHOSEN)
            shares = shares_of(db, year, group, parties, sessions, as_of)
            used |= set(shares.values())
            calls |= _calls(year, parties, shares)
        open_ones = [one for one in to_come if one.code in used]
        invitations.plan(db, year, map(_facts, open_ones), calls, as_of)
        return len(calls)


def _called(
    db: Db,
    year: int,
    agencies: Sequence[str],
    programme: Programme,
    calls: Mapping[tuple[str, str, str], str],
) -> dict[str, Called]:
    """Return whom the chosen agencies and each group call; who has been called is left out."""
    groups = {one.code: one.group or CHOSEN for one in programme.sessions_of(year)}
    done = {(groups.get(session, CHOSEN), agency) for session, agency, _ in calls}
    people = {(groups.get(session, CHOSEN), person) for session, _, person in calls}
    left = [agency for agency in agencies if (CHOSEN, agency) not in done]
    _demand_places(year, left, programme, {session for session, _, _ in calls})
    found: dict[str, Called] = {CHOSEN: called_from(db, year, left, programme)}
    for group in programme.groups_of(year):
        members = called_of(db, year, group, agencies_in_force(db, year))
        waiting = {
            agency: [one for one in persons if (group.code, one.key) not in people]
            for agency, persons in members.items()
        }
        found[group.code] = {agency: persons for agency, persons in waiting.items() if persons}
    return found


def _demand_places(
    year: int, agencies: Sequence[str], programme: Programme, begun: Collection[str]
) -> None:
    """Say early that sessions take too few agencies, before asking who is called from each."""
    counts = [
        one.agencies
        for one in programme.sessions_of(year)
        if one.group is None and one.code not in begun
    ]
    places = sum(count for count in counts if count is not None)
    if None not in counts and places < len(agencies):
        raise PlacesMissing(year=year, places=places, agencies=len(agencies))


def _demand_working_days(programme: Programme, sessions: Sequence[PlannedSession]) -> None:
    for one in sessions:
        name = programme.days_off.name_of(one.held_on) if programme.days_off else None
        if name is not None and not one.on_day_off:
            raise SessionOnDayOff(session=one.code, day=one.held_on, name=name)


def _acted_on(db: Db, year: int) -> dict[tuple[str, str, str], str]:
    return {
        (call.session, call.agency, call.person): call.calendar_uid
        for call in invitations.planned(db, year)
        if ledger_counts.has_begun(db, year, call.session)
    }


def _calls(
    year: int, parties: Mapping[Part, Sequence[Candidate]], shares: Mapping[Part, str]
) -> dict[tuple[str, str, str], str]:
    return {
        (session, party[0], person.key): _uid(year, session, person.key)
        for party, session in shares.items()
        for person in parties[party]
    }


def _uid(year: int, session: str, person: str) -> str:
    given = settings()
    domain = given.mail.from_address.rpartition("@")[2]
    event = f"{year}-{session}"
    return calendar_uid(given.secret_bytes(), event=event, person=person, domain=domain)


def _facts(session: PlannedSession) -> SessionFacts:
    return SessionFacts(
        session.code, session.held_on, session.starts, session.ends, session.time_zone,
        session.venue_name, session.venue_address, session.agenda,
    )  # fmt: skip


@task(task_run_name="check-approval-{year}", **STEADY)
def is_approved(year: int) -> bool:
    """Say whether exactly this list of people is approved.

    Raises:
        ListChanged: another list was approved.
    """
    with reading() as db:
        decided = selection.approval(db, Subject.INVITATIONS, year)
        if decided is None:
            return False
        lines = invitations.planned_lines(db, year)
        if decided.fingerprint == lines_fingerprint(lines):
            return True
        added, removed = difference(decided.approved_list, lines)
        raise ListChanged(
            subject=Subject.INVITATIONS.value, year=year,
            added=short(added),
            removed=short(removed),
        )  # fmt: skip
