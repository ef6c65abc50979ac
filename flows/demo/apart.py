"""Starting the demo apart: no setting of the user, no Prefect server, no mailbox of theirs."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from flows.calm import CALM, SILENT
from flows.serving.children import end_with_parent

OURS = ("COACHING_", "PREFECT_")
KEPT = ("COACHING_LANGUAGE",)


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
        **CALM,
        **SILENT,
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
        preexec_fn=end_with_parent,
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
