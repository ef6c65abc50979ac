"""When people who have not answered are reminded: how often, how far apart, and until when."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Window:
    """The days in which one reminder may leave, both included; numbered from 0."""

    number: int
    opens_on: date
    closes_on: date


@dataclass(frozen=True)
class ReminderRule:
    """How often and when people are reminded of one appointment.

    Args:
        count: at most that many reminders; 0: nobody is reminded.
        first_days_before: the first is due that many days before the session.
        spacing_days: between two letters to the same person, an invitation too.
        valid_days: days on which a due reminder may still leave.
    """

    count: int
    first_days_before: int
    spacing_days: int
    valid_days: int

    def windows(self, held_on: date) -> tuple[Window, ...]:
        """Return the windows before a session, in order."""
        first = held_on - timedelta(days=self.first_days_before)
        return tuple(
            Window(
                number,
                opens := first + timedelta(days=number * self.spacing_days),
                opens + timedelta(days=self.valid_days - 1),
            )
            for number in range(self.count)
        )

    def due(
        self, held_on: date, last_letter_on: date, known: Collection[int], day: date
    ) -> Iterator[tuple[Window, bool]]:
        """Give each reminder that one person is to have by a day, and whether it came too late.

        Whoever was written to so lately that a window closed in between has missed nothing.

        Args:
            held_on: the day of the session.
            last_letter_on: when the last letter about it left.
            known: numbers of the reminders that are in the ledger already.
            day: today.
        """
        rested_on = last_letter_on + timedelta(days=self.spacing_days)
        for window in self.windows(held_on):
            is_open = max(window.opens_on, rested_on) <= min(window.closes_on, day)
            if window.number not in known and is_open:
                yield window, day > window.closes_on
