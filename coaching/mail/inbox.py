"""The mailboxes answers come to: portions of mails, of which only flags are changed."""

import hashlib
import mailbox
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from coaching.errors import InboxMissing
from coaching.mail.imap import FLAGGED, SEEN, Fetched, open_folder
from coaching.mail.mail_parts import mail_from
from coaching.settings import ImapSettings, Settings

AT_ONCE = 20  # some may have five megabytes

Place = Callable[[str, str], int]
T = TypeVar("T")


def _nothing(_waits: Sequence[bool]) -> None:
    """Leave a Maildir as it is."""


@dataclass(frozen=True)
class Portion:
    """A few mails, and what is to be done once they are recorded.

    Args:
        mailbox: which one, as `database.answers.place` calls it; empty for a Maildir.
        uid_validity: how its mails are numbered.
        uid: the greatest number among them.
        done: to be called after the commit, with whether a person has to look at each.
    """

    mails: tuple[bytes, ...]
    mailbox: str = ""
    uid_validity: str = ""
    uid: int = 0
    done: Callable[[Sequence[bool]], None] = _nothing


def portions(given: Settings, place: Place) -> Iterator[Portion]:
    """Yield what is in the mailboxes of the settings, a few mails at a time.

    Args:
        given: names a Maildir, a mailbox at a mail server, or both.
        place: up to which UID a mailbox has been read, by mailbox and UIDVALIDITY.

    Raises:
        InboxMissing: they name none, or the Maildir is not there.
        InboxUnreadable: the mail server does not let us read.
    """
    if not given.reads_answers:
        raise InboxMissing(path="COACHING_IMAP__HOST, COACHING_INBOX")
    if given.inbox is not None:
        mails = (raw for _, raw in read_maildir(given.inbox))
        for raws in _in_groups(mails):
            yield Portion(tuple(raws))
    if given.imap.host is not None:
        yield from _over_imap(given.imap, place)


def _over_imap(imap: ImapSettings, place: Place) -> Iterator[Portion]:
    name = hashlib.sha256(f"{imap.user}@{imap.host}/{imap.folder}".encode()).hexdigest()
    with open_folder(imap) as folder:
        uids = folder.new(place(name, folder.uid_validity))
        for group in _in_groups(uids):
            fetched = list(folder.fetch(group))

            def done(waits: Sequence[bool], mails: Sequence[Fetched] = fetched) -> None:
                folder.flag([mail.uid for mail in mails], SEEN)
                waiting = [mail.uid for mail, one in zip(mails, waits, strict=True) if one]
                folder.flag(waiting, FLAGGED)

            raws = tuple(mail.raw for mail in fetched)
            yield Portion(raws, name, folder.uid_validity, group[-1], done)


def _in_groups(things: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(things)
    while group := list(islice(waiting, AT_ONCE)):
        yield group


def read_maildir(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of each mail of a Maildir, new and already seen, by name.

    Raises:
        InboxMissing: there is no Maildir; told at the first mail asked for.
    """
    if not all((path / part).is_dir() for part in ("new", "cur")):
        raise InboxMissing(path=str(path))
    inbox = mailbox.Maildir(path, create=False)
    for key in sorted(inbox.keys()):
        try:
            with closing(inbox.get_file(key)) as file:
                raw = mail_from(file)
        except (KeyError, OSError):
            continue  # moved or deleted by a mail program meanwhile; the next reading finds it
        yield key, raw
