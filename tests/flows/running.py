"""`coaching up` in a process of its own, and what a test asks of its server."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx

T = TypeVar("T")
# Long enough for a machine that does much else; whoever waits goes on as soon as it can.
PATIENCE = 300.0  # seconds


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def eventually(look: Callable[[], T | None], *, within: float = PATIENCE) -> T:
    """Look again and again until there is something to see."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if (found := look()) not in (None, False, [], {}, set()):
            return found
        time.sleep(0.25)
    raise AssertionError(f"not within {within} seconds")


def prepared_home(folder: Path, template: Path) -> Path:
    """Give a server a database that is up to date, so that it starts in seconds."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(template, folder / "prefect.db")
    return folder


@dataclass
class Up:
    """One `coaching up`; it can be started, killed and started again."""

    folder: Path
    home: Path
    port: int = field(default_factory=free_port)
    extra: dict[str, str] = field(default_factory=dict)
    login: tuple[str, str] | None = None
    process: "subprocess.Popen[str] | None" = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if not _is_prefects(name)}
        return {
            **ours,
            "PREFECT_HOME": str(self.home),
            "PREFECT_SERVER_API_PORT": str(self.port),
            "PREFECT_WORKER_QUERY_SECONDS": "1",
            **self.extra,
        }

    @property
    def output(self) -> str:
        return (self.folder / "up.log").read_text(encoding="utf-8")

    def start(self, *words: str, ready: bool = True) -> None:
        with (self.folder / "up.log").open("w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flows.cli", "up", *words],
                cwd=self.folder, env=self.environment(), stdout=log, stderr=log, text=True,
            )  # fmt: skip
        if ready:
            eventually(lambda: self._is_ready(), within=PATIENCE)

    def _is_ready(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.output
        return "Siap." in self.output

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end as an operator or a service manager would; return its exit code."""
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(timeout=PATIENCE)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    @contextmanager
    def running(self, *words: str) -> Iterator["Up"]:
        self.start(*words)
        try:
            yield self
        finally:
            if self.process is not None and self.process.poll() is None:
                self.end()

    # --- its processes ---

    def processes(self, part: str = "") -> list[int]:
        """Return the processes that belong to it and bear `part` in their command."""
        return [
            pid
            for pid, variables, command in _all_processes()
            if f"PREFECT_HOME={self.home}" in variables and part in command
        ]

    # --- its server ---

    def ask(self, path: str, **body: Any) -> Any:
        answer = self._send("POST", path, body)
        return answer.json() if answer.content else None

    def read(self, path: str) -> Any:
        return self._send("GET", path).json()

    def change(self, path: str, **body: Any) -> None:
        self._send("PATCH", path, body)

    def _send(self, method: str, path: str, body: Any = None) -> httpx.Response:
        def send() -> httpx.Response | None:
            answer = httpx.request(
                method, f"{self.address}/api{path}", json=body, timeout=PATIENCE,
                trust_env=False, auth=self.login,
            )  # fmt: skip
            # "Try again": its SQLite is busy. Prefect's own client and pages do so too.
            return None if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE else answer

        return eventually(send, within=PATIENCE).raise_for_status()

    def deployments(self) -> dict[str, dict[str, Any]]:
        return {one["name"]: one for one in self.ask("/deployments/filter", limit=100)}

    def runs(self, deployment: str | None = None) -> list[dict[str, Any]]:
        chosen = {"deployments": {"name": {"any_": [deployment]}}} if deployment else {}
        return list(
            self.ask("/flow_runs/filter", limit=200, sort="EXPECTED_START_TIME_ASC", **chosen)
        )

    def hand_in(self, deployment: str, **form: Any) -> str:
        """Start a form as the UI does; return the run's id."""
        return self.start_run(deployment, form=form)

    def start_run(self, deployment: str, **parameters: Any) -> str:
        found = self.deployments()[deployment]["id"]
        made = self.ask(f"/deployments/{found}/create_flow_run", parameters=parameters)
        return str(made["id"])

    def ended(self, run: str, *, within: float = PATIENCE) -> dict[str, Any]:
        """Wait for the end of a run; return its state."""

        def look() -> dict[str, Any] | None:
            state = self.read(f"/flow_runs/{run}")["state"]
            final = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}
            return dict(state) if state["type"] in final else None

        return eventually(look, within=within)


def _is_prefects(name: str) -> bool:
    return name.startswith("PREFECT_")


def _all_processes() -> Iterator[tuple[int, str, str]]:
    for folder in Path("/proc").iterdir():
        if not re.fullmatch(r"\d+", folder.name):
            continue
        try:
            variables = (folder / "environ").read_bytes().decode(errors="replace")
            command = (folder / "cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
        except OSError:
            continue
        yield int(folder.name), variables, command
