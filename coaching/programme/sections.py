"""The sections of `programme.toml`."""

from datetime import date, time
from typing import Annotated, Literal, Self

from pydantic import Field, PlainSerializer, field_validator, model_validator

from coaching.programme.choosing import Confirmed, Must, Selection
from coaching.programme.days import Day
from coaching.programme.mails import Mails
from coaching.programme.section import (
    Address,
    ClockTime,
    Code,
    Section,
    Share,
    Text,
    Year,
    ZoneName,
    refuse,
)

PositionType = Literal["structural", "functional", "executor"]
WrittenTime = Annotated[ClockTime, PlainSerializer(lambda at: f"{at:%H.%M}")]


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


class Invitations(Section):
    """When invitations leave and answers and the sheet are expected."""

    send_days_before: Annotated[int, Field(ge=1)]
    answer_days_before: Annotated[int, Field(ge=0)]
    answer_hour: WrittenTime
    collect_attendance_days_after: Annotated[int, Field(ge=0)] = 1

    @model_validator(mode="after")
    def _time_to_answer(self) -> Self:
        if self.answer_days_before >= self.send_days_before:
            raise refuse("answer-before-invitation")
        return self


class Invite(Section):
    """Who is invited from a chosen agency; rules apply in the order they are written."""

    who: Literal["head", "position-type"]
    position_types: tuple[PositionType, ...] = ()
    quota: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _types_where_meant(self) -> Self:
        if (self.who == "position-type") != bool(self.position_types):
            raise refuse("position-types-and-who-differ")
        return self


class Venue(Section):
    """A room."""

    code: Code
    name: Text
    address: Text
    time_zone: ZoneName
    seats: Annotated[int, Field(ge=1)]


class Session(Section):
    """One coaching session."""

    year: Year
    code: Code
    date: date
    starts: WrittenTime
    ends: WrittenTime
    venue: Code
    agencies: Annotated[int, Field(ge=1)]
    agenda: Text

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends <= self.starts:
            raise refuse("ends-before-it-starts")
        return self


class Evaluation(Section):
    """What the year is judged by."""

    outcome_indicator: Text
    outcome_period: Literal["same-year", "next-year"] = "same-year"
    minimum_outcome_share: Share = 0.80
    margin: Annotated[float, Field(gt=0)]
    maximum_lost_share: Share = 0.20

    def outcome_year(self, year: int) -> int:
        """Return the year whose indicators judge the coaching of `year`."""
        return year + (self.outcome_period == "next-year")


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
    selection: Selection
    must: tuple[Must, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()
    invitations: Invitations
    invite: Annotated[tuple[Invite, ...], Field(min_length=1)]
    venue: tuple[Venue, ...] = ()
    session: tuple[Session, ...] = ()
    evaluation: Evaluation
