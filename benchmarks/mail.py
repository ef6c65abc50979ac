"""How fast personal invitations leave with the ledger on, beside mailmerge and a loop of yagmail.

All send mails of the same size (some 56 KB: text, HTML, calendar entry, official
letter) to one sink of our own, over STARTTLS with a login, as a city's relay wants
it: python benchmarks/mail.py [--quick] [--json]. CPU seconds are those of the
sender's own process, without the sink's; each sender runs in a fresh process, the
three one after the other in each round.
"""

import argparse
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from mail_senders import Spent, measured
from reporting import Report, arguments, at_least, at_most, progress, tell
from sink import Sink, sink

FLOOR, FAR_FLOOR, GROWTH = 5.0, 8.0, 1.15
ROUND_TRIP, CONNECTIONS = 0.020, 4


def main() -> int:
    """Measure and tell."""
    parser = arguments(__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the mails, one round")
    given = parser.parse_args()
    report = Report(["yagmail", "mailmerge", "sqlalchemy", "icalendar", "jinja2"])
    with tempfile.TemporaryDirectory() as folder:
        with sink(Path(folder)) as near:
            _beside_each_other(report, near, given)
            _many(report, near, given)
        with sink(Path(folder), round_trip=ROUND_TRIP) as far:
            _far_away(report, far, given)
    return tell(report, given)


def _beside_each_other(report: Report, near: Sink, given: argparse.Namespace) -> None:
    count, rounds = (100, 1) if given.quick else (1000, 3)
    spent: dict[str, list[Spent]] = {"ours": [], "mailmerge": [], "yagmail": []}
    sizes: dict[str, float] = {}
    for number in range(rounds):
        for name, samples in spent.items():
            before = near.mails.value, near.bytes.value
            samples.append(_run(name, near, count))
            taken = near.mails.value - before[0]
            if taken < count:
                raise SystemExit(f"{name} sent {taken} of {count}")
            sizes[name] = (near.bytes.value - before[1]) / taken
            progress(f"round {number + 1}: {name} {samples[-1]}, {sizes[name]:.0f} bytes each")
    for name, samples in spent.items():
        report.measured(f"{name}: CPU per mail", [1000 * s.cpu / count for s in samples], "ms")
        report.measured(f"{name}: mails per second", [count / s.wall for s in samples], "/s")
        report.measured(f"{name}: bytes per mail", [sizes[name]], "bytes")
    for name, bound in (("mailmerge", at_least(FLOOR)), ("yagmail", at_least(1.0))):
        theirs, own = (_result(report, f"{who}: CPU per mail") for who in (name, "ours"))
        report.compared(f"CPU per mail, {name}/ours", theirs / own, bound)
        theirs, own = (_result(report, f"{who}: mails per second") for who in (name, "ours"))
        report.compared(f"mails per second, ours/{name}", own / theirs, bound)


def _many(report: Report, near: Sink, given: argparse.Namespace) -> None:
    few, many = (100, 1000) if given.quick else (1000, 10_000)
    spent = {count: _run("ours", near, count) for count in (few, many)}
    for count, one in spent.items():
        progress(f"{count} mails: {one}")
        report.measured(f"ours, {count} mails: CPU per mail", [1000 * one.cpu / count], "ms")
        report.measured(f"ours, {count} mails: per second", [count / one.wall], "/s")
        report.measured(f"ours, {count} mails: memory", [one.memory], "MB")
    growth = spent[many].memory / spent[few].memory
    report.compared(f"memory, {many} mails/{few} mails", growth, at_most(GROWTH))


def _far_away(report: Report, far: Sink, given: argparse.Namespace) -> None:
    ours, theirs = (80, 20) if given.quick else (400, 60)
    own = ours / _run("ours", far, ours, CONNECTIONS).wall
    loop = theirs / _run("yagmail", far, theirs).wall
    trip = f"{1000 * ROUND_TRIP:.0f} ms round trip"
    report.measured(f"ours, {trip}, {CONNECTIONS} connections", [own], "/s")
    report.measured(f"yagmail, {trip}", [loop], "/s")
    report.compared(f"mails per second, {trip}, ours/yagmail", own / loop, at_least(FAR_FLOOR))


def _run(name: str, to: Sink, count: int, connections: int = 1) -> Spent:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
        return fresh.submit(measured, name, to.port, str(to.ca_file), count, connections).result()


def _result(report: Report, name: str) -> float:
    return float(report.results[name]["median"])


if __name__ == "__main__":
    sys.exit(main())
