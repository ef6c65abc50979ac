"""The outbox of a dry run: every mail as a file any mail program opens; nothing leaves."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from coaching.database.ledger import Claimed
from coaching.mail.posting import Compose
from coaching.rendering.files import save


def write(folder: Path, mails: Iterable[Claimed], compose: Compose) -> int:
    """Write mails as `.eml` files; return how many. Written again, they are the same bytes.

    The moment in them is that at which they were queued, for the same reason.
    """
    written = 0
    for mail in mails:
        save(folder / f"{_name(mail)}.eml", compose(mail, mail.queued_at))
        written += 1
    return written


def _name(mail: Claimed) -> str:
    # No name and no address: files are listed, copied and sent on.
    tail = hashlib.sha256(mail.message_id.encode()).hexdigest()[:8]
    session = f"-{mail.session}" if mail.session else ""
    return f"{mail.year}{session}-{mail.kind.value}-{mail.id:05d}-{tail}"
