"""The calendar part: what it says is what a calendar program reads."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from letterbox import LONG_NAME

from coaching.domain.invitations import Answer
from coaching.mail.calendar import CalendarEvent, cancel, invite
from coaching.mail.headers import Mailbox
from coaching.mail.replies import understand

WIB, WITA, WIT = (ZoneInfo(f"Asia/{town}") for town in ("Jakarta", "Makassar", "Jayapura"))
STAMP = datetime(2025, 2, 27, 2, 30, 15, 999, tzinfo=UTC)
SARI = Mailbox(LONG_NAME, "sari@dinkes.example")
BKPSDM = Mailbox("BKPSDM Kota Contoh", "balasan@kotacontoh.example")


def session(zone: ZoneInfo = WIB) -> CalendarEvent:
    start = datetime(2025, 3, 13, 8, tzinfo=zone)
    return CalendarEvent(
        start, start + timedelta(hours=3, minutes=30), "Pembinaan ASN; arahan, komitmen",
        "Ruang Sabha, Balai Kota – lantai 2", "Baris satu\nBaris dua",
    )  # fmt: skip


def read(data: bytes):
    calendar = Calendar.from_ical(data)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_an_invitation_is_read_as_it_was_meant():
    calendar, event = read(invite(session(), SARI, BKPSDM, "u@k.example", 0, STAMP))
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    assert event["UID"] == "u@k.example"
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")
    assert event["DTSTART"].dt == datetime(2025, 3, 13, 8, tzinfo=WIB)
    assert event["DTEND"].dt == datetime(2025, 3, 13, 11, 30, tzinfo=WIB)
    assert event["DTSTAMP"].dt == datetime(2025, 2, 27, 2, 30, 15, tzinfo=UTC)
    assert event["SUMMARY"] == session().summary
    assert event["LOCATION"] == session().location
    assert event["DESCRIPTION"] == session().description
    assert event["ORGANIZER"] == "mailto:balasan@kotacontoh.example"


def test_exactly_one_person_is_asked_to_answer():
    _, event = read(invite(session(), SARI, BKPSDM, "u@k.example", 0, STAMP))
    attendee = event["ATTENDEE"]
    assert attendee == "mailto:sari@dinkes.example"
    assert dict(attendee.params) == {
        "CN": LONG_NAME,
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "NEEDS-ACTION",
        "RSVP": "TRUE",
    }


def test_calling_off_asks_for_no_answer():
    calendar, event = read(cancel(session(), SARI, BKPSDM, "u@k.example", 2, STAMP))
    assert calendar["METHOD"] == "CANCEL"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("u@k.example", 2, "CANCELLED")
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"


@pytest.mark.parametrize(("zone", "name"), [(WIB, "WIB"), (WITA, "WITA"), (WIT, "WIT")])
def test_the_zone_of_the_venue_goes_with_it(zone: ZoneInfo, name: str):
    calendar, event = read(invite(session(zone), SARI, BKPSDM, "u@k.example", 0, STAMP))
    (described,) = calendar.walk("VTIMEZONE")
    assert described["TZID"] == event["DTSTART"].params["TZID"] == zone.key
    (standard,) = described.walk("STANDARD")
    assert standard["TZNAME"] == name
    assert standard["TZOFFSETTO"].td == zone.utcoffset(datetime(2025, 3, 13))  # noqa: DTZ001


def test_the_lines_are_as_the_standard_wants_them():
    data = invite(session(), SARI, BKPSDM, "u@k.example", 0, STAMP)
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert data.count(b"UID:") == 1  # the calendar itself has none


def test_equal_input_gives_equal_bytes():
    again = [invite(session(), SARI, BKPSDM, "u@k.example", 0, STAMP) for _ in range(2)]
    assert again[0] == again[1]


@pytest.mark.parametrize(
    "event",
    [
        CalendarEvent(datetime(2025, 3, 13, 8), datetime(2025, 3, 13, 9), "a", "b"),  # noqa: DTZ001
        CalendarEvent(
            datetime(2025, 3, 13, 8, tzinfo=UTC), datetime(2025, 3, 13, 9, tzinfo=UTC), "a", "b"
        ),
        CalendarEvent(
            datetime(2025, 3, 13, 8, tzinfo=WIB), datetime(2025, 3, 13, 8, tzinfo=WIB), "a", "b"
        ),
        CalendarEvent(
            datetime(2025, 3, 13, 8, tzinfo=WIB), datetime(2025, 3, 13, 12, tzinfo=WITA), "a", "b"
        ),
    ],
)
def test_an_appointment_has_a_zone_and_an_end(event: CalendarEvent):
    with pytest.raises(ValueError, match=r"zone|ends after"):
        invite(event, SARI, BKPSDM, "u@k.example", 0, STAMP)


def test_an_address_cannot_bring_lines_of_its_own():
    with pytest.raises(ValueError, match="plain address"):
        invite(session(), Mailbox("Sari", "a@b.example\r\nX:y"), BKPSDM, "u", 0, STAMP)


def test_an_answer_to_our_own_invitation_comes_home():
    calendar = Calendar.from_ical(invite(session(), SARI, BKPSDM, "u@k.example", 3, STAMP))
    calendar["METHOD"] = "REPLY"
    (event,) = calendar.walk("VEVENT")
    event["ATTENDEE"].params["PARTSTAT"] = "DECLINED"
    head = b"From: sari@dinkes.example\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n"
    told = understand(head + calendar.to_ical())
    assert (told.answer, told.uid, told.sequence) == (Answer.DECLINED, "u@k.example", 3)
    assert told.dtstamp == datetime(2025, 2, 27, 2, 30, 15, tzinfo=UTC)
