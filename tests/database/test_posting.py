"""Posting to a real mail server, good times or bad: a mail leaves once, or its row says why."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from post_office import (
    PASSWORD,
    USER,
    attempts,
    compose,
    fill,
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
from coaching.database.ledger import Claimed, Settlement
from coaching.database.work import reading, work
from coaching.domain.invitations import MailState
from coaching.errors import (
    CertificateRefused,
    CoachingError,
    MailboxClosed,
    MailServerAway,
    SecretMissing,
    TemporaryProblem,
)
from coaching.mail import outbox
from coaching.mail.catcher import Catcher
from coaching.mail.catcher_manners import Deed, Stage, polite
from coaching.mail.posting import _is_gone, _myself, post_waiting, recover

CUT = Deed(cut=True)


@pytest.fixture
def catcher(database: str, tmp_path: Path) -> Iterator[Catcher]:
    """A mail server that takes everything, and three mails that wait for it."""
    fill()
    log = tmp_path / "accepted.jsonl"
    with Catcher(folder=tmp_path / "caught", log=log, user=USER, password=PASSWORD) as running:
        yield running


def nobody_is_left_half_way() -> bool:
    return not {"sending", "leased"} & set(states().values())


# --- good times ---


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


# --- refusals ---


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


# --- cut lines ---


@pytest.mark.parametrize("stage", [Stage.MAIL, Stage.RCPT])
def test_a_line_cut_before_the_letter_went_over_it_loses_and_doubles_nothing(
    catcher: Catcher, stage: Stage
):
    catcher.manner = nth(stage, 2, CUT)
    post(catcher)
    assert states() == {"sari": "sent", "budi": "queued", "wati": "sent"}
    wake()
    post(catcher)
    assert states()["budi"] == "sent"
    assert len(kept(catcher)) == len(set(kept(catcher))) == 3


def test_a_line_cut_three_times_rests_longer(catcher: Catcher):
    catcher.manner = lambda stage, _address: CUT if stage is Stage.MAIL else None
    waits = []
    for _ in range(3):
        post(catcher)
        waits.append(rests()["sari"])
        wake()
    assert waits[0] < timedelta(seconds=10)
    assert waits[2] > timedelta(minutes=4)


@pytest.mark.parametrize(
    ("stage", "arrives"), [(Stage.DATA, False), (Stage.CONTENT, False), (Stage.KEPT, True)]
)
def test_a_line_cut_after_that_leaves_one_mail_in_doubt(
    catcher: Catcher, stage: Stage, arrives: bool
):
    catcher.manner = nth(stage, 2, CUT)
    post(catcher)
    assert states() == {"sari": "sent", "budi": "in_doubt", "wati": "sent"}
    assert (message_id("budi") in kept(catcher)) is arrives
    wake()
    assert post(catcher) == 0  # nobody but evidence decides it


# --- a relay that wants a pause, or is away ---


@pytest.mark.parametrize(
    ("stage", "reply"),
    [
        (Stage.MAIL, "421 4.3.2 closing"),
        (Stage.RCPT, "450 4.4.5 daily limit"),
        (Stage.CONTENT, "554 5.7.1 looks like spam"),
        (Stage.CONTENT, "552 5.3.4 too big"),
    ],
)
def test_a_relay_that_objects_to_us_ends_the_batch_and_leaves_nobody_half_way(
    catcher: Catcher, stage: Stage, reply: str
):
    catcher.manner = nth(stage, 2, Deed(reply))
    with pytest.raises(TemporaryProblem):
        post(catcher)
    assert states() == {"sari": "sent", "budi": "queued", "wati": "queued"}
    assert len(attempts()) == 2  # the third was not tried
    catcher.manner = polite
    wake()
    post(catcher)
    assert sorted(kept(catcher)) == sorted(message_id(who) for who in ("sari", "budi", "wati"))


def away(catcher: Catcher) -> None:
    catcher.__exit__(None, None, None)


def a_wrong_password(catcher: Catcher) -> None:
    catcher.password = "another"


def another_authority(catcher: Catcher) -> None:
    import trustme

    trustme.CA().cert_pem.write_to_path(str(catcher.ca_file))


@pytest.mark.parametrize(
    ("trouble", "problem"),
    [
        (away, MailServerAway),
        (a_wrong_password, MailboxClosed),
        (another_authority, CertificateRefused),
    ],
)
def test_without_a_connection_everybody_waits_and_nobody_is_left_half_way(
    catcher: Catcher, trouble, problem: type[CoachingError]
):
    trouble(catcher)
    with pytest.raises(problem):
        post(catcher)
    assert set(states().values()) == {"queued"}
    assert attempts() == [("sari", "not-sent")]
    assert kept(catcher) == []


def test_without_a_secret_nobody_is_left_half_way(catcher: Catcher):
    given = settings_for(catcher).model_copy(update={"secret": None})
    with pytest.raises(SecretMissing):
        post_waiting(given, YEAR, SESSION, compose)
    assert set(states().values()) == {"queued"}


def test_an_address_that_could_do_harm_leaves_nobody_half_way(catcher: Catcher):
    with work() as db:
        db.get_one(tables.Person, "sari").email = "sari@dinkes.example> SIZE=1"

    def careless(mail: Claimed, moment: datetime) -> bytes:
        return b"Subject: Undangan\r\n\r\nYth.\r\n"

    with pytest.raises(ValueError, match="plain address"):
        post_waiting(settings_for(catcher), YEAR, SESSION, careless)
    assert set(states().values()) == {"queued"}
    assert kept(catcher) == []


@pytest.mark.parametrize(("broken", "sent"), [("sari", 0), ("budi", 1), ("wati", 2)])
def test_a_letter_that_cannot_be_made_leaves_nobody_half_way(
    catcher: Catcher, broken: str, sent: int
):
    def at_fault(mail: Claimed, moment: datetime) -> bytes:
        if mail.person == broken:
            raise KeyError("a word nobody gave")
        return compose(mail, moment)

    with pytest.raises(KeyError):
        post_waiting(settings_for(catcher), YEAR, SESSION, at_fault)
    assert sorted(states().values()) == ["queued"] * (3 - sent) + ["sent"] * sent
    assert len(kept(catcher)) == sent


def test_a_mail_whose_lease_was_lost_while_it_was_made_is_not_posted(catcher: Catcher):
    def slow(mail: Claimed, moment: datetime) -> bytes:
        with work() as db:
            row = db.get_one(tables.MailMessage, mail.id)
            row.lease_until -= timedelta(hours=1)
        return compose(mail, moment)

    post_waiting(settings_for(catcher), YEAR, SESSION, slow)
    assert kept(catcher) == []
    recover()
    assert set(states().values()) == {"queued"}


# --- workers that are no more ---


def test_a_worker_that_lives_keeps_what_it_holds(catcher: Catcher):
    with work() as db:
        ledger.claim(db, YEAR, SESSION, _myself())
    assert recover() == (0, 0)


def test_what_a_dead_worker_of_this_machine_held_is_taken_back_at_once(catcher: Catcher):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        host, _, _, tail = _myself().rsplit(":", 3)
        started = Path(f"/proc/{other.pid}/stat").read_text().rpartition(")")[2].split()[19]
        owner = f"{host}:{other.pid}:{started}:{tail}"
        with work() as db:
            first, *_ = ledger.claim(db, YEAR, SESSION, owner)
            ledger.intend(db, first, "0" * 64, "line-1")
        assert recover() == (0, 0)
        other.kill()
        deadline = time.monotonic() + 10
        while not _is_gone(owner):  # killed, and not yet asked for by us, its parent
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert recover() == (2, 1)
    assert states() == {"sari": "in_doubt", "budi": "queued", "wati": "queued"}


def test_another_process_under_the_same_number_is_not_the_worker(catcher: Catcher):
    host, pid, _, tail = _myself().rsplit(":", 3)
    assert _is_gone(f"{host}:{pid}:1:{tail}")


def test_a_worker_of_another_machine_is_left_to_its_lease():
    _, pid, started, tail = _myself().rsplit(":", 3)
    assert not _is_gone(f"elsewhere:{pid}:{started}0:{tail}")
    assert int(pid) == os.getpid()


# --- in doubt, and dry runs ---


def test_two_workers_can_suppress_one_address_at_the_same_moment(database: str):
    fill(("sari", "budi"))
    with work() as db:
        db.get_one(tables.Person, "budi").email = "sari@dinkes.example"
    refusal = Settlement(MailState.FAILED, "refused", 550, "5.1.1", suppress=True)
    with work() as db:
        mails = ledger.claim(db, YEAR, SESSION, _myself())
        assert [ledger.intend(db, mail, "0" * 64, "line-1") for mail in mails] == [True, True]
    start = Barrier(2)
    problems: list[BaseException] = []

    def worker(mail: Claimed) -> None:
        start.wait(10)
        try:
            with work() as db:
                ledger.settle(db, mail, refusal)
                time.sleep(0.1)  # the other one settles before this is saved
        except BaseException as problem:
            problems.append(problem)

    threads = [Thread(target=worker, args=(mail,)) for mail in mails]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert problems == []
    assert set(states().values()) == {"failed"}


def test_a_dry_run_writes_the_same_files_again_and_counts_nothing_as_sent(
    database: str, tmp_path: Path
):
    fill()
    found = []
    for _ in range(2):
        with reading() as db:
            assert outbox.write(tmp_path, ledger.waiting(db, YEAR, SESSION), compose) == 3
        found.append({file.name: file.read_bytes() for file in tmp_path.glob("*.eml")})
    assert found[0] == found[1]
    assert len(found[0]) == 3
    assert not any(who in name for name in found[0] for who in ("sari", "dinkes"))
    assert set(states().values()) == {"queued"}
