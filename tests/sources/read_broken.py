"""Reads every broken file in one process of bounded memory; prints how each ended."""

import json
import resource
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from broken_files import BROKEN
from drawing import KNOWN, source

from coaching.errors import SourceUnreadable
from coaching.sources import read_source

ADDRESSES = 6 * 1024**3  # of memory; libraries reserve far more than they use
KNOWING = replace(KNOWN, latest=date(2026, 1, 1), possible={"ip-asn": (0, 100)})


def ended(folder: Path, file: str) -> tuple[str, int | None]:
    try:
        reading = read_source(source("indicators", f"data/{file}"), folder, KNOWING)
    except SourceUnreadable as problem:
        return str(problem.facts["why"]), problem.facts["row"]
    assert reading.read == len(reading.accepted) + len(reading.rejected)
    [row] = reading.rejected.to_dict("records")
    return row["reason"], int(row["row"])


def most() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
found = {}
for number, (name, (file, _, _, _)) in enumerate(BROKEN.items()):
    before = most()
    why, row = ended(Path(sys.argv[1]) / str(number), file)
    found[name] = (why, row, most() - before)
print(json.dumps(found))
