"""Queries on people: taking them in under a random key, and reading whom a rule can invite."""

import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypedDict

from sqlalchemy import select

from coaching.database import tables
from coaching.database.work import Db
from coaching.domain.invitations import Candidate

AT_ONCE = 500  # values in one question: some databases take no more than 999


class PersonRow(TypedDict):
    """A person as a source gives them; `nip` or `reference` says who it is."""

    nip: str | None
    reference: str | None
    agency: str
    name: str
    position: str
    position_type: str
    is_head: bool
    email: str | None


def take_in(db: Db, rows: Iterable[PersonRow]) -> tuple[int, int]:
    """Add new people and correct known ones; return (added, corrected)."""
    rows = list(rows)
    known, counted = _known(db), _counted(db, rows)
    known = _known(db)
    corrections = {one.person_key: one for one in db.scalars(select(tables.AddressCorrection))}
    added = corrected = 0
    for row in rows:
        who = row["nip"] or row["reference"] or ""
        person = known.get(who)
        if person is None:
            known[who] = _add(db, row, counted.get(who))
            added += 1
        else:
            corrected += _correct(person, row, corrections.get(person.key))
    db.flush()
    return added, corrected


def _known(db: Db) -> dict[str, tables.Person]:
    """Return people by NIP, and those without by how their source calls them."""
    person, nip = tables.Person, tables.PersonNip
    by_reference = {
        str(one.reference): one
        for one in db.scalars(select(person).where(person.reference.is_not(None)))
    }
    by_nip = select(nip.nip, person).join(person, person.key == nip.person_key)
    return by_reference | dict(db.execute(by_nip).tuples().all())


def _counted(db: Db, rows: Iterable[PersonRow]) -> dict[str, str]:
    """Return the keys of those who were counted among the employees and are no person yet."""
    nip = tables.PersonNip
    wanted = sorted({row["nip"] for row in rows if row["nip"]})
    found: dict[str, str] = {}
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        found |= dict(
            db.execute(select(nip.nip, nip.person_key).where(nip.nip.in_(some))).tuples().all()
        )
    return found


def _add(db: Db, row: PersonRow, key: str | None) -> tables.Person:
    """Add a person; `key` is theirs already where they were counted before."""
    person = tables.Person(
        key=key or secrets.token_hex(16), reference=row["reference"], **_told(row)
    )
    db.add(person)
    if row["nip"] and key is None:
        db.add(tables.PersonNip(person_key=person.key, nip=row["nip"]))
    return person


def _told(row: PersonRow) -> dict[str, str | bool | None]:
    return {
        "agency_code": row["agency"],
        "name": row["name"],
        "position": row["position"],
        "position_type": row["position_type"],
        "is_head": row["is_head"],
        "email": row["email"],
    }


def _correct(
    person: tables.Person, row: PersonRow, correction: tables.AddressCorrection | None
) -> bool:
    told = _told(row)
    if correction is not None and told["email"] == correction.instead_of:
        told["email"] = correction.email  # the source has not learnt of it yet
    changed = {column: value for column, value in told.items() if getattr(person, column) != value}
    for column, value in changed.items():
        setattr(person, column, value)
    return bool(changed)


def candidates(db: Db, agencies: Sequence[str]) -> dict[str, list[Candidate]]:
    """Return the people of each of these agencies."""
    found: dict[str, list[Candidate]] = {agency: [] for agency in agencies}
    query = select(tables.Person).where(tables.Person.agency_code.in_(agencies))
    for person in db.scalars(query.order_by(tables.Person.key)):
        found[str(person.agency_code)].append(
            Candidate(
                person.key, person.name, person.position, person.position_type, person.is_head
            )
        )
    return found


def officer(db: Db, reference: str, name: str, position: str, email: str | None) -> str:
    """Return the key of an officer of no agency, such as the PPK; add or correct them."""
    person = db.scalar(select(tables.Person).where(tables.Person.reference == reference))
    if person is None:
        person = tables.Person(
            key=secrets.token_hex(16), reference=reference, agency_code=None,
            position_type="officer", is_head=True, name=name, position=position, email=email,
        )  # fmt: skip
        db.add(person)
    elif (person.name, person.position, person.email) != (name, position, email):
        person.name, person.position, person.email = name, position, email
    db.flush()
    return person.key


@dataclass(frozen=True)
class Head:
    """The head of an agency."""

    person: str
    agency: str
    name: str
    position: str


def heads(db: Db, agencies: Sequence[str]) -> dict[str, Head]:
    """Return the heads of these agencies, by person key; some have none."""
    row = tables.Person
    query = select(row).where(row.agency_code.in_(agencies), row.is_head)
    return {
        one.key: Head(one.key, str(one.agency_code), one.name, one.position)
        for one in db.scalars(query.order_by(row.agency_code, row.key))
    }


def nips(db: Db, keys: Iterable[str]) -> dict[str, str]:
    """Return the NIP of each of these people, by person key; some have none."""
    row = tables.PersonNip
    query = select(row.person_key, row.nip).where(row.person_key.in_(list(keys)))
    return dict(db.execute(query).tuples().all())


def without_address(
    db: Db, position_types: Collection[str]
) -> tuple[list[tuple[str, str, str]], int]:
    """Return who can be invited and has no address, and how many others have none.

    Args:
        db: the unit of work.
        position_types: those that the rules of invitation mean, besides heads.

    Returns:
        (agency, position, start of the person key) of each, and a count.
    """
    query = select(tables.Person).where(
        tables.Person.email.is_(None), tables.Person.agency_code.is_not(None)
    )
    people = db.scalars(
        query.order_by(tables.Person.agency_code, tables.Person.position, tables.Person.key)
    ).all()
    meant = [one for one in people if one.is_head or one.position_type in position_types]
    named = [(str(one.agency_code), one.position, one.key[:8]) for one in meant]
    return named, len(people) - len(meant)
