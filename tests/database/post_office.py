"""A catcher that may be told to misbehave, and workers that post what waits to it."""

import json
import time
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from records_cast import SESSION, YEAR, entry, make_person, make_year
from sqlalchemy import select, update

from coaching.database import ledger, tables
from coaching.database.ledger import Claimed
from coaching.database.work import reading, work
from coaching.domain.invitations import MailState
from coaching.mail.catcher import Catcher
from coaching.mail.catcher_manners import Deed, Manner, Stage
from coaching.mail.messages import Letter, Mailbox, assemble
from coaching.mail.posting import post_waiting
from coaching.settings import MailSettings, Settings

USER, PASSWORD = "apikey", "rahasia"
PEOPLE = ("sari", "budi", "wati")


def settings_for(catcher: Catcher, **changes: object) -> Settings:
    told = {
        "host": "localhost", "port": catcher.port, "ca_file": catcher.ca_file,
        "user": USER, "password": PASSWORD, "from_address": "bkpsdm@kotacontoh.example",
        "timeout_seconds": 60,
    }  # fmt: skip
    return Settings(secret="test", mail=MailSettings.model_validate(told | changes))


def compose(mail: Claimed, moment: datetime) -> bytes:
    return assemble(
        Letter("Undangan Pembinaan ASN", "Yth. Bapak/Ibu", "<p>Yth. Bapak/Ibu</p>"),
        sender=Mailbox("BKPSDM", "bkpsdm@kotacontoh.example"),
        reply_to="balasan@kotacontoh.example",
        recipient=Mailbox(mail.person, mail.address),
        message_id=mail.message_id,
        date=moment,
    )


def fill(people: Iterable[str] = PEOPLE) -> None:
    """Have an invitation wait for each of these people."""
    names = list(people)
    with work() as db:
        make_year(db)
        for name in names:
            make_person(db, name)
        ledger.enqueue(db, [entry(name) for name in names])


def post(catcher: Catcher, **changes: object) -> int:
    return post_waiting(settings_for(catcher, **changes), YEAR, SESSION, compose)


def nth(stage: Stage, number: int, deed: Deed) -> Manner:
    """Behave so the `number`th time at a stage, and politely otherwise."""
    seen = Counter[Stage]()

    def manner(at: Stage, address: str) -> Deed | None:
        seen[at] += 1
        return deed if at is stage and seen[at] == number else None

    return manner


def states() -> dict[str, str]:
    """Say in which state the mail of each person is."""
    row = tables.MailMessage
    with reading() as db:
        found = db.execute(select(row.person_key, row.state).order_by(row.id)).tuples()
        return {person: state.value for person, state in found}


def kept(catcher: Catcher) -> list[str]:
    """Message-IDs that the catcher took, by its append-only log.

    It may still be at what a worker sent before it died: asked too early, its log
    would be no evidence that a mail did not arrive.
    """
    until = time.monotonic() + 60
    while not catcher.is_quiet:
        assert time.monotonic() < until, "somebody is still connected"
        time.sleep(0.002)
    log = catcher.store.log
    lines = log.read_text().splitlines() if log.exists() else []
    return [json.loads(line)["message_id"] for line in lines]


def attempts() -> list[tuple[str, str | None]]:
    """Evidence of each attempt: whose mail, and how it ended."""
    attempt, mail = tables.MailAttempt, tables.MailMessage
    query = select(mail.person_key, attempt.outcome).join(mail, mail.id == attempt.mail_id)
    with reading() as db:
        return [(who, how) for who, how in db.execute(query.order_by(attempt.id)).tuples()]


def rests() -> dict[str, timedelta]:
    """How long from now each waiting mail rests."""
    row, now = tables.MailMessage, datetime.now(UTC)
    query = select(row.person_key, row.not_before).where(row.state == MailState.QUEUED)
    with reading() as db:
        return {who: at - now for who, at in db.execute(query).tuples()}


def wake() -> None:
    """Let the time pass that waiting mails rest."""
    row = tables.MailMessage
    with work() as db:
        db.execute(
            update(row)
            .where(row.state == MailState.QUEUED)
            .values(not_before=datetime.now(UTC) - timedelta(seconds=1))
        )


def resolve(kept_ids: Iterable[str]) -> tuple[int, int]:
    """Decide mails in doubt by evidence; return (had arrived, wait again)."""
    there, row = set(kept_ids), tables.MailMessage
    arrived = again = 0
    with work() as db:
        for mail in db.scalars(select(row).where(row.state == MailState.IN_DOUBT)):
            if mail.message_id in there:
                mail.state, mail.sent_at, arrived = MailState.SENT, datetime.now(UTC), arrived + 1
            else:
                mail.state, again = MailState.QUEUED, again + 1
    return arrived, again
