"""A stage that dies in its middle and is started again leaves what an undisturbed one leaves."""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event
from town import YEAR, Town

from coaching.database import tables
from coaching.database.work import engine, work
from coaching.domain.cycle import Subject
from coaching.mail import place
from coaching.settings import settings

STAGES = (
    "pull-indicators",
    "select-target-agencies",
    "send-invitations",
    "collect-attendance",
    "compile-evaluation",
)
DAY = dict.fromkeys(STAGES, "2025-02-27") | {
    "collect-attendance": "2025-04-25", "compile-evaluation": "2026-01-27",
}  # fmt: skip
# Which try it was, who held it, and what bears a clock's time or random keys in its bytes.
TRACES = {"attempts", "fence", "lease_owner", "raw_sha256", "file_sha256"}
Rows = dict[str, list[Any]]


@dataclass
class Story:
    """The folder as it stood before each stage and after it, and how often each stage saved."""

    before: dict[str, Path]
    after: dict[str, Rows]
    files: dict[str, set[str]]
    commits: dict[str, int]


@contextmanager
def counted() -> Iterator[list[int]]:
    """Count what this process saves."""
    seen: list[int] = []

    def count(_connection: Connection) -> None:
        seen.append(1)

    event.listen(Engine, "commit", count)
    yield seen
    event.remove(Engine, "commit", count)


@pytest.fixture(scope="module")
def story(
    prefect_server: str, city_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Story]:
    """Live through one undisturbed year and keep a copy of every step."""
    root = tmp_path_factory.mktemp("story")
    told = Story({}, {}, {}, {})
    with pytest.MonkeyPatch.context() as monkeypatch:
        shutil.copytree(city_data, root / "town")
        monkeypatch.chdir(root / "town")
        with Town(root / "town").living(monkeypatch) as town:
            town.open_year()
            for stage in STAGES:
                people_do_their_part(town, stage)
                engine().dispose()
                told.before[stage] = shutil.copytree(town.folder, root / stage)
                with counted() as saved:
                    run(town, stage)
                told.commits[stage] = len(saved)
                told.after[stage] = rows_of(town)
                told.files[stage] = set(town.files())
        yield told


def people_do_their_part(town: Town, stage: str) -> None:
    """Decide, answer and hand in what a stage waits for."""
    if stage == "send-invitations":
        town.approve(Subject.SELECTION)
        town.cycle(date(2025, 1, 20))
        town.approve(Subject.INVITATIONS)
    if stage == "collect-attendance":
        town.answer()
        town.hand_in_sheet("sinar-1", date(2025, 3, 13))
        town.hand_in_sheet("sinar-2", date(2025, 4, 24))
    if stage == "compile-evaluation":
        town.report_outcomes()
        run(town, "pull-indicators")


def run(town: Town, stage: str) -> None:
    from flows.attendance import collect_attendance
    from flows.evaluation import compile_evaluation
    from flows.indicators import pull_indicators
    from flows.invitations import send_invitations
    from flows.selection import select_target_agencies

    flows = (pull_indicators, select_target_agencies, send_invitations, collect_attendance,
             compile_evaluation)  # fmt: skip
    operation = dict(zip(STAGES, flows, strict=True))[stage]
    town.run(operation, YEAR, as_of=date.fromisoformat(DAY[stage]))


def taken_for_the_real_one() -> None:
    """A copy of a town would not send; here it stands for the town itself."""
    with work() as db:
        row = db.get(tables.SendingPlace, place.THIS)
        if row is not None:
            row.place = place.here(settings())


def rows_of(town: Town) -> Rows:
    """Return all rows without clocks; people by their number instead of their random key."""
    named = dict(town.query(
        "SELECT person_key, nip FROM person_nip UNION"
        " SELECT key, reference FROM person WHERE reference IS NOT NULL"
    ))  # fmt: skip
    rows = town.records(without_clocks=True, but=TRACES)
    # One row per attempt is kept as evidence, also of the one that died.
    rows.pop("mail_attempt")
    # Where a town stands and when its mails were queued differ from one to the next.
    rows.pop("sending_place")
    rows.pop("send_preview")
    spoken = {table: [spell(row, named) for row in those] for table, those in rows.items()}
    return {table: sorted(those) for table, those in spoken.items()}


def spell(row: tuple[Any, ...], named: dict[str, str]) -> str:
    told = re.sub(r"[0-9a-f]{32}", lambda found: named.get(found[0], found[0]), repr(row))
    # Whom it asks gets a random key in the stage itself, and the Message-ID is made from it.
    return re.sub(r"<[^<>]+@", "<@", told) if "'approval-request'" in told else told


# The first transaction, one in the middle, the last.
@pytest.mark.parametrize("moment", ["first", "middle", "last"])
@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_that_is_killed_and_started_again(
    story: Story, stage: str, moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    commits = story.commits[stage]
    number = {"first": 1, "middle": (commits + 1) // 2, "last": commits}[moment]
    folder = shutil.copytree(story.before[stage], tmp_path / "town")
    monkeypatch.chdir(folder)
    with Town(folder).living(monkeypatch) as town:
        taken_for_the_real_one()
        died = subprocess.run(
            [sys.executable, str(Path(__file__).parent / "killed_run.py"), str(number), "run",
             stage, "--year", str(YEAR), "--as-of", DAY[stage]],
            cwd=folder, capture_output=True, timeout=600,
        )  # fmt: skip
        assert died.returncode == -signal.SIGKILL
        run(town, stage)
        doubtful = len(doubts(town))
        assert len(town.caught("")) == len(set(town.caught("")))
        mails, found = mails_and_rest(rows_of(town))
        whole_mails, whole = mails_and_rest(story.after[stage])
        assert found == whole
        differing = [pair for pair in zip(mails, whole_mails, strict=True) if pair[0] != pair[1]]
        assert len(differing) == doubtful, differing
        assert documents(set(town.files())) == documents(story.files[stage])


def doubts(town: Town) -> list[Any]:
    """Return the connections on which a mail is in doubt: at most one mail on each."""
    found = town.query(
        "SELECT a.connection FROM mail_attempt a JOIN mail_message m ON m.id = a.mail_id"
        " WHERE m.state = 'in_doubt'"
    )
    assert len(found) == len(set(found)) <= 1
    return found


def mails_and_rest(rows: Rows) -> tuple[list[Any], Rows]:
    rest = {table: those for table, those in rows.items() if table != "mail_message"}
    # The number of a row says in which order letters were made, which a kill may change.
    return sorted(re.sub(r"^\(\d+, ", "(", row) for row in rows["mail_message"]), rest


def documents(files: set[str]) -> set[str]:
    """Leave out what the catcher wrote: it numbers mails in the order of their arrival."""
    return {file for file in files if not file.startswith("outbox/")}
