"""A PostgreSQL server of Debian's: Prefect wants an extension of it that no wheel brings."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ACCOUNT = "postgres"  # the server refuses to be started by root


@dataclass
class DebianPostgres:
    """A running server that is reached by its socket alone.

    Args:
        programs: folder of its programs.
        folder: holds its data and its socket.
    """

    programs: Path
    folder: Path

    def url(self, driver: str, database: str) -> str:
        return f"postgresql+{driver}://sinar@/{database}?host={self.folder}"

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a program as the server's own account does."""
        around = {**os.environ, "PGHOST": str(self.folder), "PGUSER": ACCOUNT}
        return subprocess.run(
            [*as_account(), *words], env=around, cwd=self.folder, capture_output=True, text=True
        )

    def ask(self, sql: str) -> list[str]:
        return self.run("psql", "-X", "-At", "-c", sql, "postgres").stdout.split()


def programs() -> Path | None:
    """Return where Debian keeps the newest server that has what Prefect wants."""
    found = [
        folder / "bin"
        for folder in Path("/usr/lib/postgresql").glob("*")
        if Path(f"/usr/share/postgresql/{folder.name}/extension/pg_trgm.control").exists()
    ]
    return max(found, default=None)


def as_account() -> list[str]:
    return ["runuser", "-u", ACCOUNT, "--"] if os.getuid() == 0 else []


@contextmanager
def running(where: Path) -> Iterator[DebianPostgres]:
    """Start a server, and end it."""
    # Not below pytest's own folder: the server's account may not enter that.
    folder = Path(tempfile.mkdtemp(prefix="sinar-pg-"))
    if as_account():
        shutil.chown(folder, ACCOUNT)
    folder.chmod(0o755)
    one = DebianPostgres(where, folder)
    data = str(folder / "data")
    control = str(where / "pg_ctl")
    made = one.run(str(where / "initdb"), "-U", ACCOUNT, "-A", "trust", "--no-sync", data)
    assert made.returncode == 0, made.stderr
    told = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=200"
    log = str(folder / "log")
    started = one.run(control, "-D", data, "-w", "-t", "300", "-l", log, "-o", told, "start")
    try:
        assert started.returncode == 0, started.stdout
        yield one
    finally:
        one.run(control, "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
