"""Record that someone with the authority approved one exact list."""

import argparse
from datetime import UTC, date, datetime

from coaching.database.decisions import approve
from coaching.database.ready import ready
from coaching.database.work import work
from coaching.domain.cycle import Subject
from coaching.domain.overrides import Change, Override
from coaching.rendering.words import say
from coaching.settings import settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("subject", choices=[subject.value for subject in Subject])
    parser.add_argument("--year", type=int, required=True)
    parser.add_argument("--fingerprint", required=True, help="as `coaching status` shows it")
    parser.add_argument("--recipients", type=int, required=True,
                        help="how many stand on the list, counted by you")  # fmt: skip
    parser.add_argument("--decided-by", required=True, help="who decided, by office")
    parser.add_argument("--note-number", required=True, help="number of the nota dinas")
    parser.add_argument("--note-date", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    for option, about in (("--add", "that is not on the list"), ("--remove", "that is")):
        parser.add_argument(
            option, nargs=3, action="append", default=[], metavar=("AGENCY", "WHO", "WHY"),
            help=f"an agency {about}: its code, who wants it, and the reason",
        )  # fmt: skip
    parser.add_argument("--mode", choices=["live"],
                        help="type live if real mails may leave for this list")  # fmt: skip
    parser.add_argument("--entered-by", required=True, help="who enters this")


def run(given: argparse.Namespace) -> int:
    """Record the decision and say so."""
    ready()
    with work() as db:
        is_new = approve(
            db, Subject(given.subject), given.year,
            fingerprint=given.fingerprint, recipients=given.recipients,
            decided_by=given.decided_by, note_number=given.note_number,
            note_date=given.note_date, entered_by=given.entered_by,
            as_of=datetime.now(UTC).date(),
            mode=given.mode,
            overrides=[
                *(Override(agency, Change.ADDED, who, why) for agency, who, why in given.add),
                *(Override(agency, Change.REMOVED, who, why) for agency, who, why in given.remove),
            ],
        )  # fmt: skip
    words = "approved" if is_new else "approved-before"
    print(
        say(
            f"states.{words}", settings().language, subject=given.subject, year=given.year,
            recipients=given.recipients, fingerprint=given.fingerprint[:12],
        )
    )  # fmt: skip
    return 0
