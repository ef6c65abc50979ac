"""Erase a person: their number, name, post and addresses go, what was counted stays."""

import argparse
import sys

from coaching.database.ready import ready
from coaching.rendering.words import say
from coaching.settings import settings
from flows.erasing import erase_person


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--reason", required=True, help="why, e.g. the person's letter")
    parser.add_argument("--entered-by", required=True, help="who enters this")
    parser.add_argument(
        "--person", metavar="KEY",
        help="start of the key, as exports show it; without it the NIP is read from standard "
        "input, so that it stands in no history of commands",
    )  # fmt: skip


def run(given: argparse.Namespace) -> int:
    """Erase the person and say so."""
    ready()
    language = settings().language
    if given.person is None and sys.stdin.isatty():
        print(say("forms.nip.title", language), file=sys.stderr)
    told = given.person or sys.stdin.readline().strip()
    report = erase_person(told, given.reason, given.entered_by)
    print(say(f"states.{report.words}", language, **report.facts))
    return 0
