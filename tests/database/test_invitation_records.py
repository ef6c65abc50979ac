"""Calls to sessions, the register of letters, the answers, and who came."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from records_cast import (
    DAY,
    MOMENT,
    SESSION,
    YEAR,
    make_agency,
    make_call,
    make_mail,
    make_person,
    make_session,
    make_year,
    message_id,
    rows,
)
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coaching.database import answers, attendance, invitations, tables
from coaching.database.answers import ReadMail
from coaching.database.attendance import Came
from coaching.database.invitations import RegisteredLetter, SessionFacts
from coaching.database.ours import ours
from coaching.database.work import Db
from coaching.domain.attendance import Presence
from coaching.domain.invitations import Answer, MailKind

# --- sessions and calls ---


def facts(code: str = SESSION, **changes: object) -> SessionFacts:
    told: dict[str, Any] = {
        "held_on": date(2025, 3, 13), "starts": time(8), "ends": time(11, 30),
        "time_zone": "Asia/Jakarta", "venue_name": "Ruang Sabha Widya",
        "venue_address": "Jalan Contoh Nomor 2", "agenda": "Pembinaan ASN",
    }  # fmt: skip
    return SessionFacts(code, **(told | changes))


def test_planning_again_changes_nothing(db: Db):
    make_year(db)
    make_person(db, "sari")
    calls = {(SESSION, "dinkes", "sari"): "uid-1"}
    assert invitations.plan(db, YEAR, [facts()], calls, DAY) == (1, 0)
    before = [call.invitation_id for call in invitations.planned(db, YEAR)]
    entries = rows(db, tables.AuditEntry)
    assert invitations.plan(db, YEAR, [facts()], calls, DAY) == (0, 0)
    assert [call.invitation_id for call in invitations.planned(db, YEAR)] == before
    assert rows(db, tables.AuditEntry) == entries


def test_a_plan_that_changes_adds_and_takes_out(db: Db):
    make_year(db)
    for key in ("sari", "budi"):
        make_person(db, key)
    invitations.plan(db, YEAR, [facts()], {(SESSION, "dinkes", "sari"): "uid-1"}, DAY)
    moved = facts(venue_name="Ruang Lain")
    changed = {(SESSION, "dinkes", "budi"): "uid-2"}
    assert invitations.plan(db, YEAR, [moved], changed, DAY) == (1, 1)
    assert [call.person for call in invitations.planned(db, YEAR, SESSION)] == ["budi"]
    assert [one.venue_name for one in invitations.sessions(db, YEAR)] == ["Ruang Lain"]


def test_nobody_is_called_to_a_session_twice(db: Db):
    session = make_session(db)
    make_person(db)
    make_call(db, session_id=session)
    db.add(tables.Invitation(session_id=session, agency_code="dinkes", person_key="sari",
                             calendar_uid="another"))  # fmt: skip
    with pytest.raises(IntegrityError, match=r"uq_invitation_session_id|invitation\.session_id"):
        db.flush()


def test_a_session_ends_after_it_starts(db: Db):
    with pytest.raises(IntegrityError, match="ends_after_it_starts"):
        make_session(db, starts=time(11), ends=time(8))


# --- the register of letters ---


def letter(agency: str, serial: int) -> RegisteredLetter:
    return RegisteredLetter(
        SESSION, agency, f"005/{serial:04d}/2025", DAY, f"{serial}.pdf", "0" * 64
    )


def test_numbers_of_letters_follow_each_other_without_a_gap(db: Db):
    make_session(db)
    for agency in ("dinkes", "dispora", "bpbd"):
        make_agency(db, agency)
        serial = invitations.next_serial(db, YEAR, first=17)
        invitations.register(db, YEAR, serial, letter(agency, serial))
    assert list(db.scalars(select(tables.OfficialLetter.serial))) == [17, 18, 19]
    assert invitations.next_serial(db, YEAR + 1, first=1) == 1


def test_a_number_taken_back_with_its_unit_of_work_is_given_again(db: Db):
    make_session(db)
    make_agency(db)
    with db.begin_nested() as half:
        invitations.register(db, YEAR, 1, letter("dinkes", 1))
        half.rollback()
    assert invitations.next_serial(db, YEAR, first=1) == 1


@pytest.mark.parametrize(("agency", "serial"), [("dinkes", 2), ("dispora", 1)])
def test_an_agency_has_one_letter_and_a_number_is_used_once(db: Db, agency: str, serial: int):
    make_session(db)
    for code in ("dinkes", "dispora"):
        make_agency(db, code)
    invitations.register(db, YEAR, 1, letter("dinkes", 1))
    with pytest.raises(IntegrityError):
        invitations.register(db, YEAR, serial, letter(agency, serial))


def test_a_letter_typeset_anew_keeps_its_number(db: Db):
    make_session(db)
    make_agency(db)
    invitations.register(db, YEAR, 1, letter("dinkes", 1))
    invitations.correct_letter(db, YEAR, SESSION, "dinkes", "f" * 64)
    found = invitations.letters(db, YEAR, SESSION)["dinkes"]
    assert (found.number, found.sha256) == ("005/0001/2025", "f" * 64)


# --- answers ---


@pytest.fixture
def call(db: Db) -> int:
    session = make_session(db)
    return make_call(db, make_person(db), session_id=session)


def answer(
    db: Db, call: int, said: Answer, number: int, sequence: int = 0, minutes: int = 0
) -> None:
    read = ReadMail(
        f"<{number}@dinkes.example>", "0" * 64, "1" * 64, "reply", "", call, answer=said,
        sequence=sequence, given_at=MOMENT + timedelta(minutes=minutes),
    )  # fmt: skip
    answers.record(db, read)


def test_the_last_answer_counts_whatever_order_they_arrive_in(db: Db, call: int):
    answer(db, call, Answer.DECLINED, 1, minutes=20)
    answer(db, call, Answer.ACCEPTED, 2, minutes=10)
    assert answers.last_answers(db, YEAR) == {call: Answer.DECLINED}


def test_an_answer_to_a_later_invitation_outweighs_a_later_moment(db: Db, call: int):
    answer(db, call, Answer.ACCEPTED, 1, sequence=1)
    answer(db, call, Answer.DECLINED, 2, sequence=0, minutes=90)
    assert answers.last_answers(db, YEAR) == {call: Answer.ACCEPTED}


def test_of_two_answers_of_one_moment_the_later_arrival_counts(db: Db, call: int):
    answer(db, call, Answer.ACCEPTED, 1)
    answer(db, call, Answer.TENTATIVE, 2)
    assert answers.last_answers(db, YEAR) == {call: Answer.TENTATIVE}


def test_a_mail_is_read_once(db: Db, call: int):
    answer(db, call, Answer.ACCEPTED, 1)
    known = answers.known_mails(db)
    assert (known.bodies, known.whole) == ({"<1@dinkes.example>": "1" * 64}, {"0" * 64})
    with pytest.raises(IntegrityError):
        answer(db, call, Answer.DECLINED, 1)


def test_a_mail_nobody_can_assign_waits_for_a_person(db: Db, call: int):
    read = ReadMail("<9@x.example>", "0" * 64, "1" * 64, "unknown", "no-match", waits=True)
    answers.record(db, read)
    assert [(one.kind, one.reason) for one in answers.queue(db)] == [("unknown", "no-match")]
    assert answers.count_waiting(db) == 1
    assert answers.last_answers(db, YEAR) == {}


def test_an_invitation_is_found_by_what_a_reply_quotes(db: Db, call: int):
    mail = make_mail(db, sent_to="sari@dinkes.example")
    found = ours(db)
    assert (found.by_uid, found.addresses) == ({"uid-sari": call}, {call: "sari@dinkes.example"})
    known = found.by_message_id[message_id("sari")]
    assert (known.id, known.invitations, known.sequence) == (mail.id, (call,), 0)
    assert found.by_id == {mail.id: known}


def test_a_mail_tells_of_the_version_of_the_appointment_that_held_when_it_was_made(
    db: Db, call: int
):
    for kind, revision in ((MailKind.RESCHEDULE, 1), (MailKind.REMINDER, 0)):
        make_mail(db, kind=kind, revision=revision, message_id=f"<{kind.value}@k.example>")
    versions = {mail.kind.value: mail.sequence for mail in ours(db).by_id.values()}
    assert versions == {"reschedule": 1, "reminder": 1}


def test_how_far_a_mailbox_was_read_counts_only_while_it_is_numbered_so(db: Db):
    assert answers.place(db, "m", "7") == 0
    answers.move_on(db, "m", "7", 12)
    answers.move_on(db, "m", "7", 9)  # an older mail that somebody marked as unread
    assert (answers.place(db, "m", "7"), answers.place(db, "m", "8")) == (12, 0)
    answers.move_on(db, "m", "8", 3)
    assert answers.place(db, "m", "8") == 3


# --- attendance ---


def test_a_corrected_sheet_corrects_the_register(db: Db, call: int):
    came = [Came(call, Presence.ABSENT)]
    assert [attendance.save(db, came, "a" * 64, DAY) for _ in range(2)] == [1, 0]
    assert attendance.save(db, [Came(call, Presence.REPRESENTED, "Budi")], "b" * 64, DAY) == 1
    assert attendance.register(db, YEAR)["presence"].tolist() == ["represented"]


def test_of_whom_nothing_is_known_nothing_is_said(db: Db, call: int):
    assert attendance.register(db, YEAR)["presence"].tolist() == [None]
