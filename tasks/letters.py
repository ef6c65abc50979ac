"""Writing official letters, and sending the invitations and notices of a year."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from coaching.database import invitations, ledger, ledger_counts, pauses, people, reminders
from coaching.database.cycle import mark_done
from coaching.database.ledger import Claimed
from coaching.database.which import of_kinds
from coaching.database.work import Db, reading, work
from coaching.domain.cycle import Stage
from coaching.domain.invitations import MailKind, MailState
from coaching.domain.selection_rules import Outcome
from coaching.errors import CoachingError, RelayPaused, TemporaryProblem
from coaching.mail import addressing, numbering, official, signing
from coaching.programme import Programme
from coaching.settings import Mode, settings
from tasks.posting import demand_approved_mode, post, preview_session
from tasks.retries import PATIENT, STEADY
from tasks.steps import task

THE_YEAR = ""  # stands for a session in letters about the whole year


@dataclass(frozen=True)
class Posted:
    """What became of the mails of one session.

    Args:
        sent: with the relay, from this run and from runs before it.
        rendered: written to the outbox in a dry run; nothing has left.
        people: whom those that were sent or written are for; a shared mailbox gets one mail.
        waiting: still to be posted.
        without_address: waiting for an address.
    """

    session: str
    is_live: bool
    sent: int = 0
    rendered: int = 0
    waiting: int = 0
    without_address: int = 0
    failed: int = 0
    in_doubt: int = 0
    expired: int = 0
    people: int = 0


@task(task_run_name="read-sessions-{year}", **STEADY)
def sessions_to_send(year: int, session: str | None) -> list[str]:
    """Return the codes of the year's sessions, or only the one asked for."""
    with reading() as db:
        codes = [one.code for one in invitations.sessions(db, year) if not one.is_cancelled]
    return [code for code in codes if session in (None, code)]


@task(task_run_name="write-letters-{session}", **STEADY)
def write_letters(year: int, session: str, programme: Programme, as_of: date) -> int:
    """Number and write the official letter of each agency of a session; return how many are new."""
    return official.write(year, session, programme, as_of, settings().letters)


def awaiting_numbers(year: int, session: str, programme: Programme) -> list[str]:
    """Return the agencies whose letter waits for its number, where another register gives them."""
    return numbering.awaiting(year, session) if programme.letter.numbers == "given" else []


def awaiting_signature(year: int, session: str, programme: Programme) -> list[str]:
    """Return the agencies whose letter waits for its signature, where letters are signed."""
    if programme.letter.signing != "signed":
        return []
    return list(signing.standing(year, session).awaiting)


def letters_say_otherwise(year: int, session: str) -> None:
    """Let the letters of a session be typeset anew, under their numbers."""
    official.forget_files(year, session, settings().letters)


@task(task_run_name="send-{session}", **PATIENT)
def send_session(year: int, session: str, programme: Programme, as_of: date) -> Posted:
    """Post every invitation of a session that waits; each leaves once.

    Raises:
        TemporaryProblem: some could not be posted yet; trying again may help.
        RelayPaused, RelayRefuses: mail servers asked for a pause, or refuse us.
    """
    demand_approved_mode(year)
    enqueue_invitations(year, session)
    with work() as db:
        held_on = next(one.held_on for one in invitations.sessions(db, year) if one.code == session)
        if held_on <= as_of:
            # Nobody is invited to a day that has passed.
            ledger.expire(db, year, session)
            mark_done(db, year, Stage.INVITE, as_of, session)
            return _posted(db, year, session)
    preview_session(year, session, programme)
    rendered = post(year, session, programme, [MailKind.INVITATION])
    with work() as db:
        reminders.note_days(db, year, as_of)
        posted = _posted(db, year, session, rendered=rendered)
        if posted.is_live:
            if posted.waiting:
                raise _waits(db, posted.waiting, ZoneInfo(programme.city.time_zone))
            mark_done(db, year, Stage.INVITE, as_of, session)
    return posted


def _waits(db: Db, count: int, zone: ZoneInfo) -> CoachingError:
    """Return why mails wait: for mail servers that asked for a pause, or for the next try."""
    held = [
        f"{one.about} {one.until.astimezone(zone):%H.%M} ({one.why})"
        if one.until
        else f"{one.about} ({one.why})"
        for one in pauses.standing(db)
    ]
    if held:
        return RelayPaused(count=count, pauses="; ".join(held))
    return TemporaryProblem(why=f"{count}")


def enqueue_invitations(year: int, session: str) -> None:
    """Enter the invitation of everybody called to a session into the ledger, once.

    Those who share a mailbox are invited by one mail.
    """
    given = settings()
    with work() as db:
        people = [call.person for call in invitations.in_force(db, year, session)]
        kind = MailKind.INVITATION
        ledger.enqueue(db, addressing.entries(given, db, year, session, people, kind))
        addressing.regroup(given, db, year, session)


@task(task_run_name="send-notice-{year}", **PATIENT)
def send_notice(year: int, outcome: Outcome, programme: Programme) -> Posted:
    """Tell the appointing authority how a year ended without coaching."""
    kind = NOTICES[outcome]
    authority = programme.appointing_authority
    with work() as db:
        person = people.officer(
            db, "appointing-authority", authority.name, authority.title, authority.email
        )
        ledger.enqueue(db, [addressing.entry(settings(), year, THE_YEAR, person, kind)])
    rendered = post(year, THE_YEAR, programme, [kind])
    with reading() as db:
        return _posted(db, year, THE_YEAR, kind, rendered)


NOTICES = {
    Outcome.NOBODY_NEEDS_COACHING: MailKind.NOBODY_NEEDS_COACHING,
    Outcome.CANNOT_JUDGE: MailKind.CANNOT_JUDGE,
}


def _posted(
    db: Db, year: int, session: str, kind: MailKind = MailKind.INVITATION, rendered: int = 0
) -> Posted:
    count = ledger_counts.tally(db, year, session, [kind])
    waiting: list[Claimed] = ledger.waiting(db, year, session, of_kinds([kind]))
    return Posted(
        session=session,
        is_live=settings().mode is Mode.LIVE,
        sent=count.get(MailState.SENT, 0),
        rendered=rendered,
        waiting=len(waiting),
        without_address=count.get(MailState.QUEUED, 0) - len(waiting),
        failed=count.get(MailState.FAILED, 0) + count.get(MailState.SUPPRESSED, 0),
        in_doubt=count.get(MailState.IN_DOUBT, 0),
        expired=count.get(MailState.EXPIRED, 0),
        people=sum(len(one.people) for one in waiting)
        if rendered
        else ledger_counts.people_reached(db, year, session, kind),
    )
