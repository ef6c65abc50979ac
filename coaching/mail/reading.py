"""Reading what is new in the mailboxes, portion by portion, and recording it."""

from collections import Counter
from datetime import date

from coaching.database import answers, audit
from coaching.database.work import reading, work
from coaching.mail.collecting import Collector, collector
from coaching.mail.inbox import Portion, portions
from coaching.settings import Settings


def read_mailboxes(given: Settings, as_of: date) -> Counter[str]:
    """Record what is new; over IMAP it is then seen, and flagged where a person must look.

    Each portion is a unit of work of its own: what is recorded stays, whatever
    happens to the line.

    Returns:
        How many `mails` were new, and of them `answers`, `bounces` and `waiting`.

    Raises:
        InboxMissing: the settings name no mailbox, or it is not there.
        InboxUnreadable: the mail server does not let us read.
    """
    with reading() as db:
        taking = collector(db, given.secret_bytes(), given.mail.journal_address)
    for portion in portions(given, _place):
        waits = _recorded(taking, portion, as_of) if _is_news(taking, portion) else []
        portion.done(waits)
    return taking.count


def _place(mailbox: str, uid_validity: str) -> int:
    with reading() as db:
        return answers.place(db, mailbox, uid_validity)


def _is_news(taking: Collector, portion: Portion) -> bool:
    return bool(portion.mailbox) or any(map(taking.is_new, portion.mails))


def _recorded(taking: Collector, portion: Portion, as_of: date) -> list[bool]:
    """Record a portion and how far was read; return which mails a person has to look at."""
    before = taking.count["mails"]
    with work() as db:
        waits = [taking.take(db, raw) for raw in portion.mails]
        if portion.mailbox:
            answers.move_on(db, portion.mailbox, portion.uid_validity, portion.uid)
        if new := taking.count["mails"] - before:
            audit.note(db, "replies-read", as_of=as_of, mails=new)
    return waits
