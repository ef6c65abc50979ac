"""The `coaching` command. Each subcommand stands in its own file and imports only what it needs."""

import argparse
import importlib
import sys
from collections.abc import Sequence

from coaching.errors import CoachingError
from coaching.settings import settings

COMMANDS = ("demo", "run", "status", "approve", "doctor", "export")

UNEXPECTED, USAGE = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; return its exit code.

    0: done. 1: something unexpected. 2: wrong usage. 10 and up: a problem a
    person can cure, one number per class (`docs/exit-codes.md`).
    """
    try:
        parsed = _parser().parse_args(arguments)
        command = importlib.import_module(f"flows.commands.{parsed.command}")
        return int(command.run(parsed))
    except CoachingError as problem:
        return _tell(problem)
    except BrokenPipeError:
        # The reader of our output has seen enough, such as `head`.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130


def entry() -> None:
    """Start from the command line."""
    sys.exit(main())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="coaching", description="Sinar: a city's yearly coaching cycle.")
    subcommands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        command = importlib.import_module(f"flows.commands.{name}")
        summary = (command.__doc__ or "").splitlines()[0]
        command.arguments(subcommands.add_parser(name, help=summary, description=summary))
    return parser


def _tell(problem: CoachingError) -> int:
    from coaching.rendering.words import advice

    what, then = advice(problem, _language())
    print(what, file=sys.stderr)
    print(then, file=sys.stderr)
    return problem.exit_code


def _language() -> str:
    try:
        return settings().language
    except CoachingError:  # the settings themselves are what is wrong
        return "id"


if __name__ == "__main__":
    entry()
