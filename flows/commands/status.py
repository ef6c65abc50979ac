"""Say where every year stands, and what it waits for."""

import argparse
import json
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from coaching.database.ready import ready
from coaching.database.work import reading
from coaching.programme import read_programme
from coaching.rendering.words import say, term
from coaching.reports.status import status
from coaching.settings import settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD")


def run(given: argparse.Namespace) -> int:
    """Print where every year stands."""
    ready()
    programme = read_programme(settings().config)
    today = datetime.now(ZoneInfo(programme.city.time_zone)).date()
    with reading() as db:
        found = status(db, programme, given.as_of or today)
    if given.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    for line in _lines(found):
        print(line)
    return 0


def _lines(found: dict[str, Any]) -> list[str]:
    if not found["years"]:
        return [_say("no-year")]
    lines = [line for year in found["years"] for line in _year_lines(year)]
    if found["replies_waiting"]:
        lines.append(_say("replies-waiting", count=found["replies_waiting"]))
    return lines


def _year_lines(year: dict[str, Any]) -> list[str]:
    lines = [_say("year", year=year["year"])]
    if year["outcome"]:
        lines.append(_say(f"outcome-{year['outcome']}"))
    for step in year["due"]:
        lines.append(_say("due", **step))
    if waits := year["waits_for"]:
        lines.append(say(f"states.waiting-for-{waits['subject']}", settings().language,
                         year=year["year"], fingerprint=waits["fingerprint"],
                         count=waits["recipients"]))  # fmt: skip
    if following := year["next"]:
        day = date.fromisoformat(following["on"])
        lines.append(_say("next", stage=following["stage"], day=day))
    for state, count in year["mails"].items():
        named = term("mails", state, settings().language)
        lines.append(_say("mails", state=named, count=count))
    lines += [f"  {path}" for path in year["documents"]]
    return lines


def _say(key: str, **facts: object) -> str:
    return say(f"status.{key}", settings().language, **facts)
