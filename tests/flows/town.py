"""A made-up city that a test can live in: days pass, people decide, mails arrive at a catcher."""

import asyncio
import csv
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Self

import pytest
from sqlalchemy import inspect, text

from coaching.city import (
    City,
    answer_mails,
    make_city,
    write_attendance_sheet,
    write_city,
    write_outcomes,
)
from coaching.database import lots
from coaching.database.decisions import approve, list_as_it_stands
from coaching.database.selection import approval
from coaching.database.work import engine, reading, work
from coaching.domain.cycle import Subject
from coaching.domain.progress import Report
from coaching.mail.catcher import Catcher
from coaching.settings import settings

YEAR, SEED = 2025, 17
CLOCKS = {
    "queued_at",
    "not_before",
    "sent_at",
    "taken_at",
    "started_at",
    "ended_at",
    "entered_at",
    "at",
    "read_at",
}
PULL_ON, SELECT_ON = date(2025, 1, 12), date(2025, 1, 19)


def made_up_data(folder: Path) -> Path:
    """Write the city's data and configuration into a folder."""
    write_city(made_up_city(), folder)
    programme = folder / "config" / "programme.toml"
    told = programme.read_text("utf-8")
    # A page for each agency takes seconds; one test asks for them.
    programme.write_text(told.replace("agency_pages = true", "agency_pages = false"), "utf-8")
    return folder


def made_up_city() -> City:
    return make_city(SEED, YEAR)


