"""Trials: a copy of each mail to one address of ours, and nothing of it counts as sent."""

from datetime import UTC, datetime

from sqlalchemy import update

from coaching.database import ledger, tables
from coaching.database.work import reading, work
from coaching.errors import SettingInvalid
from coaching.mail.posting import Compose
from coaching.mail.senders import Outgoing, mailbox
from coaching.settings import Settings


def trial_address(given: Settings) -> str:
    """Return who gets the copies.

    Raises:
        SettingInvalid: nobody said.
    """
    if not given.mail.redirect_to:
        raise SettingInvalid(setting="COACHING_MAIL__REDIRECT_TO", why="-")
    return given.mail.redirect_to


def post_copies(
    given: Settings, year: int, session: str, compose: Compose, which: ledger.Which
) -> int:
    """Post a copy of each mail that waits and had none yet; return how many left.

    Each is noted before it is posted: after a crash one may be missing, none comes twice.
    """
    address = trial_address(given)
    with reading() as db:
        waiting = ledger.waiting(db, year, session, which)
    with mailbox(given.mail) as send:
        for mail in waiting:
            raw = compose(mail, mail.queued_at)
            with work() as db:
                row = tables.MailMessage
                db.execute(
                    update(row).where(row.id == mail.id).values(redirected_at=datetime.now(UTC))
                )
            send(Outgoing(raw, given.mail.from_address, address))
    return len(waiting)
