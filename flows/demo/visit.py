"""A made-up city to visit: its year waits for an approval, and everything can be tried."""

import itertools
import os
import re
from datetime import date, timedelta
from pathlib import Path

from coaching.city import make_city, write_city
from coaching.programme import read_programme
from coaching.settings import settings
from flows.calm import SILENT
from flows.demo import people
from flows.demo.apart import environment
from flows.demo.folder import prepared
from flows.demo.post import caught

SEED, THURSDAY = 17, 3
# Prefect's own settings of where its server is: those of the visitor count.
KEPT = ("PREFECT_SERVER_API_HOST", "PREFECT_SERVER_API_PORT", "PREFECT_SERVER_API_AUTH_STRING")
STEPS = (
    "open-year/1 Buka tahun",
    "pull-data/2 Tarik data",
    "propose-list/3 Susun daftar perangkat daerah",
)


def visit(folder: Path) -> int:
    """Make the city, start server and worker in it, and bring its year to the first decision.

    It is this year, so that last year's indicators are complete, and its sessions are
    still to come. Mails arrive at a catcher, in `outbox/`; the invited answer those that
    reach them.
    """
    home = prepared(folder)
    _stand_in(home)
    today = date.today()  # noqa: DTZ011 (the day of any time zone will do)
    year = today.year
    city = make_city(SEED, year)
    write_city(city, home)
    let_sessions_come(home / "config" / "programme.toml", today)
    people.answer(city, home)  # nobody has been asked yet: it makes the empty mailbox
    form = {"entered_by": "Sinar", "year": year}
    with caught():
        from flows.commands.up import serve

        return serve(
            first=[(step, form) for step in STEPS],
            meanwhile=lambda: people.answer(city, home),
        )


def let_sessions_come(file: Path, today: date) -> None:
    """Move the sessions to Thursdays that are to come and no holidays, from the third week on.

    No quarter of this year may be left after them: the next year judges them.
    """
    first = today + timedelta(days=15 + (THURSDAY - today.weekday() - 15) % 7)
    days_off = read_programme(file.parent).days_off
    thursdays = (first + timedelta(weeks=number) for number in itertools.count())
    days = (day for day in thursdays if days_off is None or days_off.name_of(day) is None)
    text = file.read_text(encoding="utf-8")
    moved = re.sub(r"(?m)^date = \d{4}-\d\d-\d\d$", lambda _: f"date = {next(days)}", text)
    judged = moved.replace('outcome_period = "same-year"', 'outcome_period = "next-year"')
    file.write_text(judged, encoding="utf-8")


def _stand_in(home: Path) -> None:
    """Leave the visitor's own settings behind, but for where the server is."""
    around = environment(home, os.environ)
    for name in SILENT:  # what a run logs is worth seeing here
        around.pop(name, None)
    around |= {name: os.environ[name] for name in KEPT if name in os.environ}
    around["COACHING_DAYS_TO_COME"] = "true"  # a visitor wants to see how the year ends
    os.environ.clear()
    os.environ.update(around)
    os.chdir(home)
    settings.cache_clear()
