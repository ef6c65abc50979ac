"""Reading the mailbox: every mail once, each answer to its invitation."""

import hashlib
from dataclasses import dataclass
from datetime import date

from prefect import task

from coaching.database import answers, audit
from coaching.database.answers import ReadMail
from coaching.database.work import reading, work
from coaching.errors import InboxMissing
from coaching.mail.inbox import read_maildir
from coaching.mail.replies import Kind, Understood, understand
from coaching.settings import settings
from tasks.retries import STEADY


@dataclass(frozen=True)
class RepliesRead:
    """How many mails were new, held an answer, or wait for a person."""

    mails: int
    answers: int
    waiting: int


@dataclass(frozen=True)
class _Invitations:
    """What an answer can refer to."""

    by_uid: dict[str, int]
    by_message_id: dict[str, int]


@task(task_run_name="read-mailbox", **STEADY)
def record_replies(as_of: date) -> RepliesRead:
    """Read what is new in the mailbox and record it; nothing in the mailbox changes.

    Raises:
        InboxMissing: the settings name no mailbox, or it is not there.
    """
    inbox = settings().inbox
    if inbox is None:
        raise InboxMissing(path="COACHING_INBOX")
    with reading() as db:
        known = answers.known_mails(db)
        index = _Invitations(answers.by_calendar_uid(db), answers.by_message_id(db))
    mails: dict[str, ReadMail] = {}
    for _, raw in read_maildir(inbox):
        mail = _read(raw, index)
        if mail.message_id not in known:
            mails.setdefault(mail.message_id, mail)
    if not mails:
        return RepliesRead(0, 0, 0)
    waiting = sum(
        mail.invitation_id is None or mail.kind == Kind.UNKNOWN for mail in mails.values()
    )
    with work() as db:
        given = answers.record(db, mails.values())
        audit.note(db, "replies-read", as_of=as_of, mails=len(mails), answers=given)
    return RepliesRead(len(mails), given, waiting)


def _read(raw: bytes, index: _Invitations) -> ReadMail:
    understood = understand(raw)
    digest = hashlib.sha256(raw).hexdigest()
    invitation = _invitation_of(understood, index)
    return ReadMail(
        # A mail without a Message-ID is known by its content.
        message_id=(understood.message_id or f"sha256:{digest}")[:500],
        sha256=digest,
        kind=understood.kind.value,
        reason=understood.reason,
        invitation_id=invitation,
        answer=understood.answer,
        delegate=understood.delegate_name,
        sequence=understood.sequence or 0,
        given_at=understood.dtstamp,
    )


def _invitation_of(understood: Understood, index: _Invitations) -> int | None:
    """Return whose answer this is: by the calendar's UID, else by the mail it replies to."""
    if understood.uid and understood.uid in index.by_uid:
        return index.by_uid[understood.uid]
    refers_to = (understood.in_reply_to, understood.original_message_id, *understood.references)
    known = (index.by_message_id.get(message_id) for message_id in refers_to if message_id)
    return next((invitation for invitation in known if invitation is not None), None)
