"""Stage 1 for employee rows: lists read, kept under keys, measured, saved as indicator values."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

import pandas as pd
import polars as pl

from coaching.database import audit, indicators, measurements, pulls
from coaching.database.keys import keys_of
from coaching.database.snapshots import Snapshot, keep
from coaching.database.work import Db, work
from coaching.domain.measuring import measured
from coaching.programme import Holds, Programme
from coaching.settings import settings
from coaching.sources import AgencyNames, write_rejects
from coaching.sources.employees import EmployeeReading, lists_of, measured_years, read_lists
from tasks.indicators import Tally
from tasks.retries import STEADY
from tasks.sheets import standing_corrections
from tasks.steps import task


def years_to_measure(programme: Programme, year: int) -> list[int]:
    """Return the years whose employee rows lie there for a coaching year."""
    return measured_years(programme, settings().working_folder, year)


@task(task_run_name="measure-{year}", **STEADY)
def measure_employees(
    programme: Programme, names: AgencyNames, year: int, as_of: date
) -> list[Tally]:
    """Read the lists of a measured year; save what is new and what follows from it.

    Raises:
        SourceMissing, SourceUnreadable, ColumnMissing, NothingAccepted.
    """
    standing = standing_corrections()
    readings = read_lists(programme, settings().working_folder, names, year, standing)
    for one in readings:
        write_rejects(one.told(), settings().rejects)
        one.raise_if_empty()
    sha256 = _sha256(programme, readings, year)
    profile = next(one for one in readings if one.holds is Holds.EMPLOYEES)
    with work() as db:
        if pulls.is_unchanged(db, _series(profile, year), sha256):
            return [_tally(one) for one in readings]
        _keep(db, readings, year, as_of)
        changed = _measure(db, programme, readings, year, (profile, sha256, as_of))
    return [_tally(one, changed if one is profile else 0, is_new=True) for one in readings]


def _series(profile: EmployeeReading, year: int) -> str:
    """Return by what pulls are told apart: the same lists are measured for each year anew."""
    return f"{profile.source} {year}"


def _sha256(programme: Programme, readings: Sequence[EmployeeReading], year: int) -> str:
    """Return by what a measurement is known: the lists, the rules and what is wanted."""
    told = {
        "year": year,
        "lists": sorted(f"{one.source} {one.sha256}" for one in readings),
        "rules": programme.ip_asn.model_dump(mode="json", by_alias=True),
        "wanted": sorted(one.code for one in programme.all_indicators),
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _tally(reading: EmployeeReading, changed: int = 0, *, is_new: bool = False) -> Tally:
    accepted = len(reading.accepted)
    rejected = reading.read - accepted
    return Tally(reading.source, reading.read, accepted, rejected, not is_new, changed)


def _keep(db: Db, readings: Sequence[EmployeeReading], year: int, as_of: date) -> None:
    """Keep the rows of everybody in the profile, under keys; of nobody else."""
    people = [one.accepted["person"] for one in readings if one.holds is Holds.EMPLOYEES]
    keys = keys_of(db, pl.concat(people).unique())
    for one in readings:
        if one.holds is not Holds.UNITS:
            rows = one.accepted.join(keys, left_on="person", right_on="nip").drop("person")
            told = Snapshot(one.source, one.holds.value, year, one.sha256)
            keep(db, told, rows, settings().snapshots, as_of)


def _measure(
    db: Db, programme: Programme, readings: Sequence[EmployeeReading], year: int,
    told: tuple[EmployeeReading, str, date],
) -> int:  # fmt: skip
    """Save measurements and values; return how many values are new or changed."""
    profile, sha256, as_of = told
    decided = programme.ip_asn
    wanted = [one.code for one in programme.all_indicators]
    rows = measured(lists_of(readings), decided.rules(), decided.by(year), year, wanted)
    accepted = len(profile.accepted)
    pull = pulls.record(
        db, _series(profile, year), sha256, as_of,
        accepted=accepted, rejected=profile.read - accepted,
        files=[asdict(file) for one in readings for file in one.files],
    )  # fmt: skip
    measurements.save(db, rows.assign(year=year), pull)
    changed = sum(indicators.save_values(db, _values(rows, year), pull))
    audit.note(
        db, "employees-measured", as_of=as_of, source=profile.source, measured_year=year,
        read=profile.read, accepted=accepted, changed=changed,
    )  # fmt: skip
    return changed


def _values(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    told = rows.dropna(subset=["value"]).rename(columns={"measured": "respondents"})
    told = told.assign(period=str(year))[indicators.COLUMNS]
    return told.astype({"value": float, "respondents": "Int64"})
