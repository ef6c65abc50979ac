"""The `coaching` command. Each subcommand stands in its own file and imports only what it needs."""

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence

from coaching.errors import CoachingError

COMMANDS = {
    "demo": "live through a whole coaching year of a made-up city",
    "threat": "record what a person knows of something that could mislead an evaluation",
    "up": "start the Prefect server and a worker, and keep both alive",
    "run": "run one flow now",
    "status": "say where every year stands, and what it waits for",
    "approve": "record that someone with the authority approved one exact list",
    "lot": "publish the seed that the year's lot is drawn with",
    "trace": "trace the figures of a published report to the records they come from",
    "replay": "compute a frozen list again, byte for byte",
    "what-if": "say what other weights, targets or places would have changed",
    "change": "move or call off a session, withdraw an invitation, correct an address",
    "letters": "export official letters to be signed, take the signed ones or their numbers in",
    "preview": "write the invitations of a session exactly as they would leave",
    "sending": "say whether mails may leave from this database; switch it on or off",
    "nominations": "take in the people whom heads of agencies named, or write a blank form",
    "relevance": "show what is proposed for the indicators, or decide about one",
    "import-rejects": "take back a file of rejects that was corrected",
    "doctor": "look for what would stop the year: configuration, data, addresses, settings",
    "export": "write one table to standard output",
    "erase": "take out of the records who somebody is",
    "explain-mail": "say how mails that came in are understood, and why",
}

UNEXPECTED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; return its exit code.

    0: done. 1: something unexpected. 2: wrong usage. 10 and up: a problem a
    person can cure, one number per class (`docs/exit-codes.md`).
    """
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        # Importing leaves nothing to collect, and looking takes a tenth of the start.
        gc.disable()
        parsed = _parser(given).parse_args(given)
        command = importlib.import_module(_module(parsed.command))
        gc.freeze()  # what is imported stays, and need not be looked at later either
        gc.enable()
        return int(command.run(parsed))
    except CoachingError as problem:
        return _tell(problem)
    except BrokenPipeError:
        # The reader of our output has seen enough, such as `head`.
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as problem:
        # Not foreseen: whoever mends it needs the trace, the others one sentence.
        if "COACHING_TRACE" in os.environ:
            raise
        return _tell_unexpected(problem)


def entry() -> None:
    """Start from the command line."""
    sys.exit(main())


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="coaching", description="Sinar: a city's yearly coaching cycle."
    )
    subcommands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, summary in COMMANDS.items():
        subcommand = subcommands.add_parser(name, help=summary, description=summary)
        if name in given[:1]:
            # Only the one asked for is imported: `coaching --help` should not take seconds.
            importlib.import_module(_module(name)).arguments(subcommand)
    return parser


def _module(command: str) -> str:
    return f"flows.commands.{command.replace('-', '_')}"


def _tell(problem: CoachingError) -> int:
    from coaching.rendering.words import advice

    what, then = advice(problem, _language())
    print(what, file=sys.stderr)
    print(then, file=sys.stderr)
    return problem.exit_code


def _tell_unexpected(problem: Exception) -> int:
    from coaching.rendering.words import say

    kind = type(problem).__name__
    print(say("states.unexpected", _language(), kind=kind, why=str(problem)), file=sys.stderr)
    return UNEXPECTED


def _language() -> str:
    from coaching.settings import settings

    try:
        return settings().language
    except CoachingError:  # the settings themselves are what is wrong
        return "id"


if __name__ == "__main__":
    entry()
