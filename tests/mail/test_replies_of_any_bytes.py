"""Whatever the bytes, nothing raises and nothing takes long; the Maildir they lie in."""

import random
from pathlib import Path

import pytest
from answered import (
    calendar_mail,
    group,
    ical,
    mail,
    multipart,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.domain.invitations import Answer
from coaching.errors import InboxMissing
from coaching.mail.inbox import read_maildir
from coaching.mail.mail_parts import LARGEST, without_tags
from coaching.mail.replies import Kind, Understood, understand


@given(raw=st.binary(max_size=2000))
def test_no_bytes_raise(raw: bytes):
    assert isinstance(understand(raw).kind, Kind)


FAILED = "Content-Type: message/delivery-status\n\n" + group("failed", "5.1.1")


SEEDS = [
    calendar_mail(ical()),
    mail("HADIR", "Content-Type: text/plain; charset=utf-8"),
    mail(*multipart("report", FAILED)),
    mail("<p>HADIR</p>", "Content-Type: text/html; charset=klingon"),
]


@settings(max_examples=300)
@given(seed=st.sampled_from(SEEDS), dice=st.integers(), cuts=st.integers(1, 8))
def test_mangled_mails_raise_nothing(seed: bytes, dice: int, cuts: int):
    rng, raw = random.Random(dice), bytearray(seed)
    for _ in range(cuts):
        at = rng.randrange(len(raw) + 1)
        deed = rng.randrange(3)
        if deed == 0:
            del raw[at : at + rng.randrange(1, 40)]
        elif deed == 1:
            raw[at:at] = rng.randbytes(rng.randrange(1, 20))
        else:
            raw[at:at] = seed[: rng.randrange(1, len(seed))]
    told = understand(bytes(raw))
    assert told.reason


def nested(depth: int) -> bytes:
    opened = "".join(
        f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n'
        for level in range(depth)
    )
    return f"From: a@b.example\n{opened}Content-Type: text/plain\n\nHADIR\n".encode()


@pytest.mark.parametrize("depth", [1, 5, 90])
def test_parts_within_parts_are_read(depth: int):
    told = understand(nested(depth))
    assert (told.kind, told.answer) == (Kind.REPLY, Answer.ACCEPTED)


def test_too_many_parts_are_left_to_a_person_with_their_sender():
    told = understand(nested(2000))
    assert (told.kind, told.from_address) == (Kind.UNKNOWN, "a@b.example")
    assert told.reason == "beyond-limits"


def test_messages_within_messages_raise_nothing():
    told = understand(b"From: a@b.example\n" + b"Content-Type: message/rfc822\n\n" * 3000)
    assert (told.kind, told.from_address) == (Kind.UNKNOWN, "a@b.example")


@pytest.mark.parametrize(
    "header",
    ['Content-Type: text/plain; charset="utf-8\0"', "X-Failed-Recipients: " + "(" * 1500],
    ids=["charset", "comments"],
)
def test_a_broken_header_hides_nothing_else(header: str):
    told = understand(mail("HADIR\n\nSari – Dinkes", header))
    assert not told.reason.startswith("unreadable")
    assert told.from_address == "sari@dinkes.example"


def test_a_very_large_mail_is_kept_for_a_person_with_its_sender():
    told = understand(mail("HADIR\n" + "x" * LARGEST))
    assert (told.kind, told.from_address) == (Kind.UNKNOWN, "sari@dinkes.example")
    assert told.message_id == "<r1@dinkes.example>"


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "raw",
    [
        b"From: " + b"a@b.example, " * 100_000 + b"\r\n\r\nHADIR",
        b"Subject: " + b"=?utf-8?b?" * 100_000 + b"\r\n\r\nHADIR",
        b"X: y\r\n" * 100_000 + b"\r\nHADIR",
        b"References: " + b"<" * 900_000 + b"\r\n\r\nHADIR",
        b"Content-Type: text/html\r\n\r\n" + b"<!--" * 50_000,
        b"Content-Type: text/html\r\n\r\n" + b"<style" * 40_000,
        b"Content-Type: text/plain\r\n\r\n" + b"> " * 100_000,
        b"From: mailer-daemon@x.example\r\n\r\n" + b"said " * 40_000 + b"error:" * 10_000,
        b"Content-Type: text/plain\r\n\r\nDIWAKILKAN " + b"<(@" * 50_000,
        b"Content-Type: text/plain\r\n\r\nDIWAKILKAN " + b"x" * 190_000,
        b"From: mailer-daemon@x.example\r\n\r\n" + b"<" * 90_000 + b"a@" * 50_000,
        b"X-Failed-Recipients: " + b"x" * 900_000 + b"\r\n\r\n" + b"5.1." * 50_000,
        b"Content-Type: text/plain" + b"; a=b" * 900_000 + b"\r\n\r\nHADIR",
        nested(90) + b"x\n" * 1_500_000,
        b"Content-Type: message/delivery-status\r\n\r\n" + b"A: b\n\n" * 800_000,
        b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: message/feedback-report\r\n\r\nX: " + b"\xff" * 80_000,
    ],
    ids=[
        "from",
        "subject",
        "headers",
        "references",
        "comment",
        "style",
        "quotes",
        "said",
        "name",
        "word",
        "angles",
        "failed",
        "parameters",
        "boundaries",
        "groups",
        "report",
    ],
)
def test_a_hostile_mail_takes_no_time(raw: bytes):
    assert isinstance(understand(raw), Understood)


@given(html=st.text(alphabet="<>/!- bpHADIRstyle\"'&;#x0\n", max_size=300))
def test_mangled_html_raises_nothing(html: str):
    assert isinstance(without_tags(html), str)


def test_a_maildir_is_read_in_order_and_left_as_it_is(tmp_path: Path):
    for part in ("new", "cur", "tmp"):
        (tmp_path / part).mkdir()
    (tmp_path / "new" / "2.b.host").write_bytes(b"B: 2\r\n\r\nx")
    (tmp_path / "cur" / "1.a.host:2,S").write_bytes(b"A: 1\n\n\xff")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert list(read_maildir(tmp_path)) == [
        ("1.a.host", b"A: 1\n\n\xff"),
        ("2.b.host", b"B: 2\r\n\r\nx"),
    ]
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_of_a_mail_too_large_only_a_part_is_read_and_no_broken_file_stops_the_next(tmp_path: Path):
    for part in ("new", "cur", "tmp"):
        (tmp_path / part).mkdir()
    with (tmp_path / "new" / "1.a.host").open("wb") as large:
        large.write(mail("HADIR"))
        large.truncate(40 * LARGEST)
    (tmp_path / "new" / "2.b.host").symlink_to("2.b.host")
    (tmp_path / "new" / "3.c.host").write_bytes(b"C: 3\n\n")
    (first, raw), (last, _) = read_maildir(tmp_path)
    assert (first, last, len(raw)) == ("1.a.host", "3.c.host", LARGEST + 1)
    told = understand(raw)
    assert (told.reason, told.message_id) == ("beyond-limits", "<r1@dinkes.example>")


def test_a_missing_maildir_is_named_and_not_made(tmp_path: Path):
    with pytest.raises(InboxMissing):
        list(read_maildir(tmp_path / "surat"))
    assert list(tmp_path.iterdir()) == []
