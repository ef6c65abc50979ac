"""Answers, bounces and reminders of people who share a mailbox."""

from datetime import date

import pytest
from ledger_steps import claim, intend
from records_cast import DAY, YEAR
from replying import bounce, by_calendar, counted, suppressed, take, written
from sharing import BOX, KEYS, enter, mails, make_office, set_state
from sqlalchemy import select

from coaching.database import answers, digests, reminders, tables
from coaching.database.answers import ReadMail
from coaching.database.work import reading, work
from coaching.domain.invitations import Answer, MailKind, MailState

SHARED, NEXT = ("budi", "sari", "wati"), date(2025, 3, 5)


def make_invited() -> dict[str, int]:
    """Three by one mail, Rini by her own; both have left."""
    calls = make_office()
    enter()
    set_state(MailState.SENT)
    return calls


@pytest.fixture
def invited(database: str) -> dict[str, int]:
    return make_invited()


def the_mail() -> tuple[int, str]:
    """Number and Message-ID of the shared invitation."""
    row = tables.MailMessage
    with reading() as db:
        one = db.scalars(select(row).where(row.mailbox == BOX)).one()
        return one.id, one.message_id


def write(body: str, name: str = "<a1@dinkes.example>") -> list[bool]:
    return take(written(body, f"In-Reply-To: {the_mail()[1]}", by=BOX, name=name))


def answer(call: int, name: str = "<a@x>") -> None:
    with work() as db:
        mail = ReadMail(name, name, name, "reply", "", invitation_id=call, answer=Answer.ACCEPTED)
        answers.record(db, mail)


def silent() -> list[str]:
    with work() as db:
        return [one.person[:4] for one in reminders.silent(db, YEAR, NEXT)]


def remind(names: tuple[str, ...] = ("sari", "budi")) -> None:
    enter(MailKind.REMINDER, names, valid_until=date(2025, 3, 6))


def test_an_answer_that_does_not_say_whose_it_is_waits_for_a_person(invited: dict[str, int]):
    assert write("HADIR\n\nTerima kasih.\n") == [True]
    assert counted() == {}
    with reading() as db:
        [one] = answers.queue(db)
    assert one.reason.endswith("whose-unclear")
    assert (one.session, one.agency) == ("sinar-1", "dinkes")
    # Nobody is reminded who may have answered; Rini has not.
    assert silent() == ["rini"]


@pytest.mark.parametrize(
    ("body", "whose", "said"),
    [
        ("HADIR\nSari Utama\n", "sari", "accepted"),
        ("TIDAK HADIR\n\nan. Ibu Wati\n", "wati", "declined"),
        ("Hadir: Budi Utama, S.E.\n", "budi", "accepted"),
        ("TIDAK HADIR - Wati\n", "wati", "declined"),
        ("Sari Utama: tidak hadir\n", "sari", "declined"),
        ("DIWAKILKAN Rudi Hartono\nuntuk Bapak Budi\n", "budi", "delegated"),
    ],
)
def test_an_answer_with_one_name_is_that_persons(sqlite: str, body: str, whose: str, said: str):
    invited = make_invited()
    assert write(body) == [False]
    assert counted() == {invited[whose]: said}
    assert sorted(silent()) == sorted({"sari", "budi", "wati", "rini"} - {whose})


@pytest.mark.parametrize(
    "body",
    [
        "HADIR\nSari\nBudi\n",  # two names
        "HADIR: Sari\nHADIR: Budi\n",  # two answers
        "HADIR\nUtama\n",  # a name of all three
        "HADIR: Sari dan rombongan\n",
        "HADIR\nTono\n",
        "Sari hadir jika sempat\n",
    ],
)
def test_what_names_nobody_or_several_is_not_guessed(sqlite: str, body: str):
    make_invited()
    assert write(body) == [True]
    assert counted() == {}


def test_a_calendar_says_by_its_uid_whose_answer_it_is(invited: dict[str, int]):
    assert take(by_calendar("DECLINED", f"uid-{KEYS['budi']}")) == [False]
    assert counted() == {invited["budi"]: "declined"}


def test_a_bounce_concerns_all_who_share_the_mailbox(invited: dict[str, int]):
    number, _ = the_mail()
    take(bounce("5.1.1", mail=number))
    assert mails() == {SHARED: "failed", ("rini",): "sent"}
    assert suppressed() == {BOX}
    with work() as db:
        assert digests.untold(db, YEAR) == {"dinkes": [number]}
        digests.tell(db, [number], DAY)
        told = digests.told_on(db, YEAR, "dinkes", DAY)
        assert [one.name.split()[0] for one in told] == ["Budi", "Sari", "Wati"]
        assert {one.address for one in told} == {BOX}
    assert silent() == ["rini"]  # whom nothing has reached cannot be silent


def test_a_reminder_names_only_who_has_not_answered(invited: dict[str, int]):
    answer(invited["wati"])
    assert sorted(silent()) == ["budi", "rini", "sari"]
    remind()
    assert mails(MailKind.REMINDER) == {("budi", "sari"): "queued"}
    answer(invited["budi"], "<b@x>")
    with work() as db:
        reminders.close_idle(db, YEAR, NEXT)
    assert mails(MailKind.REMINDER) == {("sari",): "queued"}
    answer(invited["sari"], "<c@x>")
    with work() as db:
        reminders.close_idle(db, YEAR, NEXT)
    assert mails(MailKind.REMINDER) == {("sari",): "expired"}


def test_who_answers_while_a_reminder_is_held_is_not_named_by_it(invited: dict[str, int]):
    remind()
    [held] = claim()
    answer(invited["budi"])
    assert not intend(held)  # its bytes name Budi
    assert mails(MailKind.REMINDER) == {("sari",): "queued"}
    [held] = claim()
    assert held.people == (KEYS["sari"],)
    answer(invited["sari"], "<b@x>")
    assert not intend(held)
    assert mails(MailKind.REMINDER) == {("sari",): "expired"}


def test_where_all_answer_while_it_is_held_no_reminder_leaves(invited: dict[str, int]):
    remind()
    [held] = claim()
    answer(invited["budi"])
    answer(invited["sari"], "<b@x>")
    assert not intend(held)
    assert list(mails(MailKind.REMINDER).values()) == ["expired"]
    assert claim() == []


def test_a_second_group_of_the_same_mailbox_is_reminded_too(invited: dict[str, int]):
    remind(("sari", "budi"))
    remind(("sari", "budi", "wati"))
    assert mails(MailKind.REMINDER) == {("budi", "sari"): "queued", ("wati",): "queued"}
