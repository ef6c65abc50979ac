"""What the Prefect server should hold: each flow by module path, and when it starts by itself.

Only a description; `flows.serving.registering` brings a server to it, `coaching
doctor` compares. It does without Prefect, so that both can read it quickly.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from coaching.programme import Programme
from coaching.programme.days import DayOfYear

POOL = "sinar"
NOTIFIER = "Kabari pengelola"


@dataclass(frozen=True)
class Planned:
    """One schedule; `slug` names it for good, so that a changed hour is not a second schedule."""

    slug: str
    cron: str
    timezone: str


@dataclass(frozen=True)
class Scheduled:
    """A flow that starts by itself.

    Args:
        flow: its name in Prefect.
        name: of the deployment, as operators see it.
        entrypoint: module and function.
        schedules: when it starts.
    """

    flow: str
    name: str
    entrypoint: str
    schedules: tuple[Planned, ...]
    tag: str = "jadwal"


def scheduled(programme: Programme) -> tuple[Scheduled, ...]:
    """Return every flow that starts by itself, at the hours and days of `config/`."""
    told, calendar, zone = programme.schedules, programme.calendar, programme.city.time_zone

    def daily(slug: str) -> Planned:
        return Planned(slug, f"{_clock(told.cycle_at)} * * *", zone)

    every = f"*/{told.read_replies_every_minutes} * * * *"
    return (
        Scheduled(
            "annual-cycle", "Jadwal buka tahun", "flows.cycle.annual_cycle",
            (Planned("annual", _yearly(calendar.open_on, told.open_at), zone),),
        ),
        Scheduled(
            "cycle", "Jadwal kerja harian", "flows.cycle.advance_cycle", (daily("daily"),)
        ),
        Scheduled(
            "quarterly-review", "Jadwal tinjauan triwulan", "flows.quarterly.quarterly_review",
            tuple(_quarters(calendar.quarterly_review_on, told.review_at, zone)),
        ),
        Scheduled(
            "relevance-review", "Jadwal tinjauan indikator", "flows.relevance.relevance_review",
            tuple(_relevance(calendar.relevance_review_on, told.review_at, zone)),
        ),
        Scheduled(
            "collect-replies", "Jadwal baca jawaban", "flows.replies.collect_replies",
            (Planned("replies", every, zone),),
        ),
        # No hour of its own: an automation starts it.
        Scheduled("notify-operators", NOTIFIER, "flows.notices.notify_operators", (), "dalam"),
    )  # fmt: skip


def _quarters(days: tuple[DayOfYear, ...], at: time, zone: str) -> Iterator[Planned]:
    for quarter, day in enumerate(days, start=1):
        yield Planned(f"quarter-{quarter}", _yearly(day, at), zone)


def _relevance(day: DayOfYear | None, at: time, zone: str) -> Iterator[Planned]:
    if day is not None:
        yield Planned("relevance", _yearly(day, at), zone)


def _yearly(day: DayOfYear, at: time) -> str:
    # 29 February is the 28th in a year that has none: the last day of the month in both.
    last_of_february = (day.month, day.day) == (2, 29)
    return f"{_clock(at)} {'L' if last_of_february else day.day} {day.month} *"


def _clock(at: time) -> str:
    return f"{at.minute} {at.hour}"
