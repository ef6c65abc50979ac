"""Write one table to standard output, as CSV or JSON."""

import argparse
import sys

from coaching.database.ready import ready
from coaching.database.work import reading
from coaching.programme import read_programme
from coaching.reports.exports import COLUMNS, as_csv, as_json, table
from coaching.settings import settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("table", choices=list(COLUMNS))
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--csv", action="store_true", help="the default")
    shape.add_argument("--json", action="store_true")


def run(given: argparse.Namespace) -> int:
    """Write the table."""
    ready()
    titles = {one.code: one for one in read_programme(settings().config).all_indicators}
    with reading() as db:
        frame = table(db, given.table, settings().language, titles)
    sys.stdout.write(as_json(frame) if given.json else as_csv(frame))
    return 0
