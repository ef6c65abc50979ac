"""Workers killed at every moment of a mail's life: what arrived is counted by the server's own log.

Separate worker processes post invitations to a mail server of our own and are ended
with SIGKILL: after the claim, after the intent, in DATA, after the relay took the mail,
and at random moments. After each kill every doubt is resolved by what the server's
append-only log says. In the end each Message-ID must stand in it exactly once:
python benchmarks/mail_kills.py [--quick] [--postgresql URL] [--json].
"""

import argparse
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from multiprocessing import get_context
from multiprocessing.forkserver import ensure_running
from pathlib import Path
from random import Random

from reporting import Report, arguments, at_most, progress, tell

TESTS = Path(__file__).parents[1] / "tests" / "database"
sys.path.append(str(TESTS))

from killed_worker import run  # noqa: E402
from post_office import (  # noqa: E402
    PASSWORD,
    USER,
    fill,
    kept,
    resolve,
    settings_for,
    states,
    wake,
)
from records_cast import message_id  # noqa: E402

from coaching.database.ready import ready  # noqa: E402
from coaching.mail.catcher import Catcher  # noqa: E402
from coaching.mail.catcher_manners import Deed, Stage  # noqa: E402
from coaching.mail.posting import recover  # noqa: E402
from coaching.settings import settings  # noqa: E402

AT_RANDOM = "at random"
# Making the first mail comes after the claim; the server hears MAIL after the intent.
MOMENTS = {
    "after claim": [("making", 1)],
    "after intent": [(Stage.MAIL.value, 1), (Stage.RCPT.value, 1), (Stage.MAIL.value, 2)],
    "in DATA": [(Stage.DATA.value, 1), (Stage.DATA.value, 2), (Stage.CONTENT.value, 1)],
    "after the 250": [(Stage.KEPT.value, 1), (Stage.KEPT.value, 2), ("making", 2), ("making", 3)],
    AT_RANDOM: [(AT_RANDOM, 0)],
}
SERVER = get_context("forkserver")


class Executioner:
    """Starts a worker and kills it at one moment; the mail server tells when it has come."""

    def __init__(self, url: str, catcher: Catcher) -> None:
        self.url, self.catcher = url, catcher
        self.moment: tuple[str, int] | None = None
        self.seen = Counter[str]()
        self.worker = None
        catcher.manner = self.manner

    def start(self, moment: tuple[str, int] | None = None) -> object:
        """Start a worker that is to die then; None: it lives."""
        self.moment, self.seen = moment, Counter()
        dies = moment[1] if moment and moment[0] == "making" else None
        mail = settings_for(self.catcher).mail
        self.worker = SERVER.Process(target=run, args=(self.url, mail, dies))
        self.worker.start()
        return self.worker

    def manner(self, stage: Stage, _address: str) -> Deed | None:
        """Kill where its moment has come."""
        self.seen[stage.value] += 1
        if self.moment == (stage.value, self.seen[stage.value]):
            os.kill(self.worker.pid, signal.SIGKILL)
            if stage is Stage.DATA:
                return Deed(cut=True)
        return None

    def kill(self, moment: tuple[str, int], dice: Random) -> bool:
        """Start a worker and kill it; say whether it died of that."""
        worker = self.start(moment)
        if moment[0] == AT_RANDOM:
            time.sleep(dice.uniform(0.005, 0.25))
            worker.kill()
        worker.join(60)
        return worker.exitcode == -signal.SIGKILL


def main() -> int:
    """Kill, resolve, count and tell."""
    parser = arguments(__doc__)
    parser.add_argument("--quick", action="store_true", help="a twentieth of the kills")
    parser.add_argument("--postgresql", metavar="URL", help="an empty database; default: SQLite")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return tell(_killed(Path(folder), given), given)


def _killed(folder: Path, given: argparse.Namespace) -> Report:
    url = given.postgresql or f"sqlite:///{folder / 'killed.db'}"
    os.environ["COACHING_DATABASE_URL"] = url
    settings.cache_clear()
    ready()
    SERVER.set_forkserver_preload(["killed_worker", "psycopg", "sqlalchemy.dialects.sqlite"])
    os.environ["PYTHONPATH"] = str(TESTS)
    ensure_running()
    each = 10 if given.quick else 200
    log = folder / "accepted.jsonl"
    with Catcher(folder=folder / "caught", log=log, user=USER, password=PASSWORD) as catcher:
        return _told(catcher, *_all_kills(Executioner(url, catcher), each))


def _all_kills(executioner: Executioner, each: int) -> tuple[Counter[str], Counter[str], int, int]:
    dice, kills, doubts = Random(2026), Counter[str](), Counter[str]()
    people = most = 0
    while any(kills[name] < each for name in MOMENTS):
        if "queued" not in states().values():
            fill(f"p{people + number:05d}" for number in range(50))
            people += 50
        wake()
        name = dice.choice([one for one in MOMENTS if kills[one] < each])
        kills[name] += executioner.kill(dice.choice(MOMENTS[name]), dice)
        _, in_doubt = recover()
        most = max(most, in_doubt)
        arrived, again = resolve(kept(executioner.catcher))
        doubts.update({"had arrived": arrived, "had not": again})
        if kills.total() % 100 == 0:
            progress(f"{kills.total()} kills: {dict(kills)}")
    while "queued" in states().values():
        wake()
        executioner.start().join(120)
        recover()
        resolve(kept(executioner.catcher))
    return kills, doubts, most, people


def _told(
    catcher: Catcher, kills: Counter[str], doubts: Counter[str], most: int, people: int
) -> Report:
    report = Report(["sqlalchemy", "yagmail"])
    arrived = Counter(kept(catcher))
    wanted = {message_id(f"p{number:05d}") for number in range(people)}
    for name, count in {**kills, **doubts, "mails": people}.items():
        report.measured(name, [count], "")
    report.measured("kills in all", [kills.total()], "")
    report.compared("mails lost", len(wanted - arrived.keys()), at_most(0))
    report.compared("mails twice", sum(count > 1 for count in arrived.values()), at_most(0))
    report.compared("mails nobody asked for", len(arrived.keys() - wanted), at_most(0))
    report.compared("most doubts after one kill", most, at_most(1))
    return report


if __name__ == "__main__":
    sys.exit(main())
