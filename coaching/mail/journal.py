"""Doubts decided by evidence: the copy of each mail that the relay took with the mail itself.

The journal's copy is accepted in the same DATA as the person's, so it lies in
the journal mailbox exactly where the mail left.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta

from coaching.database import doubts
from coaching.database.work import reading, work
from coaching.mail.imap import Folder, open_folder
from coaching.settings import Settings

PATIENCE = timedelta(minutes=30)  # a copy may be on its way for that long


def resolve_doubts(given: Settings, now: datetime | None = None) -> Counter[str]:
    """Decide every mail in doubt that the journal tells of; count `sent`, `queued` and `open`.

    Found: it left. Not found half an hour later, while the copy of a mail that left
    after it is there: it did not leave and waits again, under the same Message-ID.
    Else it stays in doubt, for later or for a person. Without a journal nothing happens.

    Raises:
        InboxUnreadable: the journal's mail server does not let us read.
    """
    count = Counter[str]()
    with reading() as db:
        open_ones = doubts.with_moments(db)
    if not open_ones or given.journal.host is None or given.mail.journal_address is None:
        return count
    with open_folder(given.journal) as folder:
        for message_id, began in open_ones:
            found = _evidence(folder, message_id, began, now or datetime.now(UTC))
            if found is not None:
                with work() as db:
                    doubts.resolve(db, message_id, arrived=found)
            count[{True: "sent", False: "queued", None: "open"}[found]] += 1
    return count


def _evidence(folder: Folder, message_id: str, began: datetime, now: datetime) -> bool | None:
    """Return whether a mail left; None where the journal cannot tell."""
    if folder.holds(message_id):
        return True
    if now - began < PATIENCE:
        return None
    with reading() as db:
        later = doubts.left_after(db, began)
    return False if later is not None and folder.holds(later) else None
