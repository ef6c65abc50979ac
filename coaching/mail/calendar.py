"""The calendar part of a letter: an appointment for one person, made, moved or called off.

Source: RFC 5545 (iCalendar), RFC 5546 (iTIP), RFC 6047 (the same by mail).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import zip_longest
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress, vText
from icalendar.parser import Contentline, Parameters

from coaching.mail.headers import Mailbox, checked_path

PRODUCT = "-//Sinar//Coaching//ID"
MARK = "own-line"


@dataclass(frozen=True)
class CalendarEvent:
    """An appointment, in the time zone of its venue.

    Args:
        starts, ends: aware, their tzinfo the venue's `ZoneInfo`.
    """

    starts: datetime
    ends: datetime
    summary: str
    location: str
    description: str = ""


def invite(
    event: CalendarEvent,
    attendee: Mailbox,
    organizer: Mailbox,
    uid: str,
    sequence: int,
    stamp: datetime,
) -> bytes:
    """Return a REQUEST that this one person answers.

    Args:
        event: what takes place, when and where.
        attendee: who is invited; the address this mail goes to.
        organizer: who invites.
        uid: the same for every version of this person's appointment.
        sequence: 0 at first, one more whenever time or place change.
        stamp: aware; when this version was made.

    Raises:
        ValueError: an address is not plain, a moment lacks its zone, or it ends before it starts.
    """
    sheet = _sheet("REQUEST", event, organizer, sequence)
    return sheet.filled(_own_lines(uid, stamp, attendee, "TRUE"))


def cancel(
    event: CalendarEvent,
    attendee: Mailbox,
    organizer: Mailbox,
    uid: str,
    sequence: int,
    stamp: datetime,
) -> bytes:
    """Return a CANCEL; `sequence` is one more than that of the last REQUEST."""
    sheet = _sheet("CANCEL", event, organizer, sequence)
    return sheet.filled(_own_lines(uid, stamp, attendee, "FALSE"))


@dataclass(frozen=True)
class _Sheet:
    """An object that lacks the lines of its own each person gets, in the pieces around them."""

    pieces: tuple[bytes, ...]
    names: tuple[str, ...]

    def filled(self, lines: Mapping[str, bytes]) -> bytes:
        own = (lines[name] for name in self.names)
        return b"".join(piece for pair in zip_longest(self.pieces, own) for piece in pair if piece)


OWN = ("ATTENDEE", "DTSTAMP", "UID")


@lru_cache(maxsize=32)  # to put it together anew takes longer than all the rest of a mail
def _sheet(method: str, event: CalendarEvent, organizer: Mailbox, sequence: int) -> _Sheet:
    """Return what every person's object shares."""
    status = "CANCELLED" if method == "CANCEL" else "CONFIRMED"
    body = _event(event, sequence, organizer, status=status)
    for name in OWN:
        body[name] = vText(MARK)
    # Put together part by part: `Calendar.new()` adds a random UID of its own.
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(Timezone.from_tzid(_zone_key(event)))
    calendar.add_component(body)
    pieces = re.split(rf"({'|'.join(OWN)}):{MARK}\r\n".encode(), bytes(calendar.to_ical()))
    return _Sheet(tuple(pieces[::2]), tuple(name.decode() for name in pieces[1::2]))


def _own_lines(
    uid: str, stamp: datetime, attendee: Mailbox, answer_wanted: str
) -> dict[str, bytes]:
    if stamp.tzinfo is None:
        raise ValueError("the stamp of an appointment needs an offset")
    person = _person(attendee)
    person.params["ROLE"] = "REQ-PARTICIPANT"
    person.params["PARTSTAT"] = "NEEDS-ACTION"
    person.params["RSVP"] = answer_wanted
    moment = vText(f"{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    return {
        "ATTENDEE": _line("ATTENDEE", person, person.params),
        "DTSTAMP": _line("DTSTAMP", moment),
        "UID": _line("UID", vText(uid)),
    }


# What is the same escaped and folded as it is: made for every person, it is worth knowing.
SIMPLE = re.compile(r"[A-Za-z0-9@._-]{1,60}")


def _line(name: str, value: vText | vCalAddress, params: Parameters | None = None) -> bytes:
    if params is None and SIMPLE.fullmatch(value):
        return f"{name}:{value}\r\n".encode("ascii")
    line = Contentline.from_parts(name, params or Parameters(), value)
    return bytes(line.to_ical()) + b"\r\n"


def _event(event: CalendarEvent, sequence: int, organizer: Mailbox, *, status: str) -> Event:
    if not event.starts < event.ends:
        raise ValueError("an appointment ends after it starts")
    body = Event()
    body.add("dtstart", event.starts)
    body.add("dtend", event.ends)
    body.add("sequence", sequence)
    body.add("status", status)
    body.add("summary", event.summary)
    body.add("location", event.location)
    if event.description:
        body.add("description", event.description)
    body.add("organizer", _person(organizer))
    return body


def _person(mailbox: Mailbox) -> vCalAddress:
    person = vCalAddress(f"mailto:{checked_path(mailbox.address)}")
    if mailbox.name:
        person.params["CN"] = mailbox.name
    return person


def _zone_key(event: CalendarEvent) -> str:
    zone = event.starts.tzinfo
    if not isinstance(zone, ZoneInfo) or zone.key is None or event.ends.tzinfo != zone:
        raise ValueError("an appointment starts and ends in the named time zone of its venue")
    return zone.key
