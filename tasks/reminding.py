"""Reminding those who have not answered, in the windows that `config/` sets."""

from dataclasses import dataclass
from datetime import date

from prefect import task

from coaching.database import ledger, reminders
from coaching.database.ledger import Entry
from coaching.database.reminders import Silent
from coaching.database.work import work
from coaching.domain.invitations import MailKind
from coaching.programme import Programme
from coaching.settings import settings
from tasks.letters import entry
from tasks.retries import STEADY


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
    entries: dict[bool, list[Entry]] = {False: [], True: []}
    with work() as db:
        reminders.note_days(db, year, as_of)
        for one in reminders.silent(db, year, as_of):
            for entered in _entries(year, one, programme, as_of):
                entries[entered.is_missed].append(entered)
        queued, missed = (ledger.enqueue(db, entries[late]) for late in (False, True))
    return Reminded(queued, missed)


def _entries(year: int, one: Silent, programme: Programme, day: date) -> list[Entry]:
    if one.last_letter_on is None:
        return []
    due = programme.reminders.rule.due(one.held_on, one.last_letter_on, one.known, day)
    return [
        entry(
            year, one.session, one.person, MailKind.REMINDER, one.revision(window.number),
            valid_until=window.closes_on, is_missed=too_late,
        )
        for window, too_late in due
    ]  # fmt: skip
