"""Stage 3's steps: whom the approved list calls, and whether that call is approved."""

from collections.abc import Sequence
from datetime import date

from prefect import task

from coaching.database import invitations, ledger_counts, people, selection
from coaching.database.invitations import SessionFacts
from coaching.database.work import Db, reading, work
from coaching.domain.cycle import Stage, Subject
from coaching.domain.freezing import difference
from coaching.domain.invitations import invited, lines_fingerprint, share_out, short
from coaching.errors import ListChanged, NobodyToInvite, NotYet, PlacesMissing
from coaching.mail.identity import calendar_uid
from coaching.programme import PlannedSession, Programme
from coaching.settings import settings
from tasks.retries import STEADY


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
    """Store who of the approved agencies is called to which session; return how many are.

    A session whose mails are in the ledger stays as it is: its list has been acted on.

    Raises:
        PlacesMissing: the sessions of the year do not take all agencies.
        NobodyToInvite: an agency has nobody whom the rules of `config/` mean.
    """
    sessions = programme.sessions_of(year)
    shares = _shares(year, agencies, sessions)
    with work() as db:
        calls = _acted_on(db, year)
        begun = {session for session, _, _ in calls}
        calls |= _calls(db, year, shares, programme, begun)
        open_ones = [
            one for one in sessions if one.code in shares.values() and one.code not in begun
        ]
        invitations.plan(db, year, map(_facts, open_ones), calls, as_of)
        return len(calls)


def _shares(
    year: int, agencies: Sequence[str], sessions: Sequence[PlannedSession]
) -> dict[str, str]:
    shares = share_out(agencies, {one.code: one.agencies for one in sessions})
    if len(shares) < len(agencies):
        raise PlacesMissing(year=year, places=len(shares), agencies=len(agencies))
    return shares


def _acted_on(db: Db, year: int) -> dict[tuple[str, str, str], str]:
    return {
        (call.session, call.agency, call.person): call.calendar_uid
        for call in invitations.planned(db, year)
        if ledger_counts.has_begun(db, year, call.session)
    }


def _calls(
    db: Db, year: int, shares: dict[str, str], programme: Programme, begun: set[str]
) -> dict[tuple[str, str, str], str]:
    found = people.candidates(db, list(shares))
    chosen = {agency: invited(found[agency], programme.invite_rules) for agency in shares}
    empty = [agency for agency, persons in chosen.items() if not persons]
    if empty:
        raise NobodyToInvite(year=year, agencies=empty)
    return {
        (session, agency, person.key): _uid(year, session, person.key)
        for agency, session in shares.items()
        if session not in begun
        for person in chosen[agency]
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
