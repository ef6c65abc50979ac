"""The sections of `programme.toml`."""

from datetime import time
from typing import Annotated, Literal

from pydantic import Field, field_validator

from coaching.programme.choosing import Confirmed, Must, Selection
from coaching.programme.days import Day
from coaching.programme.mails import HrContact, Mails
from coaching.programme.meetings import Group, Invitations, Invite, Session, Venue, WrittenTime
from coaching.programme.reminders import Reminders
from coaching.programme.section import (
    Address,
    Section,
    Share,
    Text,
    ZoneName,
    refuse,
)


class City(Section):
    """The city."""

    name: Text
    government: Text
    place: Text
    time_zone: ZoneName
    is_invented: bool = False  # letters and reports then say so


class Organiser(Section):
    """The agency that runs the programme, and whom to ask."""

    name: Text
    short_name: Text
    address: Text
    telephone: Text
    email: Address
    contact_name: Text
    contact_telephone: Text
    contact_hours: Text


class Signatory(Section):
    """Who signs letters."""

    title: Text
    name: Text
    rank: str = ""
    nip: Annotated[str, Field(pattern=r"^(\d{18})?$")] = ""


class AppointingAuthority(Section):
    """Who decides and whom the letters of a finished year go to (Indonesian: PPK)."""

    title: Text
    name: Text
    email: Address


class Letter(Section):
    """How official letters are numbered and headed."""

    number_format: Text
    first_number: Annotated[int, Field(ge=1)] = 1
    letter_class: Text = Field(alias="class")
    subject: Text
    # "signed": drafts are exported, and only files that come back signed are sent.
    signing: Literal["unsigned", "signed"] = "unsigned"
    # "given": each letter waits for the number and date that another register, such as
    # SRIKANDI, gave it.
    numbers: Literal["own", "given"] = "own"
    copies_to: tuple[Text, ...] = ()

    @field_validator("number_format")
    @classmethod
    def _counts(cls, written: str) -> str:
        try:
            pair = [written.format(number=number, year=2025) for number in (1, 2)]
        except (KeyError, IndexError, ValueError):
            raise refuse("number-format-unreadable") from None
        if pair[0] == pair[1]:
            raise refuse("number-format-without-number")
        return written

    def number(self, serial: int, year: int) -> str:
        """Return the number of a letter as it is printed."""
        return self.number_format.format(number=serial, year=year)


class Calendar(Section):
    """The days of a coaching year."""

    open_on: Day
    pull_on: Day
    select_on: Day
    evaluate_on: Day
    quarterly_review_on: tuple[Day, ...] = ()
    relevance_review_on: Day | None = None  # None: the indicators are reviewed by hand alone


class Schedules(Section):
    """At what hour things start by themselves; their days stand in `Calendar`."""

    open_at: WrittenTime = time(5, 0)
    review_at: WrittenTime = time(6, 0)
    cycle_at: WrittenTime = time(5, 30)
    read_replies_every_minutes: Annotated[int, Field(ge=1, le=59)] = 5
    keep_runs_days: Annotated[int, Field(ge=7, le=3650)] = 400  # in Prefect; our records stay


class Operators(Section):
    """Who is told when something needs a person."""

    notices_to: tuple[Address, ...] = ()  # none: the organiser's address
    digest_minutes: Annotated[int, Field(ge=1, le=1440)] = 10
    # Where a web server shows the output folder, for links to reports; none: their paths are told.
    documents_at: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""


class Evaluation(Section):
    """What the year is judged by."""

    outcome_indicator: Text
    outcome_period: Literal["same-year", "next-year"] = "same-year"
    minimum_outcome_share: Share = 0.80
    margin: Annotated[float, Field(gt=0)]
    maximum_lost_share: Share = 0.20
    # Points of the outcome that attending itself earns, at most; not said: nobody knows.
    attendance_points: Annotated[float, Field(ge=0)] | None = None
    smallest_group: Annotated[int, Field(ge=2)] = 10  # answers that a printed mean rests on

    def outcome_year(self, year: int) -> int:
        """Return the year whose indicators judge the coaching of `year`."""
        return year + (self.outcome_period == "next-year")


class Relevance(Section):
    """Where the yearly review of the indicators draws its lines."""

    minimum_coverage: Share = 0.70
    ceiling_share: Share = 0.90
    minimum_spread: Share = 0.04
    minimum_persistence: Share = 0.5
    maximum_unchanged: Share = 0.80
    maximum_age_periods: Annotated[float, Field(gt=0)] = 1.5
    minimum_association: Share = 0.2
    double_counting: Share = 0.9
    follow_up_days: Annotated[int, Field(ge=1)] = 90


class Decisions(Section):
    """The whole of `programme.toml`."""

    city: City
    organiser: Organiser
    signatory: Signatory
    appointing_authority: AppointingAuthority
    letter: Letter
    calendar: Calendar
    schedules: Schedules = Schedules()
    operators: Operators = Operators()
    mails: Mails = Mails()
    hr_contact: tuple[HrContact, ...] = ()
    selection: Selection
    must: tuple[Must, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()
    invitations: Invitations
    reminders: Reminders = Reminders()
    invite: Annotated[tuple[Invite, ...], Field(min_length=1)]
    venue: tuple[Venue, ...] = ()
    session: tuple[Session, ...] = ()
    group: tuple[Group, ...] = ()
    evaluation: Evaluation
    relevance: Relevance = Relevance()
