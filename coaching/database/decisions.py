"""A person's decision on one exact list: checked against the list as it stands, then recorded."""

from dataclasses import dataclass
from datetime import date

from coaching.database import invitations, selection
from coaching.database.cycle import unfinished_years, year_outcome
from coaching.database.work import Db
from coaching.domain.cycle import Subject
from coaching.domain.invitations import lines_fingerprint
from coaching.domain.selection_rules import Outcome
from coaching.errors import (
    CountDiffers,
    FingerprintStale,
    NothingToApprove,
    WrongInput,
    YearFinished,
)

SHORTEST = 8  # characters of a fingerprint a person may shorten it to


@dataclass(frozen=True)
class Undecided:
    """A list that waits for a decision; `count` is how many stand on it."""

    year: int
    fingerprint: str
    count: int


def undecided(db: Db, subject: Subject) -> list[Undecided]:
    """Return the lists of the open years that nobody has approved as they stand, oldest first."""
    found = []
    for year in unfinished_years(db):
        try:
            fingerprint, lines = list_as_it_stands(db, subject, year)
        except NothingToApprove:
            continue
        decided = selection.approval(db, subject, year)
        if decided is None or decided.fingerprint != fingerprint:
            found.append(Undecided(year, fingerprint, len(lines)))
    return found


def list_as_it_stands(db: Db, subject: Subject, year: int) -> tuple[str, list[str]]:
    """Return the fingerprint and the lines of the list that waits for a decision.

    Raises:
        NothingToApprove: there is no such list.
    """
    if subject is Subject.SELECTION:
        proposal = selection.current(db, year)
        if proposal is None or proposal.outcome is not Outcome.PROPOSED:
            raise NothingToApprove(subject=subject.value, year=year)
        return proposal.fingerprint, proposal.agencies
    lines = invitations.planned_lines(db, year)
    if not lines:
        raise NothingToApprove(subject=subject.value, year=year)
    return lines_fingerprint(lines), lines


def approve(
    db: Db,
    subject: Subject,
    year: int,
    *,
    fingerprint: str,
    recipients: int,
    decided_by: str,
    note_number: str,
    note_date: date,
    entered_by: str,
    as_of: date,
) -> bool:
    """Record an approval of the list as it stands; False where it was approved before.

    Args:
        fingerprint: as shown, whole or its first characters (at least 8).
        recipients: how many stand on the list, typed by a person.

    Raises:
        YearFinished, NothingToApprove, FingerprintStale, CountDiffers, WrongInput.
    """
    outcome = year_outcome(db, year)
    if outcome is not None:
        raise YearFinished(year=year, outcome=outcome.value)
    for field, text in (
        ("decided-by", decided_by),
        ("note-number", note_number),
        ("entered-by", entered_by),
    ):
        if not text.strip():
            raise WrongInput(field=field, value=None, why="empty")
    current, lines = list_as_it_stands(db, subject, year)
    given = fingerprint.strip().lower()
    if len(given) < SHORTEST or not current.startswith(given):
        raise FingerprintStale(
            given=given[:12], current=current[:12], subject=subject.value, year=year
        )
    if recipients != len(lines):
        raise CountDiffers(given=recipients, current=len(lines), subject=subject.value, year=year)
    return selection.record_approval(
        db, subject, year, fingerprint=current, approved_list=lines,
        decided_by=decided_by.strip(), note_number=note_number.strip(), note_date=note_date,
        entered_by=entered_by.strip(), as_of=as_of,
    )  # fmt: skip
