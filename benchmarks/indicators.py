"""Employees from file to scores of agencies, beside a bare CSV read of the same files.

    python benchmarks/indicators.py [--quick] [--json]

Each size runs in processes of its own, one after the other: pyarrow reading the five files
whole, and our reading, checking and scoring. What is written (snapshots, keys) is shown
apart. Files are made once per size and removed at the end.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from made_employees import make_files
from reporting import Report, arguments, at_most, progress, tell

SIZES = {"35k": 35_000, "350k": 350_000, "5.3M": 5_300_000}
ROUNDS = {"35k": 5, "350k": 5, "5.3M": 3}
MOST = 3.0  # times the wall time of the bare read
MEMORY = 2.0  # GiB
LINEAR = 1.5  # seconds per employee at the largest, over those at the middle size
HERE = Path(__file__).parent


def main() -> int:
    """Measure and tell."""
    parser = arguments(__doc__)
    parser.add_argument("--quick", action="store_true", help="without the largest size")
    parser.add_argument("--only", choices=SIZES, help="one size alone")
    given = parser.parse_args()
    sizes = [given.only] if given.only else [*SIZES][: 2 if given.quick else 3]
    report = Report(packages=("polars", "pyarrow", "pandas"))
    each = {size: _size(size, report) for size in sizes}
    largest = sizes[-1]
    if largest == "5.3M":
        report.compared("5.3M ours/bare read", each[largest]["ratio"], at_most(MOST))
        report.compared("5.3M peak memory GiB", each[largest]["memory"], at_most(MEMORY))
    if "350k" in each and largest == "5.3M":
        rates = [each[size]["seconds"] / SIZES[size] for size in (largest, "350k")]
        report.compared("5.3M/350k seconds per employee", rates[0] / rates[1], at_most(LINEAR))
    if given.quick:
        report.compared("350k peak memory GiB", each["350k"]["memory"], at_most(MEMORY))
    return tell(report, given)


def _size(size: str, report: Report) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        progress(f"{size}: making files")
        make_files(SIZES[size], Path(folder))
        bare, ours, ratios = [], [], []
        for number in range(ROUNDS[size]):
            progress(f"{size}: round {number + 1} of {ROUNDS[size]}")
            # Side by side in time, so that both meet the same machine.
            bare.append(_apart("bare", folder))
            ours.append(_apart("ours", folder))
            ratios.append(ours[-1]["seconds"] / bare[-1]["seconds"])
        kept = _apart("kept", folder)
    report.measured(f"{size} bare pyarrow read", [one["seconds"] for one in bare])
    seconds = report.measured(f"{size} read, check, score", [one["seconds"] for one in ours])
    report.measured(f"{size} bare pyarrow, CPU", [one["cpu"] for one in bare])
    report.measured(f"{size} read, check, score, CPU", [one["cpu"] for one in ours])
    memory = max(one["memory"] for one in ours)
    report.measured(f"{size} peak memory", [memory], "GiB")
    report.measured(f"{size} key table, first time", [kept["keys"]])
    report.measured(f"{size} snapshots", [kept["snapshots"]])
    ratio = report.measured(f"{size} ours/bare, median of rounds", ratios, "times")
    return {"ratio": ratio, "memory": memory, "seconds": seconds}


def _apart(what: str, folder: str) -> dict[str, float]:
    """Measure in a process of its own, whose peak of memory is its own."""
    done = subprocess.run(
        [sys.executable, str(HERE / "measured_employees.py"), what, folder],
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    sys.exit(main())
