"""The demo, started as a newcomer starts it, in surroundings that would lead it astray."""

import csv
import email
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from coaching.errors import FolderNotOurs

COMMAND = (sys.executable, "-m", "flows.cli")
FIRST_COLUMNS = {
    "indicator-values": [
        "agency", "indicator", "period", "value", "respondents", "status",
    ],
    "selection": ["year", "agency", "need", "rank", "decision", "reason"],
    "invitations": ["year", "session", "agency", "person", "kind", "revision", "state", "sent_at"],
    "attendance": ["year", "session", "agency", "person", "presence"],
    "evaluation": ["year", "indicator", "coached", "others", "estimate", "low", "high",
                   "detectable", "verdict"],
}  # fmt: skip


@dataclass
class Surroundings:
    """A user's folder and environment, with doors that the demo must not knock at."""

    folder: Path
    environment: dict[str, str]
    doors: list[socket.socket]

    def knocked(self) -> int:
        """Return how many programs tried to reach a server that is not the demo's."""
        count = 0
        for door in self.doors:
            door.setblocking(False)
            try:
                door.accept()[0].close()
                count += 1
            except BlockingIOError:
                pass
        return count


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surroundings]:
    """Make surroundings that name a Prefect server, a relay, a database and a profile."""
    folder = tmp_path_factory.mktemp("newcomer")
    doors = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    api, relay = (door.getsockname()[1] for door in doors)
    theirs = {
        "PREFECT_API_URL": f"http://127.0.0.1:{api}/api",
        "PREFECT_PROFILE": "production",
        "COACHING_MAIL__HOST": "localhost",
        "COACHING_MAIL__PORT": str(relay),
        "COACHING_MODE": "live",
        "COACHING_DATABASE_URL": f"sqlite:///{folder / 'theirs.db'}",
        "COACHING_CONFIG_DIR": str(folder / "nowhere"),
    }
    (folder / ".env").write_text("".join(f"{name}={value}\n" for name, value in theirs.items()))
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "COACHING_"))}
    yield Surroundings(folder, {**kept, **theirs}, doors)
    for door in doors:
        door.close()


@dataclass
class Lived:
    """A demo that came to its end."""

    folder: Path
    said: str
    environment: dict[str, str]

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*COMMAND, *words], cwd=self.folder, env=self.environment,
            capture_output=True, text=True, timeout=900,
        )  # fmt: skip


