"""A person's decision on one exact list: checked against the list as it stands, then recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coaching.database import invitations, ledger_counts, selection
from coaching.database.cycle import unfinished_years, year_outcome
from coaching.database.work import Db
from coaching.domain.cycle import Subject
from coaching.domain.invitations import lines_fingerprint
from coaching.domain.overrides import Change, Override, decided_list
from coaching.domain.selection_rules import Outcome
from coaching.errors import (
    CountDiffers,
    DecidedOtherwise,
    FingerprintStale,
    NothingToApprove,
    TooManyAdded,
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
    overrides: Sequence[Override] = (),
    mode: str | None = None,
) -> bool:
    """Record an approval of the list as it stands; False where it was approved before.

    Args:
        fingerprint: as shown, whole or its first characters (at least 8).
        recipients: how many stand on the list as decided, typed by a person.
        overrides: agencies added or removed; the proposal itself stays as it is.
        mode: "live" where the person typed that real mails may leave for it.

    Raises:
        YearFinished, NothingToApprove, FingerprintStale, CountDiffers, WrongInput,
        DecidedOtherwise, TooManyAdded.
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
    if overrides:
        lines = _as_decided(db, subject, year, overrides)
    if recipients != len(lines):
        raise CountDiffers(given=recipients, current=len(lines), subject=subject.value, year=year)
    _demand_not_acted_on(db, subject, year, current, overrides)
    return selection.record_approval(
        db, subject, year, fingerprint=current, approved_list=lines,
        decided_by=decided_by.strip(), note_number=note_number.strip(), note_date=note_date,
        entered_by=entered_by.strip(), as_of=as_of, overrides=overrides, mode=mode,
    )  # fmt: skip


def _as_decided(db: Db, subject: Subject, year: int, overrides: Sequence[Override]) -> list[str]:
    """Return the list with its overrides; refuse those that cannot be meant."""
    proposal = selection.current(db, year)
    if subject is not Subject.SELECTION or proposal is None:
        raise WrongInput(field="overrides", value=None, why="only-agencies")
    order = [line[0] for line in proposal.lines]
    seen: set[str] = set()
    for one in overrides:
        _check(one, order, proposal.agencies, seen)
        seen.add(one.agency)
    final = decided_list(proposal.agencies, overrides, order)
    capacity = max(int(proposal.score["rules"]["capacity"]), len(proposal.agencies))
    if len(final) > capacity:
        raise TooManyAdded(year=year, count=len(final), capacity=capacity)
    return final


def _check(one: Override, known: Sequence[str], listed: Sequence[str], seen: set[str]) -> None:
    if not one.decided_by.strip() or not one.reason.strip():
        raise WrongInput(field=one.change.value, value=one.agency, why="not-an-override")
    if one.agency not in known or one.agency in seen:
        raise WrongInput(field=one.change.value, value=one.agency, why="no-such-agency")
    if (one.agency in listed) == (one.change is Change.ADDED):
        raise WrongInput(field=one.change.value, value=one.agency, why="stands-there-already")


def _demand_not_acted_on(
    db: Db, subject: Subject, year: int, fingerprint: str, overrides: Sequence[Override]
) -> None:
    """Refuse another decision on a list whose invitations have left."""
    latest = selection.approval(db, subject, year)
    if latest is None or latest.fingerprint != fingerprint:
        return
    if latest.overrides != tuple(overrides) and ledger_counts.has_begun(db, year):
        raise DecidedOtherwise(year=year)
