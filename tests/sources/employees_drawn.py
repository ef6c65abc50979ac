"""Lists of employees drawn small: files, how their columns map, and what is known."""

from pathlib import Path
from typing import Any

from drawing import LOOKUP, source, write

from coaching.programme import Holds
from coaching.programme.sources import NEEDED, OPTIONAL
from coaching.sources.employees import EmployeeReading, KnownOfEmployees, UnitTree, read_list
from coaching.sources.employees.units import Unit

SARI, BUDI, TONO = "199001012015052001", "198502022010011002", "198011112024211003"
GOVERNMENT = "Pemerintah Kota Contoh"
TREE = UnitTree(
    {
        "1": Unit(GOVERNMENT, None),
        "2": Unit("Dinas Kesehatan", "1"),
        "3": Unit("Puskesmas Utara", "2"),
        "4": Unit("Seksi Umum", "3"),
        "9": Unit("Dinas Pasar", "1"),
    },
    GOVERNMENT,
)
KNOWN = KnownOfEmployees(2021, LOOKUP, TREE, coaching=("Pembinaan ASN",))
PROFILE = "nip;unit;education;position_type;echelon\n"
ROWS = f"""{SARI};4;S-1/Sarjana;Jabatan Fungsional;
{BUDI};2;S-2;Jabatan Struktural;II.b
{TONO};3;Diploma III/Sarjana Muda;Jabatan Pelaksana;
"""


def of(holds: str, *columns: str, path: str = "data/*", **more: Any) -> Any:
    kind = Holds(holds)
    names = columns or (*NEEDED[kind], *OPTIONAL[kind])
    return source(holds, path, columns={name: name for name in names}, **more)


def read(
    folder: Path, holds: str, text: str, known: KnownOfEmployees = KNOWN, **more: Any
) -> EmployeeReading:
    header = text.strip().splitlines()[0]
    mark = ";" if ";" in header else ","
    name, encoding = more.pop("name", "file.csv"), more.pop("encoding", "utf-8")
    columns = [column for column in header.split(mark) if not column.startswith("x ")]
    folder = write(folder, text, name=name, encoding=encoding)
    found = read_list(of(holds, *columns, **more), folder, known)
    assert found.read == len(found.accepted) + len(found.rejected)
    return found


def reasons(found: EmployeeReading) -> list[list[Any]]:
    return found.rejected[["row", "column", "reason"]].to_numpy().tolist()


def noticed(found: EmployeeReading) -> list[list[Any]]:
    return found.noticed[["row", "column", "reason"]].to_numpy().tolist()
