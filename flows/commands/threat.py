"""Record what a person knows of something that could mislead an evaluation."""

import argparse
from datetime import UTC, datetime

from coaching.database.plans import answer
from coaching.database.ready import ready
from coaching.database.work import work
from coaching.domain.evaluation_rules import ASKED, Threat, ThreatAnswer
from coaching.rendering.words import say
from coaching.settings import settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("threat", choices=[one.value for one in ASKED])
    parser.add_argument("--year", type=int, required=True)
    there = parser.add_mutually_exclusive_group(required=True)
    there.add_argument("--present", action="store_true", help="it happened")
    there.add_argument("--absent", action="store_true", help="looked for, and not there")
    parser.add_argument("--detail", required=True, help="what, where and how one knows")
    parser.add_argument("--entered-by", required=True, help="who enters this")


def run(given: argparse.Namespace) -> int:
    """Record the answer and say so."""
    ready()
    threat = Threat(given.threat)
    with work() as db:
        is_new = answer(
            db, given.year, threat, ThreatAnswer(given.present, given.detail),
            given.entered_by, datetime.now(UTC).date(),
        )  # fmt: skip
    language = settings().language
    words = "threat-answered" if is_new else "threat-answered-before"
    named = say(f"report.grounds.threat.{threat}", language)
    print(say(f"states.{words}", language, year=given.year, threat=named))
    return 0
