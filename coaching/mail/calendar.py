"""The calendar part of a letter: an appointment for one person, made, moved or called off.

Source: RFC 5545 (iCalendar), RFC 5546 (iTIP), RFC 6047 (the same by mail).
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress

from coaching.mail.headers import Mailbox, checked_path

PRODUCT = "-//Sinar//Coaching//ID"


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
    body = _event(event, uid, sequence, stamp, organizer, status="CONFIRMED")
    _invite_one(body, attendee, "TRUE")
    return _calendar("REQUEST", event, body)


def cancel(
    event: CalendarEvent,
    attendee: Mailbox,
    organizer: Mailbox,
    uid: str,
    sequence: int,
    stamp: datetime,
) -> bytes:
    """Return a CANCEL; `sequence` is one more than that of the last REQUEST."""
    body = _event(event, uid, sequence, stamp, organizer, status="CANCELLED")
    _invite_one(body, attendee, "FALSE")
    return _calendar("CANCEL", event, body)


def _event(
    event: CalendarEvent,
    uid: str,
    sequence: int,
    stamp: datetime,
    organizer: Mailbox,
    *,
    status: str,
) -> Event:
    if stamp.tzinfo is None:
        raise ValueError("the stamp of an appointment needs an offset")
    if not event.starts < event.ends:
        raise ValueError("an appointment ends after it starts")
    body = Event()
    body.add("uid", uid)
    body.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
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


def _invite_one(body: Event, attendee: Mailbox, answer_wanted: str) -> None:
    person = _person(attendee)
    person.params["ROLE"] = "REQ-PARTICIPANT"
    person.params["PARTSTAT"] = "NEEDS-ACTION"
    person.params["RSVP"] = answer_wanted
    body.add("attendee", person)


def _person(mailbox: Mailbox) -> vCalAddress:
    person = vCalAddress(f"mailto:{checked_path(mailbox.address)}")
    if mailbox.name:
        person.params["CN"] = mailbox.name
    return person


def _calendar(method: str, event: CalendarEvent, body: Event) -> bytes:
    # Put together part by part: `Calendar.new()` adds a random UID of its own.
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_time_zone(_zone_key(event)))
    calendar.add_component(body)
    return bytes(calendar.to_ical())


def _zone_key(event: CalendarEvent) -> str:
    zone = event.starts.tzinfo
    if not isinstance(zone, ZoneInfo) or zone.key is None or event.ends.tzinfo != zone:
        raise ValueError("an appointment starts and ends in the named time zone of its venue")
    return zone.key


@cache  # takes longer than all the rest of a mail
def _time_zone(key: str) -> Timezone:
    return Timezone.from_tzid(key)
