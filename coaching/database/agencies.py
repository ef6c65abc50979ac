"""Queries on agencies, the names they go by, and when each was coached."""

from collections import defaultdict
from collections.abc import Iterable

import pandas as pd
from sqlalchemy import select

from coaching.database import tables
from coaching.database.work import Db


def take_in(db: Db, agencies: Iterable[tuple[str, str, str]]) -> int:
    """Add or correct agencies given as (code, name, short name); return how many changed."""
    changed = 0
    for code, name, short_name in agencies:
        known = db.get(tables.Agency, code)
        if known is None:
            db.add(tables.Agency(code=code, name=name, short_name=short_name))
        elif (known.name, known.short_name) == (name, short_name):
            continue
        else:
            known.name, known.short_name = name, short_name
        changed += 1
    db.flush()
    return changed


def take_in_names(db: Db, names: Iterable[tuple[str, str, int, int | None]]) -> int:
    """Add or correct names given as (code, name, from year, to year); return how many changed."""
    known = {
        (row.agency_code, row.name, row.from_year): row
        for row in db.scalars(select(tables.AgencyName))
    }
    changed = 0
    for code, name, from_year, to_year in names:
        row = known.get((code, name, from_year))
        if row is None:
            row = tables.AgencyName(
                agency_code=code, name=name, from_year=from_year, to_year=to_year
            )
            known[(code, name, from_year)] = row
            db.add(row)
        elif row.to_year == to_year:
            continue
        row.to_year = to_year
        changed += 1
    db.flush()
    return changed


def names(db: Db) -> pd.DataFrame:
    """Return every name: agency, name, from_year, to_year (missing: still in use)."""
    columns = ["agency", "name", "from_year", "to_year"]
    name = tables.AgencyName
    query = select(name.agency_code, name.name, name.from_year, name.to_year)
    return pd.DataFrame(
        [tuple(row) for row in db.execute(query.order_by(name.id))], columns=columns
    )


def in_force(db: Db, year: int) -> list[str]:
    """Return the codes of the agencies that existed in a year.

    An agency whose names carry no years exists in every year.
    """
    spans: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    name = tables.AgencyName
    for code, first, last in db.execute(select(name.agency_code, name.from_year, name.to_year)):
        spans[code].append((first, last))
    codes = db.scalars(select(tables.Agency.code).order_by(tables.Agency.code))
    return [
        code
        for code in codes
        if code not in spans
        or any(first <= year and (last is None or year <= last) for first, last in spans[code])
    ]


def changed_between(db: Db, first: int, last: int) -> set[str]:
    """Return agencies whose name began or ended within years: renamed, merged or founded."""
    name = tables.AgencyName
    found = set()
    for code, begins, ends in db.execute(select(name.agency_code, name.from_year, name.to_year)):
        began = first < begins <= last
        if began or (ends is not None and first <= ends < last):
            found.add(code)
    return found


def titles(db: Db, year: int | None = None) -> dict[str, str]:
    """Return the name of each agency: the one of that year where it is known."""
    found = dict(db.execute(select(tables.Agency.code, tables.Agency.name)).tuples().all())
    if year is not None:
        name = tables.AgencyName
        rows = db.execute(
            select(name.agency_code, name.name)
            .where(name.from_year <= year)
            .where((name.to_year.is_(None)) | (name.to_year >= year))
            .order_by(name.from_year, name.id)
        )
        found.update(dict(rows.tuples().all()))
    return found


def take_in_past_coaching(db: Db, coached: Iterable[tuple[str, int]]) -> int:
    """Record that agencies were coached in past years; return how many are new."""
    new = {pair for pair in coached if db.get(tables.PastCoaching, pair) is None}
    db.add_all(tables.PastCoaching(agency_code=code, year=year) for code, year in sorted(new))
    db.flush()
    return len(new)


def coached_in(db: Db) -> dict[str, set[int]]:
    """Return the years in which each agency was coached."""
    found: dict[str, set[int]] = defaultdict(set)
    for code, year in db.execute(select(tables.PastCoaching.agency_code, tables.PastCoaching.year)):
        found[code].add(year)
    return dict(found)
