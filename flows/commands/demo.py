"""Live through a whole coaching year of a made-up city, mails and reports included."""

import argparse
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--into", type=Path, default=Path("demo"), metavar="DIR")
    parser.add_argument("--year", type=int, default=2025)
    parser.add_argument("--seed", type=int, default=17, help="which made-up city")


def run(given: argparse.Namespace) -> int:
    """Make the folder, then live through the year in a process apart."""
    from flows.demo.apart import live_through
    from flows.demo.folder import prepared

    folder = prepared(given.into)
    return live_through(folder, "--year", str(given.year), "--seed", str(given.seed))