@dataclass
class Town:
    """A folder with a city in it, and everything that happens there."""

    folder: Path
    year: int = YEAR
    database: str = ""  # its address; empty: a file in the folder
    catcher: Catcher = field(init=False)

    @contextmanager
    def living(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[Self]:
        """Catch mails, and let the settings point here."""
        for part in ("cur", "new", "tmp"):
            (self.folder / "inbox" / part).mkdir(parents=True, exist_ok=True)
        with Catcher(
            folder=self.folder / "outbox", log=self.folder / "caught.jsonl", user="u", password="p"
        ) as self.catcher:
            for name, value in self.environment().items():
                monkeypatch.setenv(name, value)
            settings.cache_clear()
            yield self
            engine().dispose()
        settings.cache_clear()

    def environment(self) -> dict[str, str]:
        return {
            "COACHING_DATABASE_URL": self.database or f"sqlite:///{self.folder / 'coaching.db'}",
            "COACHING_INBOX": "inbox",
            "COACHING_SECRET": "a secret of the tests",
            "COACHING_MODE": "live",
            "COACHING_MAIL__HOST": "localhost",
            "COACHING_MAIL__PORT": str(self.catcher.port),
            "COACHING_MAIL__CA_FILE": str(self.catcher.ca_file),
            "COACHING_MAIL__USER": "u",
            "COACHING_MAIL__PASSWORD": "p",
        }

    # --- flows ---

    def run(self, operation: Any, *args: Any, **kwargs: Any) -> Report:
        """Run one flow and return what it says."""
        from flows.operating import perform

        return asyncio.run(perform(operation, *args, **kwargs))

    def cycle(self, day: date) -> Report:
        """Let the conductor do what is due on a day."""
        from flows.cycle import advance_cycle

        return self.run(advance_cycle, as_of=day)

    def open_year(self) -> Report:
        from flows.cycle import annual_cycle

        report = self.run(annual_cycle, YEAR, as_of=date(YEAR, 1, 5))
        with work() as db:
            lots.publish(db, YEAR, "4711", published_by="Budi", as_of=date(YEAR, 1, 5))
        return report

    def up_to_proposal(self) -> Report:
        """Open the year, pull, and propose a list."""
        self.open_year()
        self.cycle(PULL_ON)
        return self.cycle(SELECT_ON)

    def up_to_invitations(self) -> Report:
        """Go on until the list of people waits for approval."""
        self.up_to_proposal()
        self.approve(Subject.SELECTION)
        return self.cycle(date(2025, 1, 20))

    def up_to_sending(self) -> Report:
        """Go on until the first session's invitations have left."""
        self.up_to_invitations()
        self.approve(Subject.INVITATIONS)
        return self.cycle(date(2025, 2, 27))

    # --- people ---

    def list_of(self, subject: Subject) -> tuple[str, list[str]]:
        with reading() as db:
            return list_as_it_stands(db, subject, self.year)

    def mails_to(self, lines: Iterable[str]) -> int:
        """Return how many mails tell the people of a list: those who share a mailbox get one."""
        addresses = dict(self.query("SELECT key, lower(email) FROM person"))
        called = [line.split() for line in lines]
        return len({(session, addresses[person] or person) for session, person in called})

    def approve(self, subject: Subject, **otherwise: Any) -> bool:
        fingerprint, lines = self.list_of(subject)
        given: dict[str, Any] = {
            "fingerprint": fingerprint[:12], "recipients": len(lines), "decided_by": "Wali Kota",
            "note_number": "800/1", "note_date": date(2025, 1, 20), "entered_by": "Budi",
            "as_of": date(2025, 1, 20), "mode": "live",
        }  # fmt: skip
        with work() as db:
            return approve(db, subject, self.year, **{**given, **otherwise})

    def answer(self) -> int:
        return sum(
            answer_mails(made_up_city(), self.folder / "outbox", self.folder / "inbox").values()
        )

    def hand_in_sheet(self, session: str, held_on: date) -> None:
        write_attendance_sheet(
            made_up_city(), self.folder, session, held_on, self.folder / "outbox"
        )

    def mend_sheet(self) -> Path:
        """Say in a file of rejects that somebody came of whom the sheet was unclear."""
        for file in sorted((self.folder / "rejects").glob("attendance-*.csv")):
            header, *lines = csv.reader(file.read_text("utf-8-sig").splitlines())
            unclear = [line for line in lines if line[3] == "?"]
            if unclear:
                unclear[0][3] = "Hadir"
                with file.open("w", newline="") as out:
                    csv.writer(out).writerows([header, *lines])
                return file
        raise AssertionError("no sheet was unclear")

    def report_outcomes(self) -> None:
        with reading() as db:
            decided = approval(db, Subject.SELECTION, self.year)
        coached = list(decided.approved_list) if decided else []
        write_outcomes(made_up_city(), self.folder, coached, date(2025, 4, 24))

    # --- what there is to see ---

    def caught(self, kind: str = "invitation") -> list[str]:
        """Return the Message-IDs of letters that arrived, by the catcher's own log; "": all."""
        log = self.folder / "caught.jsonl"
        lines = log.read_text().splitlines() if log.exists() else []
        arrived = [json.loads(line)["message_id"] for line in lines]
        return [one for one in arrived if one.startswith(f"<{kind}")]

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with reading() as db:
            return [tuple(row) for row in db.execute(text(sql))]

    def records(
        self, *, without_clocks: bool = False, but: Collection[str] = ()
    ) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of every table, without some columns."""
        tables = inspect(engine()).get_table_names()
        left_out = {*but, *(CLOCKS if without_clocks else ())}
        return {table: self._rows(table, left_out) for table in sorted(tables)}

    def _rows(self, table: str, left_out: Collection[str]) -> list[tuple[Any, ...]]:
        columns = [column["name"] for column in inspect(engine()).get_columns(table)]
        kept = [one for one in columns if one not in left_out]
        return sorted(self.query(f"SELECT {', '.join(kept)} FROM {table}"), key=repr)

    def files(self) -> dict[str, str]:
        """Return a hash of every file the programme makes."""
        return {
            str(file.relative_to(self.folder)): hashlib.sha256(file.read_bytes()).hexdigest()
            for part in ("outbox", "letters", "reports", "rejects")
            for file in sorted((self.folder / part).rglob("*"))
        }

    def export(self, table: str) -> list[dict[str, str]]:
        out = self.command("export", table).stdout
        return list(csv.DictReader(out.splitlines()))

    def command(self, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Run the `coaching` command in a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "flows.cli", *words],
            cwd=self.folder, env={**os.environ, **environment},
            capture_output=True, text=True, timeout=600,
        )  # fmt: skip

    def change_config(self, before: str, after: str, file: str = "programme.toml") -> None:
        """Replace the first place in a configuration file where `before` (a pattern) stands."""
        path = self.folder / "config" / file
        text = path.read_text(encoding="utf-8")
        changed, count = re.subn(before, after, text, count=1)
        assert count == 1
        path.write_text(changed, encoding="utf-8")
