"""The life of a claimed mail: intended before it leaves, settled once, recovered with care."""

from datetime import timedelta

from ledger_steps import SHA, age_leases, claim, intend, settle, state, tally
from records_cast import (
    MOMENT,
    SESSION,
    YEAR,
    entry,
    rows,
)
from sqlalchemy import select, update

from coaching.database import ledger, ledger_counts, tables
from coaching.database.ledger import Settlement
from coaching.database.work import reading, work
from coaching.domain.invitations import MailState

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
        assert ledger_counts.owners(db) == {"here:1:1:aa"}


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
