"""Say what the yearly review proposes for each indicator, or record what was decided about one."""

import argparse
from datetime import UTC, datetime

from coaching.database.ready import ready
from coaching.database.relevance import Reviewed, decide, decisions, reviewed
from coaching.database.work import reading, work
from coaching.domain.relevance_rules import Fate
from coaching.errors import NotReviewed, WrongInput
from coaching.rendering.words import say
from coaching.settings import settings

TOLD = ("decision", "reason", "decided_by", "entered_by")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--year", type=int, required=True)
    parser.add_argument("--indicator", help="decide about this one; without: show the proposals")
    parser.add_argument("--decision", choices=[fate.value for fate in Fate])
    parser.add_argument("--reason")
    parser.add_argument("--decided-by", help="who decided, by office")
    parser.add_argument("--entered-by", help="who enters this")


def run(given: argparse.Namespace) -> int:
    """Show, or record and say so."""
    ready()
    if given.indicator is None:
        return _show(given.year)
    for name in TOLD:
        if not getattr(given, name):
            raise WrongInput(field=f"--{name.replace('_', '-')}", value=None, why="missing")
    with work() as db:
        is_new = decide(
            db, given.year, given.indicator, decision=Fate(given.decision), reason=given.reason,
            decided_by=given.decided_by, entered_by=given.entered_by,
            as_of=datetime.now(UTC).date(),
        )  # fmt: skip
    words = "indicator-decided" if is_new else "indicator-decided-before"
    facts = {"year": given.year, "indicator": given.indicator, "fate": given.decision}
    print(say(f"states.{words}", settings().language, **facts))
    return 0


def _show(year: int) -> int:
    with reading() as db:
        found = reviewed(db, year)
        decided = {one.indicator: one for one in decisions(db, year)}
    if not found:
        raise NotReviewed(year=year, indicator=None, known=None)
    for one in found.values():
        print(_line(one))
        if one.indicator in decided:
            told = decided[one.indicator]
            facts = {"fate": told.decision.value, "reason": told.reason, "by": told.decided_by}
            print("  " + say("states.indicator-stands", settings().language, **facts))
    return 0


def _line(one: Reviewed) -> str:
    language = settings().language
    flags = [
        say(f"report.relevance.check.{finding['check']}", language)
        for finding in one.found["findings"]
        if finding["is_flagged"]
    ]
    facts = {"indicator": one.indicator, "fate": one.proposal.value, "flags": flags or None}
    return say("states.indicator-proposed", language, **facts)
