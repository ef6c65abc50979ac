"""Processes that are kept alive, and ended with what started them."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from flows.serving import processes
from flows.serving.children import Child, end_all

SLEEPS = "import time; print('up', flush=True); time.sleep(600)"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    " print('up', flush=True); time.sleep(600)"
)


def child(folder: Path, program: str, **more: str) -> Child:
    around = {**os.environ, **more}
    return Child("one", (sys.executable, "-c", program), around, folder / "one.log")


def await_start(one: Child) -> None:
    until = time.monotonic() + 120
    while "up" not in (one.log.read_text() if one.log.exists() else ""):
        assert time.monotonic() < until
        time.sleep(0.02)


def test_what_ended_is_started_again_and_what_lives_is_left_alone(tmp_path: Path):
    one = child(tmp_path, SLEEPS)
    one.start()
    await_start(one)
    assert not one.keep()
    assert one.process is not None
    first = one.process.pid
    one.process.kill()
    one.process.wait()
    one.started -= 5
    assert one.keep()
    assert one.process.pid != first
    one.end(patience=60)
    assert not one.is_alive


def test_what_keeps_ending_is_started_less_and_less_often(tmp_path: Path):
    one = child(tmp_path, "pass")
    one.start()
    assert one.process is not None
    one.process.wait()
    one.deaths = 4
    assert not one.keep()  # it lived a moment, and the pause is 16 seconds by now
    one.started -= 17
    assert one.keep()
    one.end(patience=60)


def test_who_does_not_end_when_asked_is_ended(tmp_path: Path):
    one = child(tmp_path, STUBBORN)
    one.start()
    await_start(one)
    one.end(patience=0.3)
    assert one.process is not None
    assert one.process.returncode == -signal.SIGKILL


def test_a_child_ends_with_its_parent_however_that_ends(tmp_path: Path):
    parent = subprocess.Popen(
        [sys.executable, "-c", (
            "import os, sys, time; from pathlib import Path;"
            "from flows.serving.children import Child;"
            f"one = Child('one', (sys.executable, '-c', {SLEEPS!r}), dict(os.environ),"
            f" Path({str(tmp_path)!r}) / 'one.log'); one.start();"
            "print(one.process.pid, flush=True); time.sleep(600)"
        )],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert parent.stdout is not None
    number = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 120
    while is_running(number):
        assert time.monotonic() < until
        time.sleep(0.05)


def is_running(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def test_processes_are_found_by_a_variable_and_ended(tmp_path: Path):
    one = child(tmp_path, SLEEPS, SINAR_TEST_MARK=str(tmp_path))
    one.start()
    await_start(one)
    assert one.process is not None
    found = processes.with_variable("SINAR_TEST_MARK")
    assert found == {one.process.pid: str(tmp_path)}
    end_all(list(found), patience=0.1)
    assert one.process.wait(timeout=120) == -signal.SIGTERM


def test_who_listens_at_a_port_is_named():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        holder = processes.listening(port)
    assert holder is not None
    assert holder.pid == os.getpid()
    assert processes.listening(port) is None
