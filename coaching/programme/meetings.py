"""The sections of `programme.toml` about sessions: when, where, and who is called to them."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, PlainSerializer, model_validator

from coaching.domain.weekdays import contradictions, is_weekday_of
from coaching.programme.section import (
    ClockTime,
    Code,
    Section,
    Text,
    Year,
    ZoneName,
    refuse,
)

PositionType = Literal["structural", "functional", "executor"]
WrittenTime = Annotated[ClockTime, PlainSerializer(lambda at: f"{at:%H.%M}")]


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

    who: Literal["head", "position-type", "nominated"]
    position_types: tuple[PositionType, ...] = ()
    quota: Annotated[int, Field(ge=1)] | None = None
    unless_nominated: bool = False  # only where the head of the agency named nobody

    @model_validator(mode="after")
    def _types_where_meant(self) -> Self:
        if (self.who == "position-type") != bool(self.position_types):
            raise refuse("position-types-and-who-differ")
        if self.who == "nominated" and self.quota is None:
            raise refuse("nominated-without-quota")
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
    agencies: Annotated[int, Field(ge=1)] | None = None  # at most; None: as many as have seats
    agenda: Text
    group: Code | None = None  # for an employee group; None: for the agencies that are chosen
    on_day_off: bool = False  # meant to be held on a weekend or holiday
    weekday: str | None = None  # "Kamis": checked against the date, where it is written

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends <= self.starts:
            raise refuse("ends-before-it-starts")
        return self

    @model_validator(mode="after")
    def _one_day(self) -> Self:
        says_another = self.weekday is not None and not is_weekday_of(self.weekday, self.date)
        if says_another or contradictions(self.agenda):
            raise refuse("another-weekday")
        return self


class Group(Section):
    """An employee group that is coached across agencies; what is left out asks for nothing."""

    year: Year
    code: Code
    name: Text
    employment: Literal["pns", "pppk"] | None = None
    position_types: tuple[PositionType, ...] = ()
    positions: tuple[Text, ...] = ()
    agencies: tuple[Text, ...] = ()
