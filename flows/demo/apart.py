"""Starting the demo apart: no setting of the user, no Prefect server, no mailbox of theirs."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

OURS = ("COACHING_", "PREFECT_")
KEPT = ("COACHING_LANGUAGE",)
PR_SET_PDEATHSIG = 1


def environment(folder: Path, given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the demo: the user's, without what could reach a real server."""
    kept = {
        name: value
        for name, value in given.items()
        if name in KEPT or not name.upper().startswith(OURS)
    }
    return {
        **kept,
        "PREFECT_HOME": str(folder / ".prefect"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
        # A slow disk must not make Prefect's own database give up; fewer, larger writes.
        "PREFECT_SERVER_DATABASE_TIMEOUT": "120",
        "PREFECT_SERVER_DATABASE_CONNECTION_TIMEOUT": "120",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "200",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "200",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
        "PREFECT_API_REQUEST_TIMEOUT": "180",
        "DO_NOT_TRACK": "1",
        "PYTHONUNBUFFERED": "1",
        # One thread per small matrix: more only disturb each other.
        "OPENBLAS_NUM_THREADS": "1",
    }


def live_through(folder: Path, *arguments: str) -> int:
    """Run the demo's year in a process of its own; leave no process behind, whatever happens."""
    process = subprocess.Popen(
        [sys.executable, "-m", "flows.demo.year", *arguments],
        cwd=folder,
        env=environment(folder, os.environ),
        start_new_session=True,  # so that all of it can be ended at once
        preexec_fn=_end_with_parent,
    )
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return process.wait()
    except KeyboardInterrupt:
        return 130
    finally:
        signal.signal(signal.SIGTERM, before)
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.terminate()
        # What has not ended by then is ended below, with everything it started.
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=15)
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def _end_with_parent() -> None:
    """Be told to end when the parent dies, however it dies; only Linux can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
