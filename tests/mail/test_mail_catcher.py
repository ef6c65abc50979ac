"""The mail server of the demo: encrypted, behind a login, and with a memory that survives it."""

import gc
import json
import smtplib
import ssl
import threading
import warnings
from datetime import datetime
from pathlib import Path

import pytest
from letterbox import PASSWORD, USER, Start, a_letter, once, outgoing, settings_for

from coaching.mail.catcher import Catcher
from coaching.mail.catcher_manners import Deed, Stage
from coaching.mail.senders import Outcome, mailbox


def catcher_in(folder: Path, **choices: object) -> Catcher:
    asked = {"user": USER, "password": PASSWORD} | choices
    return Catcher(folder=folder / "outbox", log=folder / "accepted.jsonl", **asked)


def send(catcher: Catcher, *numbers: int) -> list[Outcome]:
    with mailbox(settings_for(catcher)) as post:
        return [post(outgoing(number)).outcome for number in numbers]


def test_a_mail_is_a_file_and_a_line(tmp_path: Path):
    with catcher_in(tmp_path) as catcher:
        send(catcher, 0)
    (file,) = (tmp_path / "outbox").iterdir()
    line = json.loads((tmp_path / "accepted.jsonl").read_text())
    assert file.read_bytes() == a_letter(0)
    assert file.name == line["file"]
    assert file.name.startswith("0001-")
    assert line["message_id"] == "<invitation.0.0@kotacontoh.example>"
    assert line["mail_from"] == "bkpsdm+0-abcdefgh@kotacontoh.example"
    assert line["rcpt_to"] == ["sari0@dinkes.example"]
    assert datetime.fromisoformat(line["moment"]).tzinfo is not None


def test_a_catcher_goes_on_counting_where_the_last_one_stopped(tmp_path: Path):
    for numbers in ((0, 1), (2,)):
        with catcher_in(tmp_path) as catcher:
            send(catcher, *numbers)
    assert catcher.count() == 3
    assert [path.name[:4] for path in sorted((tmp_path / "outbox").iterdir())] == [
        "0001",
        "0002",
        "0003",
    ]


def test_the_line_stands_before_the_sender_hears_250(start: Start):
    seen: list[int] = []

    def manner(stage: Stage, address: str) -> Deed | None:
        if stage is Stage.KEPT:
            seen.append(len(catcher.store.log.read_text().splitlines()))
        return None

    catcher = start(manner=manner)
    send(catcher, 0, 1)
    assert seen == [1, 2]


def test_a_mail_that_was_refused_leaves_nothing(start: Start):
    catcher = start(manner=once(Stage.CONTENT, Deed(reply="554 5.6.0 no")))
    assert send(catcher, 0) == [Outcome.REFUSED]
    assert (catcher.count(), list(catcher.store.folder.iterdir())) == (0, [])


def test_without_encryption_it_takes_neither_login_nor_mail(catcher: Catcher):
    with smtplib.SMTP("127.0.0.1", catcher.port, timeout=60) as line:
        line.ehlo()
        assert not line.has_extn("auth")
        assert line.docmd("AUTH", "PLAIN AGFwaWtleQByYWhhc2lh")[0] == 530
        assert line.mail("a@b.example")[0] == 530


def test_without_a_login_it_takes_no_mail(catcher: Catcher):
    with smtplib.SMTP("localhost", catcher.port, timeout=60) as line:
        line.starttls(context=ssl.create_default_context(cafile=str(catcher.ca_file)))
        line.ehlo()
        assert {"PLAIN", "LOGIN"} <= set(line.esmtp_features["auth"].split())
        assert line.mail("a@b.example")[0] == 530


@pytest.mark.parametrize("way", ["auth_login", "auth_plain"])
def test_both_ways_to_log_in_work(catcher: Catcher, way: str):
    with smtplib.SMTP("localhost", catcher.port, timeout=60) as line:
        line.starttls(context=ssl.create_default_context(cafile=str(catcher.ca_file)))
        line.ehlo()
        line.user, line.password = USER, PASSWORD
        assert line.auth(way.removeprefix("auth_").upper(), getattr(line, way))[0] == 235


def test_it_listens_on_this_machine_only(catcher: Catcher):
    hexadecimal = f"{catcher.port:04X}"
    listening = [
        line.split()[1]
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]
        if line.split()[3] == "0A" and line.split()[1].endswith(f":{hexadecimal}")
    ]
    assert listening == [f"0100007F:{hexadecimal}"]


@pytest.mark.parametrize("stage", list(Stage))
def test_it_stops_cleanly_with_lines_still_open(tmp_path: Path, stage: Stage):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with catcher_in(tmp_path, manner=once(stage, Deed(cut=True))) as catcher:
            send(catcher, 0)
            with smtplib.SMTP("localhost", catcher.port, timeout=60) as idle:
                idle.starttls(context=ssl.create_default_context(cafile=str(catcher.ca_file)))
                catcher.__exit__(None, None, None)
                idle.close()
        gc.collect()
    assert "catcher" not in [thread.name for thread in threading.enumerate()]


def test_a_catcher_that_cannot_listen_says_so(tmp_path: Path, catcher: Catcher):
    second = catcher_in(tmp_path / "second")
    second.port = catcher.port
    with pytest.raises(RuntimeError, match="did not start"):
        second.__enter__()
