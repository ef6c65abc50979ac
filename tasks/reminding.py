"""Reminding those who have not answered, in the windows that `config/` sets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coaching.database import ledger, reminders
from coaching.database.ledger import Entry
from coaching.database.reminders import Silent
from coaching.database.work import work
from coaching.domain.invitations import MailKind
from coaching.mail.addressing import entries
from coaching.programme import Programme
from coaching.settings import settings
from tasks.retries import STEADY
from tasks.steps import task


@dataclass(frozen=True)
class Reminded:
    """How many reminders of a day are to leave, and how many came too late for their window."""

    queued: int
    missed: int


@task(task_run_name="remind-{year}", **STEADY)
def remind(year: int, programme: Programme, as_of: date) -> Reminded:
    """Enter the reminders of a day into the ledger, each once; they leave with the other letters.

    Where no mailbox is read nobody's silence is known, so nobody is reminded.
    """
    rule = programme.reminders.rule
    if not rule.count or not settings().reads_answers:
        return Reminded(0, 0)
    mails: dict[bool, list[Entry]] = {False: [], True: []}
    with work() as db:
        reminders.note_days(db, year, as_of)
        due = _due(reminders.silent(db, year, as_of), programme, as_of)
        for (session, revision, closes_on, too_late), people in due.items():
            mails[too_late] += entries(
                settings(), db, year, session, people, MailKind.REMINDER, revision,
                valid_until=closes_on, is_missed=too_late,
            )  # fmt: skip
        queued, missed = (ledger.enqueue(db, mails[late]) for late in (False, True))
    return Reminded(queued, missed)


def _due(
    silent: Iterable[Silent], programme: Programme, day: date
) -> dict[tuple[str, int, date, bool], list[str]]:
    """Return who is due by session, revision, last day of the window, and whether it has passed."""
    found: dict[tuple[str, int, date, bool], list[str]] = {}
    for one in silent:
        if one.last_letter_on is None:
            continue
        windows = programme.reminders.rule.due(one.held_on, one.last_letter_on, one.known, day)
        for window, too_late in windows:
            key = (one.session, one.revision(window.number), window.closes_on, too_late)
            found.setdefault(key, []).append(one.person)
    return found
