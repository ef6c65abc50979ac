"""Workers that are no more, and dry runs."""

import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Barrier, Thread

from post_office import (
    compose,
    fill,
    states,
)
from records_cast import SESSION, YEAR

from coaching.database import ledger, tables
from coaching.database.ledger import Claimed, Settlement
from coaching.database.work import reading, work
from coaching.domain.invitations import MailState
from coaching.mail import outbox
from coaching.mail.catcher import Catcher
from coaching.mail.posting import _is_gone, _myself, recover


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
        deadline = time.monotonic() + 120
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
