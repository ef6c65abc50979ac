"""Export official letters to be signed; take signed ones in, and numbers given elsewhere."""

import argparse
import asyncio
import os
from datetime import date

from flows.calm import CALM, SILENT


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("what", choices=["export", "import", "numbers"])
    parser.add_argument("--year", type=int, required=True)
    parser.add_argument("--session", required=True, help="its code")
    parser.add_argument(
        "--folder",
        required=True,
        help="where drafts go to, or signed files lie; with numbers: the file that holds them",
    )
    parser.add_argument("--entered-by", default="", help="who takes them in")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD")


def run(given: argparse.Namespace) -> int:
    """Copy drafts or take signed letters in, and say so."""
    for name, value in {**CALM, **SILENT}.items():
        os.environ.setdefault(name, value)
    from flows.operating import perform, sentence
    from flows.signing import export_letters, import_letters, import_numbers

    place = (given.year, given.session, given.folder)
    if given.what == "export":
        running = perform(export_letters, *place, as_of=given.as_of)
    elif given.what == "numbers":
        running = perform(import_numbers, *place, given.entered_by, as_of=given.as_of)
    else:
        running = perform(import_letters, *place, given.entered_by, as_of=given.as_of)
    print(sentence(asyncio.run(running)))
    return 0
