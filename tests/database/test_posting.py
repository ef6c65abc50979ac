"""Posting what waits, in good times and against refusals."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from post_office import (
    attempts,
    compose,
    kept,
    nth,
    post,
    rests,
    settings_for,
    states,
    wake,
)
from records_cast import SESSION, YEAR, entry, message_id
from sqlalchemy import select

from coaching.database import ledger, ledger_counts, tables
from coaching.database.work import reading, work
from coaching.mail.catcher import Catcher
from coaching.mail.catcher_manners import Deed, Stage
from coaching.mail.posting import post_waiting


def test_what_waits_leaves_once(catcher: Catcher):
    assert post(catcher) == 3
    assert states() == {"sari": "sent", "budi": "sent", "wati": "sent"}
    assert sorted(kept(catcher)) == sorted(message_id(who) for who in ("sari", "budi", "wati"))
    assert catcher.connections == 1


def test_posting_again_sends_nothing(catcher: Catcher):
    post(catcher)
    assert post(catcher) == 0
    assert catcher.count() == 3


def test_who_has_no_address_is_waited_for(catcher: Catcher):
    with work() as db:
        db.get_one(tables.Person, "budi").email = None
    assert post(catcher) == 2
    assert states() == {"sari": "sent", "budi": "queued", "wati": "sent"}


def test_a_suppressed_address_is_not_written_to(catcher: Catcher):
    with work() as db:
        now = db.scalars(select(tables.MailMessage.queued_at)).first()
        db.add(tables.MailSuppression(address="budi@dinkes.example", reason="", since=now))
    post(catcher)
    assert states() == {"sari": "sent", "budi": "suppressed", "wati": "sent"}
    assert message_id("budi") not in kept(catcher)


def test_two_workers_at_once_send_each_mail_once(catcher: Catcher):
    with work() as db:
        ledger.enqueue(db, [entry("sari", revision=number) for number in range(1, 21)])
    start = Barrier(2)

    def worker() -> None:
        start.wait(10)
        while post_waiting(settings_for(catcher), YEAR, SESSION, compose, limit=3):
            pass

    threads = [Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(kept(catcher)) == len(set(kept(catcher))) == 23
    with reading() as db:
        assert ledger_counts.tally(db, YEAR) == {"sent": 23}


def test_an_address_that_does_not_exist_fails_alone_and_is_remembered(catcher: Catcher):
    catcher.manner = nth(Stage.RCPT, 2, Deed("550 5.1.1 no such user"))
    post(catcher)
    assert states() == {"sari": "sent", "budi": "failed", "wati": "sent"}
    with reading() as db:
        suppressed = db.scalars(select(tables.MailSuppression.address)).all()
    assert suppressed == ["budi@dinkes.example"]


def test_a_refused_letter_suppresses_nobody(catcher: Catcher):
    catcher.manner = nth(Stage.CONTENT, 2, Deed("554 5.6.0 malformed"))
    post(catcher)
    assert states() == {"sari": "sent", "budi": "failed", "wati": "sent"}
    with reading() as db:
        assert db.scalars(select(tables.MailSuppression)).all() == []


@pytest.mark.parametrize("stage", [Stage.RCPT, Stage.CONTENT])
def test_who_is_to_wait_waits_and_is_served_later(catcher: Catcher, stage: Stage):
    catcher.manner = nth(stage, 2, Deed("451 4.3.0 later, greylisted"))
    post(catcher)
    assert states() == {"sari": "sent", "budi": "queued", "wati": "sent"}
    assert timedelta(minutes=4) < rests()["budi"] < timedelta(minutes=6)
    assert post(catcher) == 0
    wake()
    assert post(catcher) == 1
    assert attempts() == [
        ("sari", "sent"), ("budi", "temporary"), ("wati", "sent"), ("budi", "sent"),
    ]  # fmt: skip
