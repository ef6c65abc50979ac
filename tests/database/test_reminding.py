"""Only the silent are reminded, asked again when the letter leaves; nothing leaves late."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from ledger_steps import SENT, claim, intend, settle
from records_cast import SESSION, YEAR, entry, make_call, make_mail, make_person, make_session
from sqlalchemy import select

from coaching.database import answers, ledger, reminders, tables
from coaching.database.answers import ReadMail
from coaching.database.work import work
from coaching.domain.invitations import Answer, MailKind, MailState
from coaching.programme import read_programme
from coaching.settings import settings
from tasks import reminding
from tasks.reminding import Reminded

CONFIG = Path(__file__).parents[2] / "config"

SENT_ON, DAY = date(2025, 2, 27), date(2025, 3, 5)
PEOPLE = ("budi", "sari")


@pytest.fixture
def invited(database: str) -> dict[str, int]:
    """Invitations of Budi and Sari that have left; their calls by name."""
    with work() as db:
        session = make_session(db)
        calls = {one: make_call(db, make_person(db, one), session_id=session) for one in PEOPLE}
        for one in PEOPLE:
            make_mail(db, one, state=MailState.SENT, sent_at=datetime.now(UTC))
        reminders.note_days(db, YEAR, SENT_ON)
    return calls


def silent(day: date = DAY) -> list[str]:
    with work() as db:
        return [one.person for one in reminders.silent(db, YEAR, day)]


def answer(call: int, *, waits: bool = False, sequence: int = 0, name: str = "<a@x>") -> None:
    with work() as db:
        answers.record(db, ReadMail(
            name, name, name, "reply", "", invitation_id=call, answer=Answer.ACCEPTED,
            sequence=sequence, waits=waits,
        ))  # fmt: skip


def remind(person: str, revision: int = 0, **told: object) -> None:
    name = f"<reminder.{person}.{revision}@x>"
    told = {"kind": MailKind.REMINDER, "message_id": name, "valid_until": date(2025, 3, 6)} | told
    with work() as db:
        ledger.enqueue(db, [entry(person, revision, **told)])


def states() -> dict[str, str]:
    with work() as db:
        row = tables.MailMessage
        query = select(row.person_key, row.state).where(row.kind == MailKind.REMINDER)
        return {person: state.value for person, state in db.execute(query).tuples()}


def change(**values: object) -> None:
    with work() as db:
        row = db.scalars(select(tables.CoachingSession)).one()
        for name, value in values.items():
            setattr(row, name, value)


def test_who_answered_is_not_reminded(invited: dict[str, int]):
    assert silent() == ["budi", "sari"]
    answer(invited["sari"])
    assert silent() == ["budi"]


def test_who_wrote_something_that_nobody_has_read_yet_is_not_reminded(invited: dict[str, int]):
    answer(invited["sari"], waits=True)
    assert silent() == ["budi"]
    with work() as db:
        answers.settle(db, "<a@x>", "Budi")  # it said nothing that is an answer
    assert silent() == ["budi", "sari"]


def test_who_holds_no_invitation_is_not_reminded(invited: dict[str, int]):
    with work() as db:
        row = tables.MailMessage
        db.scalars(select(row).where(row.person_key == "sari")).one().state = MailState.FAILED
    assert silent() == ["budi"]
    with work() as db:
        db.get_one(tables.Invitation, invited["budi"]).withdrawn_on = DAY
    assert silent() == []


def test_a_session_that_is_off_or_over_reminds_nobody(invited: dict[str, int]):
    change(cancelled_on=DAY)
    assert silent() == []
    change(cancelled_on=None)
    with work() as db:
        db.add(tables.StageRecord(year=YEAR, stage="collect-attendance", part=SESSION,
                                  done_on=date(2025, 3, 14)))  # fmt: skip
    assert silent(date(2025, 3, 14)) == ["budi", "sari"]
    assert silent(date(2025, 3, 15)) == []


def test_a_move_arms_reminders_anew_once_people_were_told_of_it(invited: dict[str, int]):
    remind("budi")
    answer(invited["sari"])
    change(sequence=1, held_on=date(2025, 3, 20))
    told = {"kind": MailKind.RESCHEDULE, "revision": 1, "message_id": "<moved@x>"}
    with work() as db:
        make_mail(db, "budi", state=MailState.SENT, sent_at=datetime.now(UTC), **told)
        make_mail(db, "sari", **told | {"message_id": "<moved.sari@x>"})
        reminders.note_days(db, YEAR, date(2025, 3, 7))
        [one] = reminders.silent(db, YEAR, date(2025, 3, 8))
        assert (one.person, one.known, one.revision(0)) == ("budi", set(), 10)
        assert one.last_letter_on == date(2025, 3, 7)
        # The reminder of the old day does not leave any more.
        reminders.close_idle(db, YEAR, DAY)
    assert states() == {"budi": "expired"}


def test_a_reminder_that_waited_too_long_is_missed_and_does_not_leave(invited: dict[str, int]):
    remind("budi")
    remind("sari", valid_until=date(2025, 3, 9))
    with work() as db:
        reminders.close_idle(db, YEAR, date(2025, 3, 7))
    assert states() == {"budi": "missed", "sari": "queued"}
    assert [one.person for one in claim()] == ["sari"]


def test_one_that_came_too_late_is_recorded_as_missed_and_counts_as_known(invited: dict[str, int]):
    remind("budi", is_missed=True)
    assert claim() == []
    with work() as db:
        [known] = [one.known for one in reminders.silent(db, YEAR, DAY) if one.person == "budi"]
    assert (states(), known) == ({"budi": "missed"}, {0})


def test_an_answer_that_arrives_between_claim_and_posting_stops_the_reminder(
    invited: dict[str, int],
):
    for one in PEOPLE:
        remind(one)
    held = {one.person: one for one in claim()}
    answer(invited["sari"])
    assert [intend(held[one]) for one in PEOPLE] == [True, False]
    settle(held["budi"], SENT)
    assert states() == {"budi": "sent", "sari": "expired"}


def test_an_answer_to_the_old_day_stops_no_reminder_of_the_new_one(invited: dict[str, int]):
    answer(invited["sari"])
    change(sequence=1)
    remind("sari", 10)
    [held] = claim()
    assert intend(held)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 3, 4), (0, 0)),
        (date(2025, 3, 6), (2, 0)),
        (date(2025, 3, 9), (2, 2)),
        (date(2025, 3, 10), (0, 4)),
    ],
)
def test_a_day_without_power_misses_what_it_missed_and_a_day_repeated_adds_nothing(
    invited: dict[str, int], monkeypatch: pytest.MonkeyPatch, day: date, expected: tuple[int, int]
):
    monkeypatch.setenv("COACHING_SECRET", "test")
    monkeypatch.setenv("COACHING_INBOX", "inbox")
    settings.cache_clear()
    programme = read_programme(CONFIG)
    assert reminding.remind.fn(YEAR, programme, day) == Reminded(*expected)
    assert reminding.remind.fn(YEAR, programme, day) == Reminded(0, 0)


def test_where_no_mailbox_is_read_nobody_is_reminded(invited: dict[str, int]):
    assert reminding.remind.fn(YEAR, read_programme(CONFIG), DAY) == Reminded(0, 0)
