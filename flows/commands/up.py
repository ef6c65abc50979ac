"""Start the Prefect server and a worker, register everything, and keep both alive."""

import argparse
import signal
from collections.abc import Callable, Sequence
from pathlib import Path

from coaching.database.ready import ready
from coaching.errors import PortHeld
from coaching.programme import read_programme
from coaching.rendering.words import say
from coaching.settings import settings
from flows.calm import take_over


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--demo",
        nargs="?",
        type=Path,
        const=Path("demo"),
        metavar="DIR",
        help="open on a made-up city whose year waits for an approval (default: demo/)",
    )


def run(given: argparse.Namespace) -> int:
    """Run until Ctrl-C or SIGTERM; return 0 once everything has ended."""
    if given.demo is not None:
        from flows.demo.visit import visit

        return visit(given.demo)
    return serve()


def serve(
    *, first: Sequence[tuple[str, object]] = (), meanwhile: Callable[[], object] | None = None
) -> int:
    """Start server and worker as the settings say, and watch them.

    Args:
        first: forms handed in once everything runs: deployment, and what is written in it.
        meanwhile: done again and again while everything runs.
    """
    ready()
    programme = read_programme(settings().config)
    take_over()
    from flows.serving.place import place

    where = place()
    _demand_free(where.port)
    from flows.serving.supervisor import Supervisor

    tell("starting", address=where.here, logs=str(where.home / "logs"))
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        supervisor = Supervisor(where, programme, Path.cwd(), tell)
        supervisor.run(first, meanwhile or (lambda: None))
    except KeyboardInterrupt:
        tell("ended")
    return 0


def tell(key: str, **facts: object) -> None:
    """Say one line."""
    print(say(f"up.{key}", settings().language, **facts), flush=True)


def _demand_free(port: int) -> None:
    from flows.serving import processes

    holder = processes.listening(port)
    if holder is not None:
        raise PortHeld(port=port, process=holder.name, number=holder.pid)
