"""Write the invitations of a session exactly as they would leave; nothing is sent."""

import argparse
import asyncio
import os
from datetime import date

from flows.calm import CALM, SILENT


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--year", type=int, required=True)
    parser.add_argument("--session", required=True, help="its code")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD",
                        help="the day that new letters are dated on")  # fmt: skip


def run(given: argparse.Namespace) -> int:
    """Write them and say how many there are."""
    for name, value in {**CALM, **SILENT}.items():
        os.environ.setdefault(name, value)
    from flows.operating import perform, sentence
    from flows.previews import preview_invitations

    report = asyncio.run(perform(preview_invitations, given.year, given.session, as_of=given.as_of))
    print(sentence(report))
    return 0
