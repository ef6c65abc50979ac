"""Between stages 3 and 4: read the answers people gave by mail."""

from datetime import date

from coaching.domain.progress import Report, RunState
from flows.operating import operation, programme_in_force, today
from tasks.correspondence import confirm_delegates, post_letters
from tasks.cycle import unfinished_years
from tasks.replies import record_replies
from tasks.waiting_mails import show_queue


@operation("collect-replies", run_name="collect-replies")
def collect_replies(as_of: date | None = None) -> Report:
    """Baca jawaban undangan dari kotak surat.

    What cannot be understood, or belongs to no invitation, waits for a person;
    nothing is guessed.

    Args:
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    read = record_replies(day)
    for year in unfinished_years():
        confirm_delegates(year, programme)
        post_letters(year, programme, day)
    if read.mails == 0:
        return Report(RunState.NOTHING_TO_DO, "no-replies")
    show_queue()
    facts = {
        "mails": read.mails, "answers": read.answers, "bounces": read.bounces,
        "waiting": read.waiting,
    }  # fmt: skip
    return Report(RunState.DONE, "replies-read", facts)
