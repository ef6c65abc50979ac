"""Claiming: what waits is taken by one worker, and given back whole."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from ledger_steps import age_leases, claim, intend, settle, state, tally
from records_cast import (
    SESSION,
    YEAR,
    entry,
    make_person,
    make_year,
    rows,
)

from coaching.database import ledger, ledger_counts, tables
from coaching.database.ledger import Settlement
from coaching.database.work import reading, work
from coaching.domain.invitations import MailState

# --- waiting ---


def test_queueing_the_same_mail_again_adds_nothing(queue: str):
    with work() as db:
        assert ledger.enqueue(db, [entry("sari"), entry("budi")]) == 0
        assert rows(db, tables.MailMessage) == 2


def test_queueing_nothing_is_nothing(queue: str):
    with work() as db:
        assert ledger.enqueue(db, []) == 0


def test_a_second_revision_is_another_mail(queue: str):
    with work() as db:
        assert ledger.enqueue(db, [entry("sari"), entry("sari", revision=1)]) == 1


def test_queueing_again_leaves_a_sent_mail_alone(queue: str):
    mail = claim()[0]
    intend(mail)
    settle(mail)
    with work() as db:
        ledger.enqueue(db, [entry("sari"), entry("budi")])
    assert state(mail) is MailState.SENT


def test_looking_at_what_waits_claims_nothing(queue: str):
    with reading() as db:
        assert [one.person for one in ledger.waiting(db, YEAR, SESSION)] == ["sari", "budi"]
    assert tally() == {"queued": 2}


def test_who_has_no_address_waits_until_there_is_one(queue: str):
    with work() as db:
        db.get_one(tables.Person, "sari").email = None
    assert [one.person for one in claim()] == ["budi"]
    with work() as db:
        assert ledger_counts.sessions_with_unsent(db, YEAR) == []
        db.get_one(tables.Person, "sari").email = "sari@kesehatan.example"
    with reading() as db:
        assert ledger_counts.sessions_with_unsent(db, YEAR) == [SESSION]
    assert [one.address for one in claim()] == ["sari@kesehatan.example"]


# --- claiming ---


def test_one_of_eight_workers_gets_a_mail(database: str):
    with work() as db:
        make_year(db)
        make_person(db)
        ledger.enqueue(db, [entry()])
    start = Barrier(8)

    def worker(number: int) -> int:
        start.wait(10)
        return len(claim(f"here:{number}:1:aa"))

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(worker, range(8))) == [0] * 7 + [1]


def test_eight_workers_share_forty_mails_without_an_overlap(database: str):
    with work() as db:
        make_year(db)
        people = [make_person(db, f"p{number:02d}") for number in range(40)]
        ledger.enqueue(db, [entry(person) for person in people])
    start = Barrier(8)

    def worker(number: int) -> list[int]:
        start.wait(10)
        taken: list[int] = []
        while batch := claim(f"here:{number}:1:aa", limit=3):
            taken += [mail.id for mail in batch]
        return taken

    with ThreadPoolExecutor(8) as pool:
        taken = [mail for part in pool.map(worker, range(8)) for mail in part]
    assert len(taken) == len(set(taken)) == 40


def test_a_claim_takes_no_more_than_its_limit_and_the_longest_waiting_first(queue: str):
    assert [one.person for one in claim(limit=1)] == ["sari"]
    assert [one.person for one in claim(limit=1)] == ["budi"]


def test_a_mail_that_rests_is_not_claimed(queue: str):
    mail = claim(limit=1)[0]
    intend(mail)
    settle(mail, Settlement(MailState.QUEUED, "temporary", 450, retry_after=timedelta(minutes=5)))
    assert [one.person for one in claim()] == ["budi"]


def test_a_claim_is_about_one_session(queue: str):
    with work() as db:
        assert ledger.claim(db, YEAR, "sinar-2", "here:1:1:aa") == []
        assert ledger.claim(db, YEAR + 1, SESSION, "here:1:1:aa") == []


def test_a_batch_given_back_can_be_claimed_by_others(queue: str):
    batch = claim()
    with work() as db:
        ledger.release(db, batch)
    assert tally() == {"queued": 2}
    assert len(claim("there:2:1:bb")) == 2


def test_giving_back_takes_nothing_from_a_later_holder(queue: str):
    lost = claim()
    age_leases(timedelta(hours=1))
    with work() as db:
        ledger.recover(db)
    later = claim("there:2:1:bb")
    with work() as db:
        ledger.release(db, lost)
    assert {state(mail) for mail in later} == {MailState.LEASED}
