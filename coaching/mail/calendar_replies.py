"""Answers that a calendar program sends: one REPLY of one person about one appointment.

Source: RFC 5546, section 3.2.3; more than one appointment or person is for a person to read.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import Message

from icalendar import Calendar, Component

from coaching.domain.invitations import Answer
from coaching.mail.mail_parts import content, leaves

LARGEST = 200_000
TYPES = ("text/calendar", "application/ics")
ANSWERS = {
    "ACCEPTED": Answer.ACCEPTED,
    "DECLINED": Answer.DECLINED,
    "TENTATIVE": Answer.TENTATIVE,
    "DELEGATED": Answer.DELEGATED,
}


class UnclearCalendarError(ValueError):
    """A calendar part that is not one plain answer; says why."""


@dataclass(frozen=True)
class CalendarReply:
    """One person's answer; `attendee` is the address that was invited."""

    answer: Answer
    uid: str
    sequence: int
    dtstamp: datetime
    attendee: str
    delegate_name: str | None = None
    delegate_address: str | None = None


def calendar_reply_in(mail: Message) -> CalendarReply | None:
    """Return the answer in a mail's calendar parts; None where it has none.

    Raises:
        UnclearCalendarError: there is a calendar part, and it is not one plain answer.
    """
    parts = [content(part) for part in leaves(mail) if part.get_content_type() in TYPES]
    if not parts:
        return None
    replies = {_reply(part) for part in parts}  # many programs attach the same answer twice
    if len(replies) > 1:
        raise UnclearCalendarError("calendar-contradicts-itself")
    return replies.pop()


def _reply(data: bytes) -> CalendarReply:
    if len(data) > LARGEST:
        raise UnclearCalendarError("calendar-too-large")
    event = _one_event(data)
    attendees = event.get("ATTENDEE")
    if attendees is None or isinstance(attendees, list):
        raise UnclearCalendarError("calendar-of-several-persons")
    answer = ANSWERS.get(str(attendees.params.get("PARTSTAT", "")).upper())
    if answer is None:
        raise UnclearCalendarError("calendar-answers-nothing")
    if attendees.params.get("DELEGATED-FROM"):
        raise UnclearCalendarError("calendar-of-a-delegate")
    delegate = _delegate(attendees.params.get("DELEGATED-TO", ""))
    if answer is Answer.DELEGATED and delegate is None:
        raise UnclearCalendarError("delegated-to-nobody")
    return CalendarReply(
        answer,
        _text(event, "UID"),
        _sequence(event),
        _stamp(event),
        _address(str(attendees)) or "",
        delegate_address=delegate if answer is Answer.DELEGATED else None,
    )


def _delegate(to: object) -> str | None:
    if isinstance(to, list | tuple):
        raise UnclearCalendarError("delegated-to-several")
    return _address(str(to))


def _one_event(data: bytes) -> Component:
    try:
        calendar = Calendar.from_ical(data)
    except Exception as problem:  # the library raises whatever goes wrong inside it
        raise UnclearCalendarError(f"calendar-unreadable: {type(problem).__name__}") from (problem)
    method = str(calendar.get("METHOD", "")).upper()
    if method != "REPLY":
        raise UnclearCalendarError(f"calendar-method: {method[:20] or '-'}")
    events = calendar.walk("VEVENT")
    if len(events) != 1:
        raise UnclearCalendarError("calendar-of-several-events")
    return events[0]


def _text(event: Component, name: str) -> str:
    value = event.get(name)
    if value is None or isinstance(value, list) or not str(value).strip():
        raise UnclearCalendarError(f"calendar-without: {name}")
    return str(value).strip()


def _sequence(event: Component) -> int:
    value = event.get("SEQUENCE", 0)
    if not isinstance(value, int) or value < 0:
        raise UnclearCalendarError("calendar-sequence-no-number")
    return int(value)


def _stamp(event: Component) -> datetime:
    moment = getattr(event.get("DTSTAMP"), "dt", None)
    if not isinstance(moment, datetime):
        if isinstance(moment, date):
            moment = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
        else:
            raise UnclearCalendarError("calendar-without: DTSTAMP")
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _address(text: str) -> str | None:
    address = text.strip().strip('"')
    if address[:7].lower() == "mailto:":
        address = address[7:]
    return address.strip().lower() if "@" in address else None
