"""Take back a file of rejects that was corrected."""

import argparse
import asyncio
import importlib
import os
from datetime import date
from pathlib import Path

from coaching.database.audit import account
from flows.calm import CALM, SILENT


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", type=Path, help="the corrected file, from rejects/")
    parser.add_argument("--entered-by", help="who hands it in (default: the account)")
    parser.add_argument(
        "--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD",
        help="act as on that day (default: today in the programme's time zone)",
    )  # fmt: skip


def run(given: argparse.Namespace) -> int:
    """Take it back and say how many rows of it are accepted now."""
    for name, value in {**CALM, **SILENT}.items():
        os.environ.setdefault(name, value)
    operating = importlib.import_module("flows.operating")
    rejects = importlib.import_module("flows.rejects")
    who = given.entered_by or account()
    report = asyncio.run(operating.perform(rejects.import_rejects, given.file, who, given.as_of))
    print(operating.sentence(report))
    return 0
