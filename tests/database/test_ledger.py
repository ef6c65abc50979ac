"""The ledger: a mail is claimed by one worker, intended before it leaves, settled once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from records_cast import (
    MOMENT,
    SESSION,
    YEAR,
    entry,
    make_mail,
    make_person,
    make_year,
    message_id,
    rows,
)
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from coaching.database import ledger, tables
from coaching.database.ledger import Claimed, Settlement
from coaching.database.work import Db, reading, work
from coaching.domain.invitations import MailKind, MailState

SHA = "0" * 64
SENT = Settlement(MailState.SENT, "sent", 250, "2.0.0 Kept")


@pytest.fixture
def queue(database: str) -> str:
    """Sari's and Budi's invitations wait."""
    with work() as db:
        make_year(db)
        for person in ("sari", "budi"):
            make_person(db, person)
        assert ledger.enqueue(db, [entry("sari"), entry("budi")]) == 2
    return database


def claim(owner: str = "here:1:1:aa", limit: int = 50) -> list[Claimed]:
    with work() as db:
        return ledger.claim(db, YEAR, SESSION, owner, limit)


def intend(mail: Claimed) -> bool:
    with work() as db:
        return ledger.intend(db, mail, SHA, "line-1")


def settle(mail: Claimed, settlement: Settlement = SENT) -> bool:
    with work() as db:
        return ledger.settle(db, mail, settlement)


def tally() -> dict[str, int]:
    with reading() as db:
        return ledger.tally(db, YEAR, SESSION)


def state(mail: Claimed) -> MailState:
    with reading() as db:
        return db.get_one(tables.MailMessage, mail.id).state


def age_leases(by: timedelta) -> None:
    """Let time pass for whoever holds a mail."""
    with work() as db:
        row = tables.MailMessage
        for mail in db.scalars(select(row).where(row.lease_until.is_not(None))):
            mail.lease_until -= by


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
        assert ledger.sessions_with_unsent(db, YEAR) == []
        db.get_one(tables.Person, "sari").email = "sari@kesehatan.example"
    with reading() as db:
        assert ledger.sessions_with_unsent(db, YEAR) == [SESSION]
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


# --- intending and settling ---


def test_an_intent_is_on_record_before_the_first_byte(queue: str):
    mail = claim()[0]
    assert intend(mail)
    with reading() as db:
        row = db.get_one(tables.MailMessage, mail.id)
        assert (row.state, row.attempts, row.raw_sha256) == (MailState.SENDING, 1, SHA)
        attempt = db.scalars(select(tables.MailAttempt)).one()
        assert (attempt.number, attempt.connection, attempt.outcome) == (1, "line-1", None)


def test_a_lease_that_was_lost_is_no_ground_to_post(queue: str):
    mail = claim()[0]
    age_leases(timedelta(hours=1))
    with work() as db:
        ledger.recover(db)
    claim("there:2:1:bb")
    assert not intend(mail)
    assert state(mail) is MailState.LEASED


def test_a_lease_about_to_run_out_is_no_ground_to_post(queue: str):
    mail = claim()[0]
    age_leases(ledger.LEASE - timedelta(seconds=3))
    assert not intend(mail)


def test_an_intent_counts_once(queue: str):
    mail = claim()[0]
    assert intend(mail)
    assert not intend(mail)


def test_a_settled_mail_says_when_it_was_sent_and_what_the_relay_said(queue: str):
    mail = claim()[0]
    intend(mail)
    assert settle(mail)
    with reading() as db:
        row = db.get_one(tables.MailMessage, mail.id)
        assert row.sent_at is not None
        assert (row.state, row.last_code, row.last_text) == (MailState.SENT, 250, "2.0.0 Kept")
        attempt = db.scalars(select(tables.MailAttempt)).one()
        assert (attempt.outcome, attempt.code) == ("sent", 250)
        assert attempt.ended_at is not None


def test_a_worker_that_lost_its_lease_cannot_settle(queue: str):
    mail = claim(limit=1)[0]
    intend(mail)
    age_leases(timedelta(hours=1))
    with work() as db:
        assert ledger.recover(db) == (0, 1)
    assert not settle(mail)
    assert state(mail) is MailState.IN_DOUBT


def test_a_mail_settles_once(queue: str):
    mail = claim()[0]
    intend(mail)
    assert settle(mail)
    assert not settle(mail, Settlement(MailState.QUEUED, "temporary", 450))
    assert state(mail) is MailState.SENT


def test_each_attempt_leaves_its_evidence(queue: str):
    for code in (450, 250):
        mail = claim(limit=1)[0]
        intend(mail)
        after = MailState.SENT if code == 250 else MailState.QUEUED
        settle(mail, Settlement(after, "answered", code))
        # Budi's mail is out of the way: only Sari's is tried twice.
        with work() as db:
            others = tables.MailMessage.id != mail.id
            db.execute(
                update(tables.MailMessage)
                .where(others, tables.MailMessage.state == MailState.QUEUED)
                .values(state=MailState.EXPIRED)
            )
    with reading() as db:
        query = select(tables.MailAttempt.number, tables.MailAttempt.code)
        assert db.execute(query.order_by(tables.MailAttempt.number)).all() == [(1, 450), (2, 250)]


# --- not to be written to ---


def test_an_address_that_refused_for_good_is_not_written_to_again(queue: str):
    mail = claim(limit=1)[0]
    intend(mail)
    settle(mail, Settlement(MailState.FAILED, "refused", 550, "5.1.1 no such user", suppress=True))
    with work() as db:
        ledger.enqueue(db, [entry("sari", revision=1)])
    again = next(one for one in claim() if one.person == "sari")
    assert not intend(again)
    assert state(again) is MailState.SUPPRESSED


def test_a_suppression_does_not_mind_capitals(queue: str):
    with work() as db:
        db.add(tables.MailSuppression(address="sari@dinkes.example", reason="", since=MOMENT))
        db.get_one(tables.Person, "sari").email = "Sari@Dinkes.Example"
    assert not intend(claim(limit=1)[0])


def test_two_mails_to_one_address_suppress_it_once(queue: str):
    with work() as db:
        db.get_one(tables.Person, "budi").email = "sari@dinkes.example"
    refusal = Settlement(MailState.FAILED, "refused", 550, "5.1.1", suppress=True)
    batch = claim()
    assert [intend(mail) for mail in batch] == [True, True]
    assert [settle(mail, refusal) for mail in batch] == [True, True]
    with reading() as db:
        assert rows(db, tables.MailSuppression) == 1


# --- recovering and expiring ---


def test_what_was_not_yet_on_the_wire_waits_again(queue: str):
    claim()
    age_leases(timedelta(hours=1))
    with work() as db:
        assert ledger.recover(db) == (2, 0)
    assert tally() == {"queued": 2}


def test_what_may_have_been_on_the_wire_is_in_doubt(queue: str):
    first, _ = claim()
    intend(first)
    age_leases(timedelta(hours=1))
    with work() as db:
        assert ledger.recover(db) == (1, 1)
    assert tally() == {"queued": 1, "in_doubt": 1}


def test_a_mail_in_doubt_is_not_claimed(queue: str):
    for mail in claim():
        intend(mail)
    age_leases(timedelta(hours=1))
    with work() as db:
        ledger.recover(db)
    assert claim() == []


def test_nothing_is_taken_from_a_worker_that_lives(queue: str):
    first, _ = claim()
    intend(first)
    with work() as db:
        assert ledger.recover(db) == (0, 0)
        assert ledger.owners(db) == {"here:1:1:aa"}


def test_a_worker_known_to_be_gone_need_not_be_waited_for(queue: str):
    claim("here:1:1:aa", limit=1)
    claim("here:2:1:bb", limit=1)
    with work() as db:
        assert ledger.recover(db, owners_gone=["here:1:1:aa"]) == (1, 0)
    assert tally() == {"queued": 1, "leased": 1}


def test_what_waits_too_long_expires_and_what_is_sent_stays_sent(queue: str):
    mail = claim(limit=1)[0]
    intend(mail)
    settle(mail)
    with work() as db:
        assert ledger.expire(db, YEAR, SESSION) == 1
        assert ledger.expire(db, YEAR, SESSION) == 0
    assert tally() == {"sent": 1, "expired": 1}
    assert claim() == []


# --- what the tables refuse ---


@pytest.fixture
def ready_for_mail(db: Db) -> Db:
    make_year(db)
    make_person(db)
    return db


def test_a_sent_mail_says_when(ready_for_mail: Db):
    with pytest.raises(IntegrityError, match="sent_at_matches_state"):
        make_mail(ready_for_mail, state=MailState.SENT, sent_at=None)


def test_a_mail_that_waits_was_not_sent(ready_for_mail: Db):
    with pytest.raises(IntegrityError, match="sent_at_matches_state"):
        make_mail(ready_for_mail, sent_at=MOMENT)


@pytest.mark.parametrize("held", [MailState.LEASED, MailState.SENDING])
def test_a_held_mail_says_until_when(ready_for_mail: Db, held: MailState):
    with pytest.raises(IntegrityError, match="lease_matches_state"):
        make_mail(ready_for_mail, state=held)


def test_a_mail_nobody_holds_has_no_lease(ready_for_mail: Db):
    with pytest.raises(IntegrityError, match="lease_matches_state"):
        make_mail(ready_for_mail, lease_until=MOMENT)


def test_a_second_mail_of_the_same_kind_needs_a_new_revision(ready_for_mail: Db):
    make_mail(ready_for_mail)
    with pytest.raises(IntegrityError, match=r"uq_mail_message_year|mail_message\.revision"):
        make_mail(ready_for_mail, message_id="<another@kotacontoh.example>")


def test_a_message_id_is_used_once(ready_for_mail: Db):
    make_mail(ready_for_mail)
    with pytest.raises(IntegrityError, match="message_id"):
        make_mail(ready_for_mail, kind=MailKind.CANNOT_JUDGE, message_id=message_id("sari"))


def test_a_mail_goes_to_somebody_who_is_there(ready_for_mail: Db):
    # PostgreSQL names the key, SQLite says only that one failed.
    with pytest.raises(IntegrityError, match=r"fk_mail_message_person_key|FOREIGN KEY"):
        make_mail(ready_for_mail, person="nobody")


def test_a_state_nobody_knows_is_refused(ready_for_mail: Db):
    mail = make_mail(ready_for_mail)
    with pytest.raises(IntegrityError, match="state_is_known"):
        ready_for_mail.connection().exec_driver_sql(
            f"UPDATE mail_message SET state = 'lost' WHERE id = {mail.id}"
        )


def test_an_attempt_has_its_own_number(ready_for_mail: Db):
    mail = make_mail(ready_for_mail)
    for _ in range(2):
        ready_for_mail.add(
            tables.MailAttempt(mail_id=mail.id, number=1, connection="x", started_at=MOMENT)
        )
    with pytest.raises(IntegrityError, match=r"mail_attempt.*number|uq_mail_attempt"):
        ready_for_mail.flush()
