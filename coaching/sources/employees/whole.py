"""All lists of employees of a measured year, together: the tree of units first, then the rest."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from coaching.domain.corrections import Mending
from coaching.domain.measuring import Lists
from coaching.programme import Holds, Programme
from coaching.sources.employees.lists import KnownOfEmployees
from coaching.sources.employees.reading import (
    LISTS,
    NOTHING,
    YEAR,
    EmployeeReading,
    of_year,
    read_list,
    read_units,
    years_of,
)
from coaching.sources.employees.units import UnitTree
from coaching.sources.names import AgencyNames


def measured_years(programme: Programme, folder: Path, year: int) -> list[int]:
    """Return the years to measure for a coaching year: the one before it, and itself.

    Those for which a profile lies there; one whose path has no `{year}` is of the
    year before the coaching.

    Raises:
        SourceMissing: there is no profile of any year.
    """
    found: set[int] = set()
    for source in programme.sources_of(Holds.EMPLOYEES):
        found.update(years_of(source, folder) if YEAR in (source.path or "") else [year - 1])
    return sorted(found & {year - 1, year})


Standing = Mapping[str, Mending]


def read_lists(
    programme: Programme, folder: Path, names: AgencyNames, year: int,
    standing: Standing | None = None,
) -> list[EmployeeReading]:  # fmt: skip
    """Read every list of employees of a measured year.

    Args:
        standing: corrections, by source.

    Raises:
        SourceMissing, SourceUnreadable, ColumnMissing: see `scanning.scan`.
    """
    standing = standing or {}
    tree, readings = _units(programme, folder, year, standing)
    decided = programme.ip_asn
    known = KnownOfEmployees(
        year=year,
        agencies=names,
        units=tree,
        education=decided.words("education"),
        training=decided.words("training"),
        coaching=decided.coaching_titles,
    )
    for source in programme.sources_of(*LISTS):
        mending = standing.get(source.name, NOTHING)
        readings.append(read_list(of_year(source, year), folder, known, mending))
    return readings


def _units(
    programme: Programme, folder: Path, year: int, standing: Standing
) -> tuple[UnitTree | None, list[EmployeeReading]]:
    government = programme.city.government
    read = [
        read_units(of_year(source, year), folder, government, standing.get(source.name, NOTHING))
        for source in programme.sources_of(Holds.UNITS)
    ]
    if not read:
        return None, []
    units = {unit: one for tree, _ in read for unit, one in tree.units.items()}
    return UnitTree(units, government), [reading for _, reading in read]


def lists_of(readings: Sequence[EmployeeReading]) -> Lists:
    """Return what was accepted as the rules take it; several sources of a kind are one list.

    Raises:
        ValueError: no profile among them.
    """
    found: dict[Holds, pl.LazyFrame] = {}
    for holds in LISTS:
        frames = [one.accepted for one in readings if one.holds is holds]
        if frames:
            found[holds] = pl.concat(frames).lazy()
    if Holds.EMPLOYEES not in found:
        raise ValueError("no profile of employees was read")
    people = found[Holds.EMPLOYEES]
    several = len([one for one in readings if one.holds is Holds.EMPLOYEES]) > 1
    return Lists(
        # Somebody on two profiles, of PNS and of PPPK say, is one person.
        people.unique("person", keep="first", maintain_order=True) if several else people,
        found.get(Holds.TRAINING),
        found.get(Holds.PERFORMANCE),
        found.get(Holds.DISCIPLINE),
        found.get(Holds.ABSENCE),
    )
