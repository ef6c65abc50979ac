"""Invitations as their recipients find them: the mails a server received."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from icalendar import Calendar, Event

from coaching.city.people import MadePerson
from coaching.domain.mailboxes import name_words


@dataclass(frozen=True)
class Received:
    """An invitation somebody received.

    Args:
        mail: the whole mail.
        event: the event of its calendar part.
        address: who got it.
        name: who is invited by it.
        is_shared: others are invited by the same mail, at the same address.
    """

    mail: EmailMessage
    event: Event
    address: str
    name: str = ""
    is_shared: bool = False

    @property
    def whom(self) -> str:
        """What tells the invited person from all others."""
        return sharer(self.address, self.name) if self.is_shared else self.address

    @property
    def starts(self) -> datetime:
        """The moment the session starts."""
        begins = self.event.decoded("dtstart")
        if not isinstance(begins, datetime):
            raise TypeError("a session starts at a moment, not on a day")
        return begins

    @property
    def reply_to(self) -> str:
        """Where an answer goes."""
        return str(self.mail["Reply-To"] or self.mail["From"])

    def sent_at(self, hours: int) -> datetime:
        """Return the moment that many hours after it was written."""
        return parsedate_to_datetime(str(self.mail["Date"])) + timedelta(hours=hours)


def sharer(address: str, name: str) -> str:
    """Return what tells one of those who share an address from the others."""
    return f"{address} {' '.join(sorted(name_words(name)))}"


def owners(people: Iterable[MadePerson]) -> dict[str, MadePerson]:
    """Return whom a mail reaches by what tells them from all others."""
    by_address: dict[str, list[MadePerson]] = {}
    for one in people:
        by_address.setdefault(one.email, []).append(one)
    return {
        sharer(address, one.full_name) if len(sharing) > 1 else address: one
        for address, sharing in by_address.items()
        for one in sharing
    }


def received(outbox: Path) -> list[Received]:
    """Return the invitations in a folder of `.eml` files, the latest of each UID, in order of file.

    Mails without a calendar request (a letter that nobody needs coaching, say)
    are no invitations.
    """
    found: dict[str, Received] = {}
    for file in sorted(outbox.glob("*.eml")):
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        events = _requests(mail) if isinstance(mail, EmailMessage) else {}
        for uid, event in events.items():
            earlier = found.get(uid)
            if earlier is None or _sequence(earlier.event) <= _sequence(event):
                name = str(event["ATTENDEE"].params.get("CN", ""))
                found[uid] = Received(mail, event, _recipient(mail), name, len(events) > 1)
    return list(found.values())


def _sequence(event: Event) -> int:
    return int(event.get("SEQUENCE", 0))


def _recipient(mail: EmailMessage) -> str:
    return parseaddr(str(mail["To"]))[1].casefold()


def _requests(mail: EmailMessage) -> dict[str, Event]:
    """Return what a mail invites to by UID; one to a shared mailbox holds an event for each."""
    found: dict[str, Event] = {}
    for part in mail.walk():
        if part.get_content_type() in ("text/calendar", "application/ics"):
            content = part.get_payload(decode=True)
            calendar = Calendar.from_ical(content if isinstance(content, bytes) else b"")
            events = [one for one in calendar.walk("VEVENT") if isinstance(one, Event)]
            if str(calendar.get("METHOD")) == "REQUEST" and events:
                found.setdefault(str(events[0]["UID"]), events[0])
    return found
