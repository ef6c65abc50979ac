"""Letters beside the invitations: each enters the ledger with its occasion, then leaves once."""

from collections.abc import Sequence
from datetime import date

from coaching.database import (
    answers,
    attendance,
    invitations,
    ledger,
    operating,
    people,
    reminders,
    requests,
)
from coaching.database.decisions import list_as_it_stands
from coaching.database.ledger import Entry
from coaching.database.ledger_counts import waiting_letters
from coaching.database.selection import approval
from coaching.database.work import Db, work
from coaching.domain.cycle import Subject
from coaching.domain.evidence import CAME
from coaching.domain.invitations import MailKind
from coaching.mail import posting
from coaching.mail.addressing import entries, entry
from coaching.programme import Programme
from coaching.settings import settings
from tasks.letters import THE_YEAR
from tasks.posting import REAL, post
from tasks.retries import PATIENT, STEADY
from tasks.steps import task


@task(task_run_name="ask-for-decision-{subject}-{year}", **STEADY)
def ask_for_decision(year: int, subject: Subject, programme: Programme) -> None:
    """Ask the appointing authority to decide on a list as it stands; once for each list."""
    if not programme.mails.approval_request:
        return
    with work() as db:
        fingerprint, _ = list_as_it_stands(db, subject, year)
        decided = approval(db, subject, year)
        if decided is not None and decided.fingerprint == fingerprint:
            requests.close_others(db, year, None)
            return
        asked = requests.ask(db, year, subject, fingerprint)
        requests.close_others(db, year, asked.revision)
        _to_authority(db, year, MailKind.APPROVAL_REQUEST, programme, asked.revision)


@task(task_run_name="ask-for-names-{year}", **STEADY)
def ask_for_names(year: int, agencies: Sequence[str], programme: Programme) -> None:
    """Ask the head of each chosen agency whom to invite; once a year."""
    if not programme.mails.nomination_request:
        return
    with work() as db:
        ledger.enqueue(db, [
            entry(settings(), year, THE_YEAR, head, MailKind.NOMINATION_REQUEST)
            for head in people.heads(db, agencies)
        ])  # fmt: skip


@task(task_run_name="note-delegates-{year}", **STEADY)
def confirm_delegates(year: int, programme: Programme) -> None:
    """Tell everybody who named a delegate that it is noted; once for each such answer."""
    if not programme.mails.delegation_received:
        return
    with work() as db:
        ledger.enqueue(db, _delegations(db, year))


def _delegations(db: Db, year: int) -> list[Entry]:
    found = []
    for session in invitations.sessions(db, year):
        named = answers.delegates(db, year, session.code)
        for call in invitations.planned(db, year, session.code):
            for number, _ in enumerate(named.get(call.invitation_id, [])):
                kind = MailKind.DELEGATION_RECEIVED
                found.append(entry(settings(), year, session.code, call.person, kind, number))
    return found


@task(task_run_name="thank-{session}", **STEADY)
def thank(year: int, session: str, programme: Programme) -> None:
    """Thank those who came to a session or were represented; once each."""
    if not programme.mails.thanks:
        return
    with work() as db:
        register = attendance.register(db, year)
        came = register[(register["session"] == session) & register["presence"].isin(CAME)]
        people = list(came["person"])
        ledger.enqueue(db, entries(settings(), db, year, session, people, MailKind.THANKS))


@task(task_run_name="bring-report-{year}", **STEADY)
def bring_report(year: int, version: int, programme: Programme) -> None:
    """Bring the evaluation to the appointing authority; once for each version."""
    if not programme.mails.report:
        return
    with work() as db:
        _to_authority(db, year, MailKind.REPORT, programme, version - 1)


def _to_authority(db: Db, year: int, kind: MailKind, programme: Programme, revision: int) -> None:
    authority = programme.appointing_authority
    person = people.officer(
        db, "appointing-authority", authority.name, authority.title, authority.email
    )
    ledger.enqueue(db, [entry(settings(), year, THE_YEAR, person, kind, revision)])


@task(task_run_name="post-letters-{year}", **PATIENT)
def post_letters(year: int, programme: Programme, as_of: date) -> int:
    """Post every letter beside the invitations that waits; return how many still do.

    Invitations are left alone: they leave with their session, on its approved list.
    """
    if settings().mode in REAL:
        posting.recover()  # what a worker that is gone held waits again, in every session
    with work() as db:
        reminders.close_idle(db, year, as_of)
        waiting = waiting_letters(db, year)
    for session, kinds in waiting.items():
        post(year, session, programme, kinds)
    with work() as db:
        reminders.note_days(db, year, as_of)
        return sum(len(kinds) for kinds in waiting_letters(db, year).values())


@task(task_run_name="tell-moved-{session}", **STEADY)
def tell_moved(year: int, session: str) -> int:
    """Enter the new invitation of everybody who holds one into the ledger; return how many.

    Its revision is the session's sequence: moved again, they are told again.
    """
    with work() as db:
        sequence = next(
            one.sequence for one in invitations.sessions(db, year) if one.code == session
        )
        people_told = operating.still_called(db, year, session)
        kind = MailKind.RESCHEDULE
        ledger.enqueue(db, entries(settings(), db, year, session, people_told, kind, sequence))
    return len(people_told)


@task(task_run_name="tell-cancelled-{session}", **STEADY)
def tell_cancelled(year: int, session: str) -> int:
    """Enter the cancellation of everybody who holds an invitation in vain; return how many."""
    with work() as db:
        told = operating.called_in_vain(db, year, session)
        mails = _cancellations(db, year, session, told)
        ledger.enqueue(db, mails)
        return sum(len(mail.people) or 1 for mail in mails)


def _cancellations(db: Db, year: int, session: str, people: list[str]) -> list[Entry]:
    """Return one mail to all who share a mailbox where the session is called off for all."""
    facts = next(one for one in invitations.sessions(db, year) if one.code == session)
    given, kind = settings(), MailKind.CANCELLATION
    if facts.is_cancelled:
        return entries(given, db, year, session, people, kind)
    # A call that was taken back is one person's own matter, with a reason of its own.
    return [one for person in people for one in entries(given, db, year, session, [person], kind)]
