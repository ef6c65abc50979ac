"""One coaching year of the made-up city, lived through day by day. Runs in its own process."""

import argparse
import asyncio
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from coaching.city import City, make_city, write_city
from coaching.city.series import QUARTERS
from coaching.database import ledger_counts
from coaching.database.cycle import year_state
from coaching.database.evaluation import documents
from coaching.database.work import reading
from coaching.domain.cycle import Agenda, YearCalendar, YearState, agenda
from coaching.domain.progress import Report
from coaching.errors import CoachingError
from coaching.programme import Programme
from coaching.rendering.formats import long_date
from coaching.rendering.words import advice, say
from coaching.settings import settings
from flows.demo import people
from flows.demo.post import caught

HERE = Path()


def main() -> int:
    """Live through the year; return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--year", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    began = time.monotonic()
    try:
        with caught() as catcher:
            tell("making-city")
            city = make_city(given.seed, given.year)
            write_city(city, HERE)
            tell("starting-prefect")
            with _prefect():
                asyncio.run(_live(city, given.year))
            return _sum_up(given.year, catcher.count(), time.monotonic() - began)
    except CoachingError as problem:
        print(*advice(problem, settings().language), sep="\n", file=sys.stderr)
        return problem.exit_code


def tell(key: str, **facts: object) -> None:
    """Say one line of progress."""
    print(say(f"demo.{key}", settings().language, **facts), flush=True)


@contextmanager
def _prefect() -> Iterator[None]:
    """Run a Prefect server of the demo's own, on a free port."""
    from prefect.server.api.server import SubprocessASGIServer
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with SubprocessASGIServer() as server, temporary_settings({PREFECT_API_URL: server.api_url}):
        yield


async def _live(city: City, year: int) -> None:
    """Go from day to day on which something is due, and let people do their part in between."""
    from flows.cycle import advance_cycle, annual_cycle
    from flows.operating import perform, programme_in_force

    programme = programme_in_force()
    calendar = programme.calendar_of(year)
    day = calendar.open_on
    _show(day, await perform(annual_cycle, year, as_of=day))
    tell("seed-published", word=people.publish_seed(programme, year, day, city.seed))
    while True:
        state, due = _agenda(calendar, day)
        if state.outcome is not None:
            return
        if due.waits_for is not None:
            count = people.decide(due.waits_for, programme, year, day)
            tell(f"decided-{due.waits_for.value}", count=count)
        following = min([_next_day(due, day), *_reminders(programme, calendar, day)])
        await _quarterly(city, programme, day, following)
        day = following
        _people_act(city, calendar, day)
        _show(day, await perform(advance_cycle, as_of=day))


def _people_act(city: City, calendar: YearCalendar, day: date) -> None:
    if written := people.answer(city, HERE):
        tell("answered", count=written)
    people.hand_in_sheets(city, HERE, calendar, day)
    if day >= calendar.evaluate_on:
        people.report_quarters(city, HERE, calendar, QUARTERS)
        people.report_commitments(city, HERE, calendar)


def _agenda(calendar: YearCalendar, day: date) -> tuple[YearState, Agenda]:
    with reading() as db:
        state = year_state(db, calendar.year)
    return state, agenda(state, calendar, day)


def _next_day(due: Agenda, day: date) -> date:
    """Return the next day on which something is due; tomorrow where it is due already."""
    if due.steps or due.waits_for is not None or due.next_on is None:
        return day + timedelta(days=1)
    return due.next_on


def _reminders(programme: Programme, calendar: YearCalendar, day: date) -> list[date]:
    """Return the days to come on which the silent are reminded."""
    windows = [
        window.opens_on
        for session in calendar.sessions
        for window in programme.reminders.rule.windows(session.held_on)
    ]
    return [one for one in windows if one > day]


async def _quarterly(city: City, programme: Programme, after: date, until: date) -> None:
    """Review each quarter whose day comes before the next day of the cycle, with its figures."""
    from flows.operating import perform
    from flows.quarterly import quarterly_review

    for quarter, due_on in enumerate(programme.quarterly_reviews_of(city.year), start=1):
        if after < due_on <= until:
            people.report_quarters(city, HERE, programme.calendar_of(city.year), quarter)
            _show(due_on, await perform(quarterly_review, city.year, quarter, as_of=due_on))


def _show(day: date, report: Report) -> None:
    language = settings().language
    print(
        f"  {long_date(day, language)}: {say(f'states.{report.words}', language, **report.facts)}",
        flush=True,
    )


def _sum_up(year: int, caught: int, seconds: float) -> int:
    """Say what happened and where it lies; a mail too many or too few is an error."""
    with reading() as db:
        sent = ledger_counts.tally(db, year).get("sent", 0)
        written = documents(db, year)
    tell(
        "sum-up",
        year=year,
        sent=sent,
        caught=caught,
        documents=len(written),
        seconds=round(seconds),
    )
    tell("where", folder=HERE.resolve().name)
    return 0 if sent == caught else 1


if __name__ == "__main__":
    sys.exit(main())