@pytest.fixture(scope="module")
def lived(surroundings: Surroundings) -> Lived:
    """Let the demo live through its year."""
    done = subprocess.run(
        [*COMMAND, "demo", "--into", "demo"], cwd=surroundings.folder,
        env=surroundings.environment, capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    inside = {name: value for name, value in surroundings.environment.items()
              if not name.startswith(("PREFECT_", "COACHING_"))}  # fmt: skip
    return Lived(surroundings.folder / "demo", done.stdout, inside)


def test_it_touches_nothing_of_the_users(lived: Lived, surroundings: Surroundings):
    assert surroundings.knocked() == 0
    assert not (surroundings.folder / "theirs.db").exists()
    assert sorted(path.name for path in surroundings.folder.iterdir()) == [".env", "demo"]


def test_the_catcher_counts_what_the_ledger_says_was_sent(lived: Lived):
    rows = list(csv.DictReader(lived.command("export", "invitations").stdout.splitlines()))
    sent = sum(row["state"] == "sent" for row in rows)
    caught = [json.loads(line) for line in (lived.folder / "catcher.jsonl").read_text().split("\n")
              if line]  # fmt: skip
    assert sent == len(caught) == len({one["message_id"] for one in caught}) > 40
    assert sent == len(list((lived.folder / "outbox").glob("*.eml")))
    assert f"{sent} surel" in lived.said


def test_people_answered_in_every_way(lived: Lived):
    with closing(sqlite3.connect(lived.folder / "coaching.db")) as db:
        answers = Counter(row[0] for row in db.execute("SELECT answer FROM invitation_answer"))
        mails = db.execute("SELECT count(*) FROM incoming_mail").fetchone()[0]
    letters = [
        file for part in ("new", "cur") for file in (lived.folder / "inbox" / part).iterdir()
    ]
    assert len(letters) == mails >= sum(answers.values())
    assert {"accepted", "declined", "tentative"} <= set(answers)
    kinds = {email.message_from_bytes(file.read_bytes()).get_content_type() for file in letters}
    assert any(kind.startswith("multipart/") or kind == "text/calendar" for kind in kinds)
    assert any(lived.folder.glob("rejects/attendance*"))


def test_it_leaves_what_it_says(lived: Lived):
    for name in ("config", ".env", "coaching.db", "outbox", "letters", "reports"):
        assert (lived.folder / name).exists(), name
    assert any((lived.folder / "letters").glob("*.pdf"))
    for name in ("2025-evaluation-v1.pdf", "2025-evaluation-report-v1.pdf"):
        assert (lived.folder / "reports" / name).stat().st_size > 10_000


def test_each_quarterly_review_shows_its_own_quarter_and_the_effect_so_far(lived: Lived):
    for quarter in (1, 2, 3, 4):
        page = (lived.folder / "reports" / f"2025-Q{quarter}-review.html").read_text("utf-8")
        assert f"<td>Triwulan {quarter} 2025</td>" in page
        # Quarters that began after the last session judge, and the third is the first of them.
        assert ("Sementara, IP ASN, pembinaan 2025" in page) is (quarter >= 3)


@pytest.mark.parametrize("table", FIRST_COLUMNS)
def test_tables_can_be_exported_inside_the_folder(lived: Lived, table: str):
    header, *rows = csv.reader(lived.command("export", table).stdout.splitlines())
    assert header[: len(FIRST_COLUMNS[table])] == FIRST_COLUMNS[table]
    assert rows
    as_json = json.loads(lived.command("export", table, "--json").stdout)
    assert len(as_json) == len(rows)
    assert list(as_json[0]) == header


def test_the_other_commands_work_inside_the_folder(lived: Lived):
    status = json.loads(lived.command("status", "--json").stdout)
    assert [year["outcome"] for year in status["years"]] == ["evaluated"]
    doctor = lived.command("doctor")
    assert doctor.returncode == 0, doctor.stdout + doctor.stderr
    again = lived.command("run", "send-invitations", "--year", "2025")
    assert again.returncode == 0, again.stderr


def test_a_folder_that_no_demo_made_is_left_alone(surroundings: Surroundings):
    theirs = surroundings.folder / ".env"
    before = theirs.read_bytes()
    refused = subprocess.run(
        [*COMMAND, "demo", "--into", "."], cwd=surroundings.folder,
        env=surroundings.environment, capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    assert refused.returncode == FolderNotOurs.exit_code
    assert theirs.read_bytes() == before


def test_interrupted_it_leaves_no_process_and_a_second_one_starts_clean(
    lived: Lived, surroundings: Surroundings, tmp_path: Path
):
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / ".sinar-demo").touch()
    (folder / "coaching.db").write_text("left by a demo before")
    process = subprocess.Popen(
        [*COMMAND, "demo", "--into", str(folder)], cwd=tmp_path, env=surroundings.environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    # Its server is up once the year opens; a new database stands where the old one lay.
    for line in process.stdout:
        if "2025" in line:
            break
    assert processes_in(folder)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=900)
    assert process.returncode == 130
    deadline = time.monotonic() + 60
    while processes_in(folder) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert processes_in(folder) == []
    assert (folder / "coaching.db").read_bytes().startswith(b"SQLite format 3")


def processes_in(folder: Path) -> list[str]:
    """Return the command lines of the processes that work in a folder."""
    return [command for place, command in _working() if place.is_relative_to(folder)]


def _working() -> Iterator[tuple[Path, str]]:
    for one in Path("/proc").glob("[0-9]*"):
        try:
            yield (one / "cwd").readlink(), (one / "cmdline").read_text()
        except OSError:
            continue
