"""What it costs that Prefect runs the year, and how soon the command answers.

The demo's year is lived through by its flows; the same stages are called with no
Prefect between them; and as many flows and tasks that do nothing are run beside,
which write as many artifacts of the same kinds with nothing in them: a table that
operators see is one more request to Prefect's server, whoever writes it. All three
in one run, in turn, on one server. Our own overhead is what the year takes above
the stages and the empty flows together: names, words, what the artifacts hold and
how the runs end, not Prefect itself.

Seconds are those of the processor, of server and client together: they say the
same on a machine that does something else beside. The wall's clock stands beside.

Usage: python benchmarks/orchestration.py [--quick] [--json]
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from orchestration_runs import Cost, cost_of, processor_seconds
from reporting import Report, arguments, at_most, progress, tell

from coaching.city import make_city, write_city
from flows.calm import CALM, SILENT

YEAR, SEED = 2025, 17
OVERHEAD, START = 1.10, 3.0  # how many times as much the year and the command may take
HERE = Path(__file__).parent
MODES = ("flows", "stages", "empty")
BARE = "import sqlalchemy"
COMMANDS = {"coaching --help": ("--help",), "coaching status": ("status",)}


def main() -> int:
    """Measure, tell, and say with the exit code whether every bound holds."""
    parser = arguments(__doc__)
    parser.add_argument("--quick", action="store_true", help="each only once")
    given = parser.parse_args()
    report = Report(packages=("prefect", "sqlalchemy"))
    with tempfile.TemporaryDirectory(prefix="sinar-") as there, _surroundings(Path(there)):
        lived = _years(report, Path(there), rounds=1 if given.quick else 3)
        _starts(report, lived, rounds=7 if given.quick else 15)
    return tell(report, given)


@contextmanager
def _surroundings(folder: Path) -> Iterator[None]:
    """Leave the user's settings and servers behind; compile each module once."""
    before = dict(os.environ)
    for name in before:
        if name.startswith(("PREFECT_", "COACHING_")):
            del os.environ[name]
    os.environ |= {
        **CALM, **SILENT, "PREFECT_HOME": str(folder / "prefect"), "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": "",
        "COACHING_SECRET": "0" * 32,
    }  # fmt: skip
    yield
    os.environ.clear()
    os.environ.update(before)


def _years(report: Report, folder: Path, rounds: int) -> Path:
    """Measure the three ways in turn; return the folder of a year that was lived through."""
    from prefect.server.api.server import SubprocessASGIServer

    found: dict[str, list[Cost]] = {mode: [] for mode in MODES}
    server = SubprocessASGIServer()
    server.start(timeout=600)
    with server:
        os.environ["PREFECT_API_URL"] = server.api_url
        for number in range(-1, rounds):  # the first one warms up, and counts what there is to run
            for mode in MODES:
                progress(f"{mode}: {'warming up' if number < 0 else number + 1}")
                cost = _live(mode, folder, server.server_process.pid)
                if number >= 0:
                    found[mode].append(cost)
    for mode, costs in found.items():
        report.measured(f"{mode}, processor", [one.processor for one in costs])
        report.measured(f"{mode}, clock", [one.clock for one in costs])
    report.measured("flow runs", [float(found["flows"][0].flows)], "")
    report.measured("task runs", [float(found["flows"][0].tasks)], "")
    shares = [
        flows.processor / (stages.processor + empty.processor)
        for flows, stages, empty in zip(*found.values(), strict=True)
    ]
    report.compared("flows/stages + empty flows", median(shares), at_most(OVERHEAD))
    return folder / "flows"


def _live(mode: str, folder: Path, server: int) -> Cost:
    """Live through the year in a process of its own; return what it and the server took."""
    place = folder / mode
    shutil.rmtree(place, ignore_errors=True)
    write_city(make_city(SEED, YEAR), place)
    before = processor_seconds(server)
    done = subprocess.run(
        [sys.executable, str(HERE / "orchestration_runs.py"), mode, str(folder / "shape.json")],
        cwd=place, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    time.sleep(3)  # the server still writes what it was told of task runs
    told: Mapping[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return cost_of(told, server=processor_seconds(server) - before)


def _starts(report: Report, folder: Path, rounds: int) -> None:
    """Measure how soon the command answers, beside what it cannot do without."""
    progress("starting the command")
    bin_ = Path(sys.executable)
    commands = {name: (str(bin_.with_name("coaching")), *words) for name, words in COMMANDS.items()}
    commands[BARE] = (sys.executable, "-c", "import sqlalchemy")
    # In turn, so that what else the machine does meets all of them; the first ones compile.
    rows = [
        {name: _seconds(command, folder) for name, command in commands.items()}
        for _ in range(rounds + 1)
    ][1:]
    for name in commands:
        report.measured(name, [row[name] for row in rows])
    for name in COMMANDS:
        share = median(row[name] / row[BARE] for row in rows)
        report.compared(f"{name}/{BARE}", share, at_most(START))


def _seconds(command: tuple[str, ...], folder: Path) -> float:
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
