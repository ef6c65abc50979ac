"""Operators hear of trouble by mail: soon, once, and much trouble in one mail."""

import email
import os
import re
import signal
import subprocess
import sys
import time
from email.message import Message
from email.policy import default

from running import Up, eventually, free_port
from town import YEAR, Town

PULL, NOTIFIER = "2 Tarik data", "Kabari pengelola"
WRONG = {"entered_by": "Budi", "year": 1850}


def mails(town: Town) -> list[Message]:
    found = sorted((town.folder / "outbox").glob("*.eml"), key=lambda file: file.stat().st_mtime)
    return [email.message_from_bytes(file.read_bytes(), policy=default) for file in found]


def how_busy() -> float:
    """Return how many times longer things take here than they would with nothing beside them."""
    began = time.monotonic()
    done = subprocess.Popen([sys.executable, "-c", "import prefect"])
    _, _, used = os.wait4(done.pid, 0)
    done.returncode = 0
    return max(1.0, (time.monotonic() - began) / (used.ru_utime + used.ru_stime))


def text_of(mail: Message) -> str:
    part = mail.get_body(("plain",))  # type: ignore[attr-defined]
    return str(part.get_content())


def test_each_trouble_is_told_once_and_fifty_make_one_mail(
    own_up: Up, town_without_server: Town
) -> None:
    town = town_without_server
    with own_up.running():
        run = own_up.hand_in(PULL, **WRONG)
        assert own_up.ended(run)["name"] == "NeedsAPerson"
        began, slower = time.monotonic(), how_busy()
        (mail,) = eventually(lambda: mails(town))
        assert time.monotonic() - began < 60 * slower
        assert mail["To"].addresses[0].addr_spec == "bkpsdm@kotacontoh.example"
        assert f"/runs/flow-run/{run}" in text_of(mail)
        assert "Tahun pembinaan" in text_of(mail)

        late = fail_to_start(own_up)
        told = eventually(lambda: mails(town)[1:])
        assert f"/runs/flow-run/{late}" in text_of(told[0])
        assert "terlambat" in text_of(told[0])

        killed = own_up.processes("prefect worker start")
        for process in killed:
            os.kill(process, signal.SIGKILL)
        told = eventually(lambda: mails(town)[2:])
        assert "Prefect worker" in text_of(told[0])

        pull = own_up.deployments()[PULL]["flow_id"]
        for number in range(50):
            failed(own_up, pull, number)
        told = eventually(lambda: mails(town)[3:])
        # All of them, but for what a slow machine was still at when the mail was due.
        assert 5 < int(re.findall(r"(\d+) hal", str(told[0]["Subject"]))[0]) <= 50

        # Looked at again and again since, and nothing is told twice.
        assert len(mails(town)) == 4
        assert len(own_up.ask("/automations/filter")) == 2
        own_up.end()
        own_up.start()
        assert len(own_up.ask("/automations/filter")) == 2
        assert len(mails(town)) == 4


def failed(up: Up, flow: str, number: int) -> str:
    """Make a run that has failed, as a flow that broke leaves it."""
    run = up.ask(
        "/flow_runs/", flow_id=flow, name=f"{YEAR}-broken-{number}",
        state={"type": "PENDING"},
    )["id"]  # fmt: skip
    up.ask(f"/flow_runs/{run}/set_state", state={"type": "FAILED", "message": "x"}, force=True)
    return str(run)


def fail_to_start(up: Up) -> str:
    run = up.ask(
        "/flow_runs/", flow_id=up.deployments()[PULL]["flow_id"], name=f"{YEAR}-late",
        state={"type": "PENDING"},
    )["id"]  # fmt: skip
    up.ask(f"/flow_runs/{run}/set_state", state={"type": "SCHEDULED", "name": "Late"}, force=True)
    return str(run)


def test_a_mail_server_that_is_away_does_not_feed_itself(own_up: Up) -> None:
    own_up.extra["COACHING_MAIL__PORT"] = str(free_port())  # nobody listens there
    with own_up.running():
        began = time.monotonic()
        own_up.ended(own_up.hand_in(PULL, **WRONG))
        eventually(lambda: [run for run in own_up.runs(NOTIFIER) if run["state_type"] == "FAILED"])
        time.sleep(40)  # longer than the automation's window and two looks of the supervisor
        # The supervisor tries again every two minutes; a failed try itself starts no other one.
        tries = 2 + (time.monotonic() - began) // 120
        assert 1 <= len(own_up.runs(NOTIFIER)) <= tries
