"""Answers that come back: each counts once, for whom it is, in the order it was given."""

from datetime import timedelta

import pytest
from records_cast import SESSION, YEAR
from replying import (
    by_calendar,
    counted,
    invite,
    now,
    queued,
    take,
    to_invitation,
    written,
)
from sqlalchemy import select

from coaching.database import answers, tables
from coaching.database.work import reading, work
from coaching.domain.invitations import Answer


@pytest.fixture
def calls(database: str) -> dict[str, int]:
    return invite()


@pytest.fixture
def sari(sqlite: str) -> int:
    return invite(("sari",))["sari"]


def test_an_answer_is_read_once_however_often_it_comes(calls: dict[str, int]):
    raw = written("HADIR", to_invitation())
    assert take(raw) == [False]
    again = b"Received: from elsewhere.example\r\n" + raw  # the same mail, on another way
    assert take(raw, again, raw) == [False, False, False]
    assert counted() == {calls["sari"]: "accepted"}
    with reading() as db:
        assert len(db.scalars(select(tables.InvitationAnswer)).all()) == 1


@pytest.mark.parametrize(
    ("partstat", "answer"),
    [("ACCEPTED", "accepted"), ("DECLINED", "declined"), ("TENTATIVE", "tentative"),
     ("DELEGATED;DELEGATED-TO=\"mailto:budi@dinkes.example\"", "delegated")],
)  # fmt: skip
def test_an_answer_of_a_calendar_is_the_answer_of_who_holds_its_uid(
    sari: int, partstat: str, answer: str
):
    assert take(by_calendar(partstat)) == [False]
    assert counted() == {sari: answer}


def test_an_appointment_that_is_none_of_ours_answers_nothing_even_in_a_reply_to_us(sari: int):
    raw = by_calendar("ACCEPTED", "uid-forged").replace(
        b"From:", to_invitation().encode() + b"\r\nFrom:"
    )
    assert take(raw) == [True]
    assert counted() == {}
    assert "foreign-appointment" in queued()[0]


def test_another_sender_with_the_right_uid_counts_and_is_noted(sari: int):
    raw = by_calendar("ACCEPTED").replace(b"From: sari@", b"From: ajudan@")
    assert take(raw) == [False]
    assert counted() == {sari: "accepted"}
    with reading() as db:
        assert "another-address" in db.scalars(select(tables.IncomingMail.reason)).one()


def test_of_two_answers_of_one_second_the_one_that_came_later_counts(sari: int):
    take(
        by_calendar("DECLINED", name="<1@x.example>"), by_calendar("ACCEPTED", name="<2@x.example>")
    )
    assert counted() == {sari: "accepted"}


def test_an_older_answer_that_comes_later_does_not_count(sari: int):
    newer = by_calendar("ACCEPTED", stamp="20250301T090000Z", name="<1@x.example>")
    older = by_calendar("DECLINED", stamp="20250301T080000Z", name="<2@x.example>")
    take(newer, older)
    assert counted() == {sari: "accepted"}


def test_a_word_and_a_calendar_answer_stand_in_the_order_they_were_given(sari: int):
    word = written("TIDAK HADIR", to_invitation(), "Date: Sat, 1 Mar 2025 08:00:00 +0700")
    later = by_calendar("ACCEPTED", stamp="20250301T020000Z")
    take(later, word)
    assert counted() == {sari: "accepted"}


def test_a_clock_that_is_fast_does_not_keep_later_answers_from_counting(sari: int):
    take(by_calendar("ACCEPTED", stamp="20990101T000000Z"))
    take(
        written(
            "TIDAK HADIR",
            to_invitation(),
            f"Date: {now() + timedelta(seconds=1):%a, %d %b %Y %H:%M:%S} +0000",
        )
    )
    assert counted() == {sari: "declined"}


def test_after_a_move_only_answers_to_the_new_day_count(sari: int):
    take(by_calendar("ACCEPTED"))
    with work() as db:
        db.scalars(select(tables.CoachingSession)).one().sequence = 1
    assert counted() == {}
    take(by_calendar("DECLINED", name="<2@x.example>", stamp="20250302T000000Z"))
    assert counted() == {}
    take(by_calendar("TENTATIVE", sequence=1, name="<3@x.example>"))
    assert counted() == {sari: "tentative"}


def test_an_answer_to_nothing_of_ours_waits_for_a_person(sari: int):
    assert take(written("HADIR")) == [True]
    assert counted() == {}


def test_another_mail_under_a_known_message_id_is_not_lost(sari: int):
    take(written("HADIR", to_invitation()))
    assert take(written("TIDAK HADIR", to_invitation())) == [True]
    assert counted() == {sari: "accepted"}
    assert "same-message-id" in queued()[0]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff" * 500,
        b"Message-ID: <\x00\xed\xa0\x80@x>\r\nIn-Reply-To: <invitation.sari.0@kotacontoh.example>"
        b"\r\n\r\nHADIR",
        b"Message-ID: <" + b"x" * 880 + b"@x.example>\r\n\r\nDIWAKILKAN \x00\xff",
        b"Message-ID: <d@x.example>\r\nIn-Reply-To: <invitation.sari.0@kotacontoh.example>\r\n\r\n"
        b"DIWAKILKAN Budi\x00 Santoso",
        by_calendar("ACCEPTED", sequence=10**30),
        by_calendar("ACCEPTED", stamp="00010101T000000Z"),
        by_calendar("ACCEPTED", stamp="99991231T235959Z"),
    ],
    ids=["empty", "bytes", "surrogates", "long", "nul", "sequence", "first", "last"],
)  # fmt: skip
def test_no_mail_stops_the_next_one_or_is_lost(calls: dict[str, int], raw: bytes):
    good = written("HADIR", to_invitation("budi"), name="<good@dinkes.example>")
    take(raw, good)
    assert counted()[calls["budi"]] == "accepted"
    with reading() as db:
        assert len(db.scalars(select(tables.IncomingMail.message_id)).all()) == 2


def test_a_person_answers_the_queue(sari: int):
    take(written("Insyaallah saya hadir, Pak.", to_invitation()))
    with work() as db:
        [waiting] = answers.queue(db)
        assert (waiting.session, waiting.agency) == (SESSION, "dinkes")
        assert answers.settle(db, waiting.message_id, "Larasati", answer=Answer.ACCEPTED) == sari
    assert counted() == {sari: "accepted"}
    assert queued() == []
    with work() as db, pytest.raises(LookupError):
        answers.settle(db, waiting.message_id, "Larasati", answer=Answer.DECLINED)


def test_a_mail_of_the_queue_may_say_nothing(sari: int):
    take(written("Terima kasih, di mana tempat parkirnya?", to_invitation()))
    with work() as db:
        [waiting] = answers.queue(db)
        assert answers.settle(db, waiting.message_id, "Larasati") is None
    assert (counted(), queued()) == ({}, [])


def test_an_answer_of_the_queue_may_be_that_of_any_invitation(calls: dict[str, int]):
    take(written("HADIR"))
    with work() as db:
        [waiting] = answers.queue(db)
        answers.settle(db, waiting.message_id, "Larasati", calls["budi"], Answer.ACCEPTED)
        assert answers.last_answers(db, YEAR) == {calls["budi"]: Answer.ACCEPTED}
