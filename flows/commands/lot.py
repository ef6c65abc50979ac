"""Publish the seed of a year's lot, before the year's data are pulled."""

import argparse
from datetime import UTC, datetime

from coaching.database import lots
from coaching.database.cycle import all_years
from coaching.database.ready import ready
from coaching.database.work import work
from coaching.errors import WrongInput
from coaching.rendering.words import say
from coaching.settings import settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("year", type=int)
    parser.add_argument("--seed", required=True, help="as it was drawn in public, e.g. 4711")
    parser.add_argument("--entered-by", required=True, help="who publishes it")


def run(given: argparse.Namespace) -> int:
    """Publish it and say so."""
    ready()
    word, name = given.seed.strip(), given.entered_by.strip()
    for field, text in (("--seed", word), ("--entered-by", name)):
        if not text or len(text) > 64:
            raise WrongInput(field=field, value=None, why="too-long" if text else "empty")
    with work() as db:
        if given.year not in all_years(db):
            raise WrongInput(field="year", value=given.year, why="year-not-open")
        day = datetime.now(UTC).date()
        is_new = lots.publish(db, given.year, word, published_by=name, as_of=day)
    words = "seed-published" if is_new else "seed-published-before"
    print(say(f"states.{words}", settings().language, year=given.year, word=word))
    return 0
