"""Invented recipients answer, and an officer hands in a sheet."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from coaching.city import (
    City,
    answer_mails,
    make_city,
    write_attendance_sheet,
    write_city,
    write_commitments,
    write_feedback,
)
from coaching.city.choices import Way, choose
from coaching.domain.attendance import Invitee, Presence
from coaching.mail.calendar import CalendarEvent, invite
from coaching.mail.inbox import read_maildir
from coaching.mail.messages import Letter, Mailbox, assemble
from coaching.mail.replies import Kind, Understood, understand
from coaching.programme import Holds, read_programme
from coaching.sources import Known, read_agencies, read_source, take_sheet

JAKARTA = ZoneInfo("Asia/Jakarta")
STARTS = datetime(2025, 3, 13, 8, tzinfo=JAKARTA)
SENT = datetime(2025, 2, 27, 1, tzinfo=UTC)
OFFICE = Mailbox("BKPSDM", "bkpsdm@kotacontoh.example")
INVITED = 60
EXPECTED = {
    Way.CALENDAR_YES: "accepted", Way.CALENDAR_NO: "declined", Way.CALENDAR_MAYBE: "tentative",
    Way.WORD_YES: "accepted", Way.WORD_NO: "declined", Way.WORD_DELEGATE: "delegated",
}  # fmt: skip


@pytest.fixture(scope="module")
def city() -> City:
    return make_city(7, 2025)


@pytest.fixture
def outbox(city: City, tmp_path: Path) -> Path:
    folder = tmp_path / "outbox"
    folder.mkdir()
    event = CalendarEvent(STARTS, STARTS.replace(hour=11), "Pembinaan ASN", "Ruang Sabha Widya")
    for number, person in enumerate(city.people[:: len(city.people) // INVITED][:INVITED]):
        to = Mailbox(person.full_name, person.email)
        calendar = invite(event, to, OFFICE, f"uid-{number}@kotacontoh.example", 0, SENT)
        letter = Letter(
            "Undangan Pembinaan ASN", "Yth. Saudara\nHADIR?\n", "<p>Yth.</p>", (calendar,)
        )
        mail = assemble(
            letter, sender=OFFICE, reply_to="jawab@kotacontoh.example", recipient=to,
            message_id=f"<letter-{number}@kotacontoh.example>", date=SENT,
        )  # fmt: skip
        (folder / f"{number:03d}.eml").write_bytes(mail)
    return folder


def inbox(maildir: Path) -> dict[str, Understood]:
    return {name: understand(raw) for name, raw in read_maildir(maildir)}


def test_everyone_answers_in_their_own_way_and_is_understood(
    city: City, outbox: Path, tmp_path: Path
):
    told = answer_mails(city, outbox, tmp_path / "inbox")
    found = inbox(tmp_path / "inbox").values()
    assert set(told) == {way.value for way in Way} - {"silent"}
    assert sum(told.values()) == len(found) < INVITED
    answers = Counter(one.answer.value for one in found if one.answer is not None)
    expected = Counter[str]()
    for way, answer in EXPECTED.items():
        expected[answer] += told[way.value]
    assert answers == expected
    assert sum(one.kind is Kind.AUTO_REPLY for one in found) == told["away"]


def test_an_answer_says_which_invitation_it_is_for(city: City, outbox: Path, tmp_path: Path):
    answer_mails(city, outbox, tmp_path / "inbox")
    people = {person.email for person in city.people}
    for one in inbox(tmp_path / "inbox").values():
        assert one.from_address in people
        assert str(one.in_reply_to).strip("<>").startswith("letter-")
        if one.uid is not None:
            assert one.uid.split("@")[0].removeprefix("uid-").isdigit()
            assert one.sequence == 0
            assert one.recipient == one.from_address


def test_a_delegate_is_named(city: City, outbox: Path, tmp_path: Path):
    answer_mails(city, outbox, tmp_path / "inbox")
    delegated = [
        one for one in inbox(tmp_path / "inbox").values()
        if one.answer is not None and one.answer.value == "delegated"
    ]  # fmt: skip
    assert delegated
    for one in delegated:
        assert one.delegate_name == choose(7, str(one.from_address), STARTS.isoformat()).delegate


def test_answering_twice_writes_nothing_twice(city: City, outbox: Path, tmp_path: Path):
    maildir = tmp_path / "inbox"
    answer_mails(city, outbox, maildir)
    before = {file: file.read_bytes() for file in maildir.rglob("*") if file.is_file()}
    seen = next(iter(before))
    moved = maildir / "cur" / f"{seen.name}:2,S"
    seen.rename(moved)
    assert answer_mails(city, outbox, maildir) == {}
    after = {file for file in maildir.rglob("*") if file.is_file()}
    assert after == (set(before) - {seen}) | {moved}


def test_a_letter_without_an_invitation_is_not_answered(city: City, tmp_path: Path):
    outbox = tmp_path / "outbox"
    outbox.mkdir()
    mail = assemble(
        Letter("Tidak ada yang perlu dibina", "Yth.", "<p>Yth.</p>"),
        sender=OFFICE, reply_to=OFFICE.address, recipient=Mailbox("", city.people[0].email),
        message_id="<note@kotacontoh.example>", date=SENT,
    )  # fmt: skip
    (outbox / "1.eml").write_bytes(mail)
    assert answer_mails(city, outbox, tmp_path / "inbox") == {}


def test_the_sheet_has_mistakes_and_is_still_read(city: City, outbox: Path, tmp_path: Path):
    write_city(city, tmp_path)
    write_attendance_sheet(city, tmp_path, "sinar-1", date(2025, 3, 13), outbox)
    programme = read_programme(tmp_path / "config")
    lookup = read_agencies(programme, tmp_path, 2025).lookup
    [source] = programme.sources_of(Holds.ATTENDANCE)
    reading = read_source(source, tmp_path, Known(2025, lookup, session="sinar-1"))
    people = city.people[:: len(city.people) // INVITED][:INVITED]
    invited = [
        Invitee(number, person.nip, person.full_name, person.agency)
        for number, person in enumerate(people)
    ]
    register, after = take_sheet(reading, invited)
    assert reading.noticed["reason"].tolist() == ["nip-mangled"]
    assert after.read == len(after.accepted) + len(after.rejected) == INVITED + 3
    assert after.rejected["reason"].value_counts().to_dict() == {
        "contradicts": 2, "presence-unknown": 1, "repeated": 1, "not-invited": 1,
    }  # fmt: skip
    # Of two people nothing is known: the unclear word and the contradiction.
    assert len(register) == INVITED - 2
    assert all(entry.on_sheet for entry in register)
    kept = {entry.invitation_id: entry for entry in register}
    for number, person in enumerate(people):
        choice = choose(7, person.email, STARTS.isoformat())
        if number in kept:
            expected = {"Hadir": Presence.PRESENT, "Tidak hadir": Presence.ABSENT}
            assert kept[number].presence is expected.get(choice.presence, Presence.REPRESENTED)


def test_no_sheet_for_another_day_names_the_invited(city: City, outbox: Path, tmp_path: Path):
    file = write_attendance_sheet(city, tmp_path, "sinar-2", date(2025, 4, 24), outbox)
    assert len(file.read_text("utf-8-sig").splitlines()) == 2  # the header and who walked in


def test_sheets_of_feedback_and_commitments_are_read_without_a_reject(
    city: City, outbox: Path, tmp_path: Path
):
    write_city(city, tmp_path)
    write_attendance_sheet(city, tmp_path, "sinar-1", date(2025, 3, 13), outbox)
    write_feedback(city, tmp_path, "sinar-1")
    write_commitments(city, tmp_path, [agency.code for agency in city.agencies][:9])
    programme = read_programme(tmp_path / "config")
    known = Known(2025, read_agencies(programme, tmp_path, 2025).lookup, session="sinar-1")
    for holds, least in ((Holds.FEEDBACK, INVITED // 2), (Holds.COMMITMENTS, 8)):
        [source] = programme.sources_of(holds)
        reading = read_source(source, tmp_path, known)
        assert reading.rejected.empty
        assert len(reading.accepted) >= least
