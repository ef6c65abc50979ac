"""Compute a frozen list again from its own values, byte for byte."""

import argparse

from coaching.database.ready import ready
from coaching.rendering.words import say
from coaching.reports.recomputing import replayed
from coaching.settings import settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("year", type=int)
    parser.add_argument("--revision", type=int, help="of the proposal (default: the latest)")


def run(given: argparse.Namespace) -> int:
    """Say that it came out the same; where it did not, the problem names the first difference."""
    ready()
    report = replayed(given.year, given.revision)
    print(say(f"states.{report.words}", settings().language, **report.facts))
    return 0
