"""Sources drawn small: a file, how its columns map, and what is known."""

from pathlib import Path

import pandas as pd

from coaching.programme import Holds, Source
from coaching.sources import AgencyNames, Known

AGENCIES = pd.DataFrame(
    [("dinkes", "Dinas Kesehatan", "Dinkes"), ("dlh", "Dinas Lingkungan Hidup", "DLH"),
     ("bapperida", "Badan Perencanaan, Riset dan Inovasi", "Bapperida")],
    columns=["agency", "name", "short_name"],
)  # fmt: skip
NAMES = pd.DataFrame(
    [("bapperida", "Bappeda", 2015, 2021), ("bapperida", "Bapperida Baru", 2022, None),
     ("dlh", "Kantor Kebersihan", 2010, 2014), ("dinkes", "Kantor Kebersihan", 2016, 2018)],
    columns=["agency", "name", "from_year", "to_year"],
).astype({"to_year": "Int64"})  # fmt: skip
LOOKUP = AgencyNames.of(AGENCIES, NAMES)
KNOWN = Known(2024, LOOKUP, frozenset({"ip-asn", "hours"}))


def source(holds: str, path: str = "data/*", **more: object) -> Source:
    columns = more.pop("columns", None)
    kind = Holds(holds)
    return Source.model_validate(
        {
            "name": "drawn",
            "holds": holds,
            "path": path,
            "columns": columns or STRAIGHT[kind],
            **more,
        }
    )


STRAIGHT = {
    Holds.INDICATORS: {name: name for name in ("agency", "period", "indicator", "value")},
    Holds.PEOPLE: {
        name: name
        for name in ("nip", "name", "agency", "position", "position_type", "echelon", "email")
    },
    Holds.OFFICIALS: {name: name for name in ("agency", "name", "position", "email")},
    Holds.AGENCIES: {name: name for name in ("agency", "name", "short_name")},
    Holds.AGENCY_NAMES: {name: name for name in ("agency", "name", "from_year", "to_year")},
    Holds.PAST_COACHING: {name: name for name in ("agency", "year")},
    Holds.IP_ASN: {name: name for name in ("agency", "year", "group", "heads", "index")},
    Holds.VENUES: {name: name for name in ("code", "name", "address", "seats")},
    Holds.ATTENDANCE: {
        name: name for name in ("nip", "name", "agency", "presence", "representative")
    },
    Holds.FEEDBACK: {name: name for name in ("satisfaction", "usefulness", "before", "after")},
    Holds.COMMITMENTS: {
        name: name for name in ("agency", "made", "told", "done", "checked", "confirmed")
    },
}


def write(folder: Path, text: str, name: str = "file.csv", encoding: str = "utf-8") -> Path:
    file = folder / "data" / name
    file.parent.mkdir(exist_ok=True)
    lines = [line.strip() for line in text.strip().splitlines()]
    file.write_bytes("\r\n".join(lines).encode(encoding))
    return folder
