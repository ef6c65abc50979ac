"""One measurement of `benchmarks/indicators.py`, in a process of its own: prints JSON."""

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from made_employees import FILES, UNITS_PER_AGENCY, YEAR, most_units

COLUMNS = {
    "units": {"unit": "ID", "name": "NAMA_UNOR", "parent": "ID_ATASAN"},
    "employees": {
        "nip": "NIP BARU", "unit": "UNOR ID", "education": "TINGKAT PENDIDIKAN NAMA",
        "position_type": "JENIS JABATAN NAMA", "echelon": "ESELON NAMA", "sex": "JENIS KELAMIN",
    },
    "training": {"nip": "NIP", "kind": "JENIS", "year": "TAHUN", "hours": "JP"},
    "performance": {"nip": "NIP", "year": "TAHUN", "value": "NILAI"},
    "discipline": {"nip": "NIP", "level": "TINGKAT", "year": "TAHUN"},
}  # fmt: skip


def main() -> None:
    """Measure what is asked for."""
    what, folder = sys.argv[1], Path(sys.argv[2])
    told = {"bare": bare, "ours": ours, "kept": kept}[what](folder)
    print(json.dumps(told))


@contextmanager
def timed(told: dict[str, float]) -> Iterator[None]:
    """Put wall and CPU seconds of a block, and the process's peak of memory."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    told["seconds"] = time.perf_counter() - wall
    told["cpu"] = time.process_time() - cpu
    told["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def bare(folder: Path) -> dict[str, float]:
    """Read the five files with pyarrow, as it comes."""
    from pyarrow import csv

    told: dict[str, float] = {}
    with timed(told):
        tables = [csv.read_csv(folder / f"{name}.csv") for name in FILES]
    assert all(table.num_rows for table in tables)
    return told


def ours(folder: Path) -> dict[str, float]:
    """Read, check and score: from the files to one row per agency and indicator."""
    from coaching.domain.ip_asn_rules import IpAsnRules
    from coaching.domain.measuring import measured
    from coaching.sources.employees import lists_of

    names = agency_names(folder)
    told: dict[str, float] = {}
    with timed(told):
        readings = read(folder, names)
        rows = measured(lists_of(readings), IpAsnRules(), "ipasn-2019", YEAR, ["ip-asn"])
    people = next(one for one in readings if one.source == "employees")
    assert len(people.accepted) == people.read > 0
    assert rows["heads"].sum() == (people.accepted["group"] == "pns").sum()
    assert rows["value"].notna().all()
    return told


def kept(folder: Path) -> dict[str, float]:
    """Write the key table and the snapshots, on an empty SQLite database."""
    os.chdir(folder)
    os.environ["COACHING_DATABASE_URL"] = "sqlite:///keys.db"
    from coaching.database.keys import keys_of
    from coaching.database.ready import ready
    from coaching.database.snapshots import Snapshot, keep
    from coaching.database.work import work

    ready()
    readings = read(folder, agency_names(folder))
    people = next(one for one in readings if one.source == "employees")
    told = {}
    began = time.perf_counter()
    with work() as db:
        keys = keys_of(db, people.accepted["person"])
    told["keys"] = time.perf_counter() - began
    began = time.perf_counter()
    with work() as db:
        for one in readings:
            if one.source != "units":
                rows = one.accepted.join(keys, left_on="person", right_on="nip").drop("person")
                kind = Snapshot(one.source, one.holds.value, YEAR, one.sha256)
                keep(db, kind, rows, folder / "snapshots", date(YEAR + 1, 1, 3))
    told["snapshots"] = time.perf_counter() - began
    return told


def agency_names(folder: Path) -> Any:
    """Return the names of the agencies, known before any employee is read."""
    from coaching.sources import AgencyNames

    count = max(most_units(folder) // UNITS_PER_AGENCY, 1)
    rows = [(f"opd-{one}", f"Dinas {one}", f"D{one}") for one in range(count)]
    agencies = pd.DataFrame(rows, columns=["agency", "name", "short_name"])
    none = pd.DataFrame(columns=["agency", "name", "from_year", "to_year"])
    return AgencyNames.of(agencies, none.astype({"to_year": "Int64"}))


def read(folder: Path, names: Any) -> list[Any]:
    """Read and check the five lists."""
    from coaching.programme import Source
    from coaching.sources.employees import KnownOfEmployees, read_list, read_units

    def source(holds: str) -> Source:
        told = {"name": holds, "holds": holds, "path": f"{holds}.csv", "columns": COLUMNS[holds]}
        return Source.model_validate(told)

    tree, units = read_units(source("units"), folder, "Pemerintah")
    known = KnownOfEmployees(YEAR, names, tree)
    lists = ("employees", "training", "performance", "discipline")
    return [units, *(read_list(source(name), folder, known) for name in lists)]


if __name__ == "__main__":
    main()
