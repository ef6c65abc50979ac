"""Invitations as their recipients find them: the mails a server received."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from icalendar import Calendar, Event


@dataclass(frozen=True)
class Received:
    """An invitation somebody received.

    Args:
        mail: the whole mail.
        event: the event of its calendar part.
        address: who got it.
    """

    mail: EmailMessage
    event: Event
    address: str

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


def received(outbox: Path) -> list[Received]:
    """Return the invitations in a folder of `.eml` files, the latest of each UID, in order of file.

    Mails without a calendar request (a letter that nobody needs coaching, say)
    are no invitations.
    """
    found: dict[str, Received] = {}
    for file in sorted(outbox.glob("*.eml")):
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        event = _request(mail)
        if event is not None and isinstance(mail, EmailMessage):
            uid = str(event["UID"])
            earlier = found.get(uid)
            if earlier is None or _sequence(earlier.event) <= _sequence(event):
                found[uid] = Received(mail, event, _recipient(mail))
    return list(found.values())


def _sequence(event: Event) -> int:
    return int(event.get("SEQUENCE", 0))


def _recipient(mail: EmailMessage) -> str:
    return parseaddr(str(mail["To"]))[1].casefold()


def _request(mail: EmailMessage) -> Event | None:
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            content = part.get_payload(decode=True)
            calendar = Calendar.from_ical(content if isinstance(content, bytes) else b"")
            events = [one for one in calendar.walk("VEVENT") if isinstance(one, Event)]
            if str(calendar.get("METHOD")) == "REQUEST" and events:
                return events[0]
    return None
