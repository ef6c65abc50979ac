"""Mails for the ledger: one to each person, and one to all who share a mailbox."""

from collections.abc import Collection
from datetime import date

from coaching.database import ledger, sharing
from coaching.database.ledger import Entry
from coaching.database.sharing import Occasion
from coaching.database.work import Db
from coaching.domain.invitations import MailKind, MailState
from coaching.domain.mailboxes import parties
from coaching.mail.identity import message_id
from coaching.settings import Settings


def entry(
    given: Settings, year: int, session: str, person: str, kind: MailKind, revision: int = 0,
    *, valid_until: date | None = None, is_missed: bool = False,
) -> Entry:  # fmt: skip
    """Return a mail to one person, with its Message-ID."""
    name = _name(given, year, session, person, Occasion(kind, revision))
    return Entry(year, session, person, kind, name, revision, valid_until, is_missed)


def entries(
    given: Settings, db: Db, year: int, session: str, people: Collection[str], kind: MailKind,
    revision: int = 0, *, valid_until: date | None = None, is_missed: bool = False,
) -> list[Entry]:  # fmt: skip
    """Return the mails that tell these people; who has that mail already is left out.

    People who share a mailbox get one. Where that mailbox has had it, whoever comes
    later gets a mail of their own: what has left cannot name them any more.
    """
    about = Occasion(kind, revision, valid_until)
    told = sharing.told(db, year, session, about)
    left = sharing.addresses(db, [person for person in people if person not in told])
    single, shared = parties(left)
    had = sharing.mailboxes(db, year, session, about)
    single += [person for box in had.keys() & shared.keys() for person in shared[box]]
    alone = [
        entry(given, year, session, person, kind, revision,
              valid_until=valid_until, is_missed=is_missed)
        for person in left if person in set(single)
    ]  # fmt: skip
    return alone + [
        _to_mailbox(given, year, session, box, shared[box], about, is_missed=is_missed)
        for box in shared
        if box not in had
    ]


def regroup(given: Settings, db: Db, year: int, session: str, corrected: str | None = None) -> None:
    """Let what waits for a session follow today's addresses; nobody gets a mail twice.

    Whoever left a shared mailbox gets a mail of their own, whoever came into one is
    named by its mail. What has been handed over stays as it is.

    Args:
        corrected: whose address a person corrected; what the old one refused goes to the new one.
    """
    leaving = sharing.leave(db, year, session, corrected)
    ledger.enqueue(db, [
        entry(given, year, session, person, about.kind, about.revision,
              valid_until=about.valid_until)
        for person, about in leaving
    ])  # fmt: skip
    for about, mails in sharing.alone(db, year, session).items():
        _bring_together(given, db, year, session, about, mails)


def _bring_together(
    given: Settings, db: Db, year: int, session: str, about: Occasion, mails: dict[str, int]
) -> None:
    had = sharing.mailboxes(db, year, session, about)
    addresses = sharing.addresses(db, mails)
    # One person alone joins where the mailbox's mail waits.
    waiting = {box for box, state in had.items() if state is MailState.QUEUED}
    _, shared = parties(addresses, waiting)
    for box, people in shared.items():
        if box in had and box not in waiting:
            continue
        sharing.withdraw(db, [mails[person] for person in people])
        if box in had:
            sharing.join(db, year, session, about, box, people)
        else:
            ledger.enqueue(db, [_to_mailbox(given, year, session, box, people, about)])


def _to_mailbox(
    given: Settings, year: int, session: str, box: str, people: tuple[str, ...], about: Occasion,
    *, is_missed: bool = False,
) -> Entry:  # fmt: skip
    return Entry(
        year, session, None, about.kind, _name(given, year, session, box, about), about.revision,
        about.valid_until, is_missed, mailbox=box, people=people,
    )  # fmt: skip


def _name(given: Settings, year: int, session: str, whom: str, about: Occasion) -> str:
    """Return the Message-ID of a mail to a person, by their key, or to a mailbox."""
    return message_id(
        given.secret_bytes(), year=year, session=session, person=whom, kind=about.kind.value,
        revision=about.revision, domain=given.mail.from_address.rpartition("@")[2],
    )  # fmt: skip
