"""Choose from a list's own values under other decisions; nothing is stored."""

import argparse

from coaching.database.ready import ready
from coaching.rendering.words import say
from coaching.reports.recomputing import weighed_otherwise
from coaching.settings import settings
from coaching.sources.pairs import pairs


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("year", type=int)
    parser.add_argument("--capacity", type=int, help="other places than there are")
    parser.add_argument("--weights", default="", metavar="CODE=NUMBER;...")
    parser.add_argument("--targets", default="", metavar="CODE=NUMBER;...")


def run(given: argparse.Namespace) -> int:
    """Say what would be added and removed."""
    ready()
    weights, targets = pairs("--weights", given.weights), pairs("--targets", given.targets)
    report = weighed_otherwise(given.year, given.capacity, weights, targets)
    print(say(f"states.{report.words}", settings().language, **report.facts))
    return 0
