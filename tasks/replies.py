"""Reading the mailbox: every mail once, each answer to its invitation."""

from dataclasses import dataclass
from datetime import date

from coaching.mail.reading import read_mailboxes
from coaching.settings import settings
from tasks.retries import STEADY
from tasks.steps import task


@dataclass(frozen=True)
class RepliesRead:
    """How many mails were new, held an answer, came back, or wait for a person."""

    mails: int
    answers: int
    waiting: int
    bounces: int = 0


@task(task_run_name="read-mailbox", **STEADY)
def record_replies(as_of: date) -> RepliesRead:
    """Read what is new in the mailboxes and record it.

    Raises:
        InboxMissing: the settings name no mailbox, or it is not there.
        InboxUnreadable: the mail server does not let us read.
    """
    count = read_mailboxes(settings(), as_of)
    return RepliesRead(count["mails"], count["answers"], count["waiting"], count["bounces"])
