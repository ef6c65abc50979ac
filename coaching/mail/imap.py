"""A mailbox at a mail server: read over IMAP, its certificate checked; only flags are changed."""

import re
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from imaplib import IMAP4

from imap_tools import MailBox, MailBoxStartTls, MailMessage
from imap_tools.errors import ImapToolsError, MailboxFetchError, MailboxLoginError
from imap_tools.mailbox import BaseMailBox

from coaching.errors import InboxUnreadable
from coaching.mail.addresses import mask_addresses
from coaching.mail.mail_parts import LARGEST
from coaching.settings import ImapSettings

SIZE = re.compile(rb"UID (\d+)[^\n]*RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+)[^\n]*UID (\d+)")
SEEN, FLAGGED = "\\Seen", "\\Flagged"


@dataclass(frozen=True)
class Fetched:
    """One mail of a folder; of one that is too large only the headers."""

    uid: int
    raw: bytes


class _Raw(MailMessage):
    """The bytes of a mail: the library's own reading trusts what it reads."""

    def __init__(self, fetch_data: list) -> None:  # type: ignore[type-arg]
        self.raw, self._raw_uid_data, self._raw_flag_data = self._get_message_data_parts(fetch_data)


class Folder:
    """One folder, open as long as the `with` block of `open_folder` lasts."""

    def __init__(self, box: BaseMailBox, uid_validity: str) -> None:
        self.box, self.uid_validity = box, uid_validity

    def new(self, after: int) -> list[int]:
        """Return the UIDs of mails that nobody has seen, or that came after that UID, in order."""
        found = self.box.uids(f"OR UNSEEN UID {after + 1}:*")
        return sorted(int(uid) for uid in found)

    def fetch(self, uids: Sequence[int]) -> Iterator[Fetched]:
        """Yield these mails; none of them becomes seen by that."""
        sizes = self._sizes(uids)
        for uid in uids:
            raw = self._fetched(uid, only_head=sizes.get(uid, 0) > LARGEST)
            if raw is not None:
                yield Fetched(uid, raw)

    def _fetched(self, uid: int, *, only_head: bool) -> bytes | None:
        """Return a mail's bytes; None where it went away, or the server itself cannot read it.

        What cannot be read stays unseen, so it is asked for again each time.
        """
        found = self.box.fetch(uid_list=[str(uid)], mark_seen=False, headers_only=only_head)
        with suppress(MailboxFetchError):
            for mail in found:
                return mail.raw if isinstance(mail, _Raw) else None
        return None

    def flag(self, uids: Sequence[int], flag: str) -> None:
        """Set a flag on these mails."""
        if uids:
            self.box.flag([str(uid) for uid in uids], [flag], True)

    def holds(self, message_id: str) -> bool:
        """Say whether a mail with this Message-ID lies in the folder."""
        quoted = message_id.replace("\\", "\\\\").replace('"', '\\"')
        return bool(self.box.uids(f'HEADER Message-ID "{quoted}"'))

    def _sizes(self, uids: Sequence[int]) -> dict[int, int]:
        numbers = ",".join(map(str, uids))
        _, lines = self.box.client.uid("FETCH", numbers, "(UID RFC822.SIZE)")
        sizes = {}
        for line in lines or []:
            if isinstance(line, bytes) and (found := SIZE.search(line)):
                uid, size = (found[1], found[2]) if found[1] else (found[4], found[3])
                sizes[int(uid)] = int(size)
        return sizes


@contextmanager
def open_folder(imap: ImapSettings) -> Iterator[Folder]:
    """Open the folder the settings name.

    Raises:
        InboxUnreadable: no connection, a certificate that proves nothing (then no
            password was given), no login, no such folder, or the line broke.
    """
    with _told_apart(imap):
        box = _connected(imap)
        try:
            box.login(imap.user, imap.password.get_secret_value(), initial_folder=None)
            box.folder.set(imap.folder)
            status = box.folder.status(imap.folder, ["UIDVALIDITY"])
            yield Folder(box, str(status["UIDVALIDITY"]))
        finally:
            with suppress(IMAP4.error, ImapToolsError, OSError):
                box.logout()


def _connected(imap: ImapSettings) -> BaseMailBox:
    tls = ssl.create_default_context(cafile=str(imap.ca_file) if imap.ca_file else None)
    kind: Callable[..., BaseMailBox] = MailBox if imap.security == "tls" else MailBoxStartTls
    box = kind(imap.host, imap.port, timeout=imap.timeout_seconds, ssl_context=tls)
    box.email_message_class = _Raw
    return box


@contextmanager
def _told_apart(imap: ImapSettings) -> Iterator[None]:
    """Turn what can go wrong into our own problem; a server may repeat what it was told."""
    try:
        yield
    except MailboxLoginError:
        why = "login refused"
    except ssl.SSLError as problem:
        why = getattr(problem, "verify_message", "") or problem.reason or str(problem)
    except (IMAP4.error, ImapToolsError, OSError) as problem:
        why = " ".join(mask_addresses(str(problem)).split())[:200] or type(problem).__name__
    else:
        return
    raise InboxUnreadable(host=imap.host, port=imap.port, why=why) from None
