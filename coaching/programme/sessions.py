"""A session of the year, joined with its room and with real moments."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coaching.domain.cycle import SessionDay
from coaching.programme.meetings import Invitations, Session, Venue


@dataclass(frozen=True)
class PlannedSession:
    """One session as `config/` plans it.

    Args:
        time_zone: name of the zone `starts` and `ends` are told in.
        agencies: how many chosen agencies it takes; None: as many as have seats.
        group: the employee group it is for; None: the chosen agencies.
        on_day_off: it is meant to be held on a day off.
        send_on: invitations leave from that day on.
        collect_on: the attendance sheet is expected from that day on.
        answer_by: answers are asked for until then.
    """

    year: int
    code: str
    held_on: date
    starts: time
    ends: time
    time_zone: str
    venue: str
    venue_name: str
    venue_address: str
    seats: int
    agencies: int | None
    agenda: str
    send_on: date
    collect_on: date
    answer_by: datetime
    group: str | None = None
    on_day_off: bool = False

    @property
    def starts_at(self) -> datetime:
        """The moment it starts."""
        return datetime.combine(self.held_on, self.starts, ZoneInfo(self.time_zone))

    @property
    def ends_at(self) -> datetime:
        """The moment it ends."""
        return datetime.combine(self.held_on, self.ends, ZoneInfo(self.time_zone))

    def day(self) -> SessionDay:
        """Return the days that hang on it."""
        return SessionDay(self.code, self.held_on, self.send_on, self.collect_on)


def planned(session: Session, venue: Venue, rules: Invitations) -> PlannedSession:
    """Join a session with its room and the rules of invitations."""
    last_day = session.date - timedelta(days=rules.answer_days_before)
    return PlannedSession(
        year=session.year,
        code=session.code,
        held_on=session.date,
        starts=session.starts,
        ends=session.ends,
        time_zone=venue.time_zone,
        venue=venue.code,
        venue_name=venue.name,
        venue_address=venue.address,
        seats=venue.seats,
        agencies=session.agencies,
        agenda=session.agenda,
        send_on=session.date - timedelta(days=rules.send_days_before),
        collect_on=session.date + timedelta(days=rules.collect_attendance_days_after),
        answer_by=datetime.combine(last_day, rules.answer_hour, ZoneInfo(venue.time_zone)),
        group=session.group,
        on_day_off=session.on_day_off,
    )
