"""The mailbox answers come to, read without changing it."""

import mailbox
from collections.abc import Iterator
from pathlib import Path

from coaching.errors import InboxMissing


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
            yield key, inbox.get_bytes(key)
        except (KeyError, FileNotFoundError):
            continue  # moved or deleted by a mail program meanwhile; the next reading finds it
