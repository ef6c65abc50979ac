"""Move or call off a session, withdraw an invitation, correct an address."""

import argparse
import asyncio
import os
from datetime import date, datetime, time

from flows.calm import CALM, SILENT


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    kinds = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    move = _kind(kinds, "session", "move a session; what is not given stays")
    move.add_argument("--held-on", type=date.fromisoformat, metavar="YYYY-MM-DD")
    move.add_argument("--starts", type=_clock, metavar="HH.MM")
    move.add_argument("--ends", type=_clock, metavar="HH.MM")
    move.add_argument("--venue", default="", help="code of a [[venue]] in programme.toml")
    _kind(kinds, "call-off", "call a session off")
    withdraw = _kind(kinds, "withdraw", "take one person's invitation back")
    withdraw.add_argument("--person", required=True, help="first 8 characters of their key")
    address = kinds.add_parser("address", help="correct a person's mail address")
    address.add_argument("--person", required=True, help="first 8 characters of their key")
    address.add_argument("--email", required=True)
    _said(address)


def _kind(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str,
          about: str) -> argparse.ArgumentParser:  # fmt: skip
    parser = kinds.add_parser(name, help=about)
    parser.add_argument("--year", type=int, required=True)
    parser.add_argument("--session", required=True, help="its code")
    _said(parser)
    return parser


def _said(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--why", required=True, help="one sentence")
    parser.add_argument("--entered-by", required=True, help="who enters this")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD")


def _clock(written: str) -> time:
    return datetime.strptime(written.replace(":", "."), "%H.%M").time()  # noqa: DTZ007


FLOWS = {
    "session": "move_session",
    "call-off": "call_off_session",
    "withdraw": "withdraw_invitation",
    "address": "correct_address",
}


def run(given: argparse.Namespace) -> int:
    """Change it, tell everybody concerned, and say so."""
    for name, value in {**CALM, **SILENT}.items():
        os.environ.setdefault(name, value)
    from flows import changes
    from flows.operating import perform, sentence

    told = {name: value for name, value in vars(given).items() if name not in ("command", "what")}
    report = asyncio.run(perform(getattr(changes, FLOWS[given.what]), **told))
    print(sentence(report))
    return 0
