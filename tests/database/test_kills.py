"""Workers killed at every moment of a mail's life: no mail arrives twice, none is lost."""

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from multiprocessing.forkserver import ensure_running
from pathlib import Path
from random import Random

import pytest
from killed_worker import run
from post_office import PASSWORD, USER, fill, kept, resolve, settings_for, states, wake
from records_cast import message_id

from coaching.mail.catcher import Catcher
from coaching.mail.catcher_manners import Deed, Stage
from coaching.mail.posting import recover

KILLS, MAILS = 50, 100
# Moments of a mail's life: the number is that of the mail of a batch.
MAKING = [("making", 1), ("making", 2), ("making", 3)]
SPEAKING = [(stage.value, number) for stage in Stage for number in (1, 2)]
AT_RANDOM = [("at random", number) for number in range(6)]

SERVER = get_context("forkserver")


@pytest.fixture(scope="module", autouse=True)
def _workers_start_at_once() -> None:
    """Have the server that forks workers import what they need, once."""
    SERVER.set_forkserver_preload(["killed_worker", "psycopg", "sqlalchemy.dialects.sqlite"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent))
        ensure_running()


@pytest.fixture
def catcher(database: str, tmp_path: Path) -> Iterator[Catcher]:
    fill(f"p{number:03d}" for number in range(MAILS))
    log = tmp_path / "accepted.jsonl"
    with Catcher(folder=tmp_path / "caught", log=log, user=USER, password=PASSWORD) as running:
        yield running


class Executioner:
    """Starts a worker and kills it at one moment; the catcher tells when it has come."""

    def __init__(self, url: str, catcher: Catcher) -> None:
        self.url, self.catcher = url, catcher
        self.worker: ForkServerProcess | None = None
        self.moment: tuple[str, int] | None = None
        self.seen = Counter[str]()
        catcher.manner = self.manner

    def start(self, moment: tuple[str, int] | None = None) -> ForkServerProcess:
        self.moment, self.seen = moment, Counter()
        dies_making = moment[1] if moment and moment[0] == "making" else None
        mail = settings_for(self.catcher).mail
        self.worker = SERVER.Process(target=run, args=(self.url, mail, dies_making))
        self.worker.start()
        return self.worker

    def manner(self, stage: Stage, _address: str) -> Deed | None:
        self.seen[stage.value] += 1
        if self.moment == (stage.value, self.seen[stage.value]):
            os.kill(self.worker.pid, signal.SIGKILL)
            if stage is Stage.DATA:  # dead in the middle of its letter
                return Deed(cut=True)
        return None


def kill_one(executioner: Executioner, moment: tuple[str, int], dice: Random) -> bool:
    """Start a worker and kill it then; say whether it died of that."""
    worker = executioner.start(moment)
    if moment[0] == "at random":
        time.sleep(dice.uniform(0.005, 0.08))
        worker.kill()
    worker.join(30)
    return worker.exitcode == -signal.SIGKILL


def test_fifty_kills_double_nothing_and_lose_nothing(database: str, catcher: Catcher):
    dice = Random(417)
    moments = MAKING + SPEAKING + AT_RANDOM
    executioner = Executioner(database, catcher)
    kills = Counter[str]()
    doubts = Counter[bool]()
    people = MAILS
    while kills.total() < KILLS:
        if "queued" not in states().values():  # a quick machine outran some of its killers
            fill([f"p{people:03d}"])
            people += 1
        moment = dice.choice(moments)
        if kill_one(executioner, moment, dice):
            kills[moment[0]] += 1
        _, in_doubt = recover()
        assert in_doubt <= 1  # one connection, one kill
        assert not {"leased", "sending"} & set(states().values())
        arrived, again = resolve(kept(catcher))
        assert arrived + again == in_doubt
        doubts[True] += arrived
        doubts[False] += again

    assert len(kills) == len({name for name, _ in moments})  # every moment had its kill
    assert min(doubts[True], doubts[False]) > 3  # both ways of being in doubt were there
    while "queued" in states().values():
        wake()
        worker = executioner.start()
        worker.join(60)
        assert worker.exitcode == 0
    assert set(states().values()) == {"sent"}
    everybody = sorted(message_id(f"p{number:03d}") for number in range(people))
    assert sorted(kept(catcher)) == everybody
