"""Processes that belong to this one: started, started again, and never left behind."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1
LONGEST_PAUSE = 60.0  # seconds between two starts of what keeps ending
QUIET = 120.0  # seconds alive after which earlier deaths are forgotten


@dataclass
class Child:
    """A process that should always be there.

    Args:
        name: as it is told and as its log is called.
        command: what to run.
        environment: of the process.
        log: file its output is appended to.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log: Path
    deaths: int = 0
    started: float = 0.0
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def start(self) -> None:
        """Start it; it ends when this process does, however this one ends."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=dict(self.environment),
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C reaches us alone: we end them in order
                preexec_fn=end_with_parent,
            )
        self.started = time.monotonic()

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    def keep(self) -> bool:
        """Start it again where it has ended, after a pause that grows; say whether it had ended."""
        if self.is_alive:
            return False
        lived = time.monotonic() - self.started
        if lived > QUIET:
            self.deaths = 0
        if lived < min(LONGEST_PAUSE, 2.0**self.deaths):
            return False
        self.deaths += 1
        self.start()
        return True

    def end(self, patience: float) -> None:
        """Ask it to end; after `patience` seconds, end it."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=patience)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def end_with_parent() -> None:
    """Be told to end when the parent dies, however it dies; only Linux can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def end_all(processes: Sequence[int], patience: float) -> None:
    """Ask processes to end that are not ours; after `patience` seconds, end them."""
    for how, wait in ((signal.SIGTERM, patience), (signal.SIGKILL, 1.0)):
        for process in processes:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(process, how)
        until = time.monotonic() + wait
        while time.monotonic() < until and any(map(_is_there, processes)):
            time.sleep(0.1)


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True
