"""Queries on the people whom the heads of agencies named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from coaching.database import audit, invitations, ledger_counts, selection, tables
from coaching.database.work import Db
from coaching.domain.cycle import Subject
from coaching.errors import NominationRefused, NominationsOverCapacity


@dataclass(frozen=True)
class TakenIn:
    """What came of a form: people named, and how many of them are new or no longer named."""

    year: int
    agency: str
    named: int
    added: int
    removed: int


def named(db: Db, year: int) -> set[str]:
    """Return the keys of everybody who was named for a year."""
    row = tables.Nomination
    return set(db.scalars(select(row.person_key).where(row.year == year)))


def take_in(
    db: Db,
    year: int,
    agency: str,
    nips: Mapping[int, str],
    *,
    file: str,
    sha256: str,
    places: int,
    entered_by: str,
    as_of: date,
) -> TakenIn:
    """Make the people named by an agency exactly those of its latest form.

    Args:
        nips: by number of the row in the form.
        places: how many people an agency may name.

    Raises:
        NominationRefused: the agency is not chosen, its invitations have left, or a
            row names nobody of this agency.
        NominationsOverCapacity: more people than places; nothing is taken.
    """
    _demand_open(db, year, agency, file)
    people = _people(db, agency, nips, file)
    if len(people) > places:
        raise NominationsOverCapacity(year=year, agency=agency, given=len(people), places=places)
    row = tables.Nomination
    stored = {
        one.person_key: one
        for one in db.scalars(select(row).where(row.year == year, row.agency_code == agency))
    }
    for key in stored.keys() - people:
        db.delete(stored[key])
    added = people - stored.keys()
    db.add_all(
        row(year=year, agency_code=agency, person_key=key, form_sha256=sha256, taken_on=as_of)
        for key in sorted(added)
    )
    removed = len(stored.keys() - people)
    if added or removed:
        audit.note(
            db, "nominations-taken", as_of=as_of, year=year, actor=entered_by,
            agency=agency, named=len(people), added=len(added), removed=removed,
        )  # fmt: skip
    db.flush()
    return TakenIn(year, agency, len(people), len(added), removed)


def _demand_open(db: Db, year: int, agency: str, file: str) -> None:
    decided = selection.approval(db, Subject.SELECTION, year)
    if decided is None or agency not in decided.approved_list:
        raise NominationRefused(file=file, row=None, column=None, why="agency-not-chosen")
    sessions = {call.session for call in invitations.planned(db, year) if call.agency == agency}
    if any(ledger_counts.tally(db, year, session) for session in sessions):
        raise NominationRefused(file=file, row=None, column=None, why="invited-already")


def _people(db: Db, agency: str, nips: Mapping[int, str], file: str) -> set[str]:
    nip, person = tables.PersonNip, tables.Person
    query = (
        select(nip.nip, person.key, person.agency_code)
        .join(person, person.key == nip.person_key)
        .where(nip.nip.in_(list(nips.values())))
    )
    known = {one: (key, code) for one, key, code in db.execute(query).tuples()}
    found = set()
    for row, number in nips.items():
        if number not in known:
            raise NominationRefused(file=file, row=row, column="NIP", why="nobody-has-it")
        key, code = known[number]
        if code != agency:
            raise NominationRefused(file=file, row=row, column="NIP", why="other-agency")
        found.add(key)
    return found
