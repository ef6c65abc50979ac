"""The sections of `sources.toml`: where data come from and how columns map to ours."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from coaching.programme.section import Code, Section, Text, refuse


class Holds(StrEnum):
    """What a source can hold."""

    INDICATORS = "indicators"
    AGENCIES = "agencies"
    AGENCY_NAMES = "agency-names"
    PEOPLE = "people"
    OFFICIALS = "officials"
    VENUES = "venues"
    PAST_COACHING = "past-coaching"
    ATTENDANCE = "attendance"


# Our columns, by what a source holds: those a source must map, and those it may.
NEEDED: Mapping[Holds, tuple[str, ...]] = {
    Holds.INDICATORS: ("agency", "period", "indicator", "value"),
    Holds.AGENCIES: ("agency", "name"),
    Holds.AGENCY_NAMES: ("agency", "name", "from_year"),
    Holds.PEOPLE: ("nip", "name", "agency", "position"),
    Holds.OFFICIALS: ("agency", "name", "position", "email"),
    Holds.VENUES: ("code", "name", "address", "seats"),
    Holds.PAST_COACHING: ("agency", "year"),
    Holds.ATTENDANCE: ("name", "presence"),
}
OPTIONAL: Mapping[Holds, tuple[str, ...]] = {
    Holds.INDICATORS: ("respondents",),
    Holds.AGENCIES: ("short_name",),
    Holds.AGENCY_NAMES: ("to_year",),
    Holds.PEOPLE: ("title_before", "title_after", "position_type", "echelon", "email"),
    Holds.OFFICIALS: ("telephone", "nip"),
    Holds.VENUES: ("time_zone",),
    Holds.PAST_COACHING: (),
    Holds.ATTENDANCE: ("nip", "agency", "representative"),
}


def _several(value: object) -> object:
    if isinstance(value, list | tuple):
        return tuple(str(one) for one in value)
    return (str(value),)


OneOf = Annotated[tuple[str, ...], BeforeValidator(_several)]


class Source(Section):
    """One `[[source]]`.

    `where` keeps rows whose column holds the value (or one of the values),
    `where_not` drops such rows. Rows that these leave out are not part of the
    source: they are neither accepted nor rejected.
    """

    name: Code
    holds: Holds
    path: Text
    columns: dict[str, Text]
    where: dict[str, OneOf] = Field(default_factory=dict)
    where_not: dict[str, OneOf] = Field(default_factory=dict)
    sheet: str | None = None  # of a workbook; None: its first

    @model_validator(mode="after")
    def _session_where_meant(self) -> Self:
        if "{session}" in self.path and self.holds is not Holds.ATTENDANCE:
            raise refuse("session-in-path")
        return self

    def must_map(self) -> tuple[str, ...]:
        """Return our columns that such a source needs."""
        return NEEDED[self.holds]

    def may_map(self) -> tuple[str, ...]:
        """Return all of our columns that such a source can fill."""
        return NEEDED[self.holds] + OPTIONAL[self.holds]


class Sources(Section):
    """The whole of `sources.toml`."""

    source: tuple[Source, ...] = ()
