"""Our calendar parts as other programs read them: vobject, and the rules that libical checks."""

import ctypes
import ctypes.util
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar
from letterbox import LONG_NAME

from coaching.mail.calendar import CalendarEvent, cancel, invite
from coaching.mail.headers import Mailbox

STAMP = datetime(2025, 2, 27, 2, 30, 15, tzinfo=UTC)
ZONES = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}  # WIB, WITA, WIT
KINDS = {"REQUEST": invite, "CANCEL": cancel}
EVERY = [(method, zone) for method in KINDS for zone in ZONES]


def made(method: str, zone: str) -> bytes:
    start = datetime(2025, 3, 13, 8, tzinfo=ZoneInfo(zone))
    event = CalendarEvent(
        start, start + timedelta(hours=3, minutes=30), "Pembinaan ASN; arahan, komitmen",
        "Ruang Sabha, Balai Kota – lantai 2", "Baris satu\nBaris dua",
    )  # fmt: skip
    sari = Mailbox(LONG_NAME, "sari@dinkes.example")
    organizer = Mailbox("BKPSDM Kota Contoh", "balasan@kotacontoh.example")
    return KINDS[method](event, sari, organizer, "u@k.example", 3, STAMP)


@pytest.fixture(scope="module")
def libical() -> Callable[[bytes], bool]:
    """Say whether an object keeps every rule of iTIP that libical knows (RFC 5546)."""
    name = ctypes.util.find_library("ical")
    if name is None:
        pytest.skip("libical is not here: on Debian, apt-get install libical3")
    library = ctypes.CDLL(name)
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    for each in ("icalrestriction_check", "icalcomponent_count_errors", "icalcomponent_free"):
        getattr(library, each).argtypes = [ctypes.c_void_p]

    def accepts(data: bytes) -> bool:
        component = library.icalparser_parse_string(data)
        assert component
        try:
            is_kept = bool(library.icalrestriction_check(component))
            return is_kept and library.icalcomponent_count_errors(component) == 0
        finally:
            library.icalcomponent_free(component)

    return accepts


@pytest.mark.parametrize(("method", "zone"), EVERY)
def test_libical_finds_no_rule_broken(libical: Callable[[bytes], bool], method: str, zone: str):
    assert libical(made(method, zone))


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        (b"UID:u@k.example\r\n", b""),
        (b"STATUS:CONFIRMED", b"STATUS:CONFIRMED\r\nSTATUS:TENTATIVE"),
        (b"DTSTART;", b"X-DTSTART;"),
    ],
)
def test_libical_finds_a_rule_that_is_broken(
    libical: Callable[[bytes], bool], line: bytes, instead: bytes
):
    data = made("REQUEST", "Asia/Jakarta")
    assert line in data
    assert not libical(data.replace(line, instead))


@pytest.mark.parametrize(("method", "zone"), EVERY)
def test_two_readers_read_the_same(method: str, zone: str):
    data = made(method, zone)
    [ours] = Calendar.from_ical(data).walk("VEVENT")
    other = vobject.readOne(data.decode())
    theirs = other.vevent
    assert str(other.method.value) == method
    for name in ("uid", "summary", "location", "description", "organizer", "attendee", "status"):
        assert getattr(theirs, name).value == str(ours[name]), name
    assert int(theirs.sequence.value) == ours["sequence"] == 3
    assert theirs.attendee.params["RSVP"] == ["TRUE" if method == "REQUEST" else "FALSE"]
    at_eight = datetime(2025, 3, 13, 8, tzinfo=UTC) - timedelta(hours=ZONES[zone])
    assert theirs.dtstart.value == ours["dtstart"].dt == at_eight
    assert theirs.dtend.value == ours["dtend"].dt == at_eight + timedelta(hours=3, minutes=30)
