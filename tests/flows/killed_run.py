"""Run a command and die by SIGKILL just before the given transaction is saved."""

import os
import signal
import sys

from sqlalchemy import Connection, Engine, event

from flows.cli import main


def die_at(commit: int) -> None:
    """Let this process die at its n-th commit, counted from 1."""
    seen = iter(range(1, commit + 1))

    @event.listens_for(Engine, "commit")
    def _count(_connection: Connection) -> None:
        if next(seen) == commit:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    die_at(int(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
