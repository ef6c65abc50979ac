"""The sections of `sources.toml`: where data come from and how columns map to ours."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Self
from urllib.parse import urlsplit

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
    FEEDBACK = "feedback"
    COMMITMENTS = "commitments"
    EMPLOYEES = "employees"
    UNITS = "units"
    TRAINING = "training"
    PERFORMANCE = "performance"
    DISCIPLINE = "discipline"
    ABSENCE = "absence"
    IP_ASN = "ip-asn-results"


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
    Holds.FEEDBACK: ("satisfaction",),
    Holds.COMMITMENTS: ("agency", "made", "done"),
    Holds.EMPLOYEES: ("nip",),
    Holds.UNITS: ("unit", "name", "parent"),
    Holds.TRAINING: ("nip", "kind", "year"),
    Holds.PERFORMANCE: ("nip", "year"),
    Holds.DISCIPLINE: ("nip", "level", "year"),
    Holds.ABSENCE: ("nip", "year", "days"),
    Holds.IP_ASN: ("agency", "year", "group", "index"),
}
OF_A_SESSION = (Holds.ATTENDANCE, Holds.FEEDBACK)  # one sheet for each
OPTIONAL: Mapping[Holds, tuple[str, ...]] = {
    Holds.INDICATORS: ("respondents", "status"),
    Holds.AGENCIES: ("short_name",),
    Holds.AGENCY_NAMES: ("to_year",),
    Holds.PEOPLE: ("title_before", "title_after", "position_type", "echelon", "email"),
    Holds.OFFICIALS: ("telephone", "nip"),
    Holds.VENUES: ("time_zone",),
    Holds.PAST_COACHING: (),
    Holds.ATTENDANCE: ("nip", "agency", "representative"),
    Holds.FEEDBACK: ("usefulness", "before", "after"),
    Holds.COMMITMENTS: ("told", "checked", "confirmed"),
    Holds.EMPLOYEES: (
        "unit", "agency", "education", "position_type", "echelon", "born_on", "sex",
    ),
    Holds.UNITS: (),
    Holds.TRAINING: ("hours", "days", "months", "name"),
    Holds.PERFORMANCE: ("value", "predicate"),
    Holds.DISCIPLINE: (),
    Holds.ABSENCE: ("in_a_row",),
    Holds.IP_ASN: ("heads", "qualification", "competence", "performance", "discipline"),
}  # fmt: skip
# What never reaches our disk, whatever column it is mapped to.
NEVER = ("nik", "agama", "alamat", "nomor hp", "npwp", "bpjs")


def _several(value: object) -> object:
    if isinstance(value, list | tuple):
        return tuple(str(one) for one in value)
    return (str(value),)


OneOf = Annotated[tuple[str, ...], BeforeValidator(_several)]


class Shape(StrEnum):
    """How a file of indicators holds its values."""

    LONG = "long"  # one row per agency, period and indicator
    WIDE = "wide"  # one row per agency (and period), one column per indicator


class Status(StrEnum):
    """Whether values may still change."""

    PROVISIONAL = "provisional"
    FINAL = "final"


class Answer(Section):
    """`[source.answer]`: what an address answers with, where it cannot be found out.

    Args:
        records: where the list stands in the JSON ("data.items"); found out where it is
            the only one.
        next: where the address of the next page stands; found out where it is called as
            usual, or told in a `Link` header.
        page: the parameter that holds the number of the page, where pages are numbered.
        first: the number of the first page.
        token_in: the header that carries the token, if not `Authorization: Bearer`.
    """

    records: Text | None = None
    next: Text | None = None
    page: Text | None = None
    first: int = 1
    token_in: Text | None = None


class Source(Section):
    """One `[[source]]`.

    `path` is a file, a pattern, or an address such as `s3://exports/ip-asn.parquet`;
    `url` an address that answers with JSON or CSV; `query` a question to the database
    whose address is a setting. `where` keeps rows whose column holds the value (or one of
    the values), `where_not` drops such rows. Rows that these leave out are not part of the
    source: they are neither accepted nor rejected.
    """

    name: Code
    holds: Holds
    path: Text | None = None
    url: Text | None = None
    query: Text | None = None
    columns: dict[str, Text]
    where: dict[str, OneOf] = Field(default_factory=dict)
    where_not: dict[str, OneOf] = Field(default_factory=dict)
    sheet: str | None = None  # of a workbook; None: its first
    shape: Shape = Shape.LONG
    # Wide: the heading of each indicator; empty: those of `indicators.toml`, by code or title.
    indicators: dict[str, Text] = Field(default_factory=dict)
    period: Text | None = None  # of all rows; None: a column's, or the one in the file's name
    status: Status = Status.FINAL  # of all rows, where no column tells
    answer: Answer = Answer()

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if sum(one is not None for one in (self.path, self.url, self.query)) != 1:
            raise refuse("one-place")
        if (self.path or "").startswith(("http://", "https://")):
            raise refuse("path-is-a-url")
        if "{session}" in (self.path or "") and self.holds not in OF_A_SESSION:
            raise refuse("session-in-path")
        if "@" in urlsplit(self.url or self.path or "").netloc:
            raise refuse("secret-in-address")
        return self

    @model_validator(mode="after")
    def _wide_where_meant(self) -> Self:
        if self.shape is Shape.WIDE and self.holds is not Holds.INDICATORS:
            raise refuse("wide-indicators-only")
        if self.indicators and self.shape is not Shape.WIDE:
            raise refuse("indicators-of-wide-only")
        return self

    @model_validator(mode="after")
    def _nothing_that_is_nobodys_business(self) -> Self:
        headers = [" ".join(one.casefold().split()) for one in self.columns.values()]
        if any(header.startswith(NEVER) for header in headers):
            raise refuse("never-kept")
        return self

    def must_map(self) -> tuple[str, ...]:
        """Return our columns that such a source needs."""
        needed = NEEDED[self.holds]
        if self.holds is Holds.INDICATORS:
            is_wide = self.shape is Shape.WIDE
            told = {"indicator", "value"} if is_wide else set()
            told |= {"period"} if is_wide or self.period else set()
            return tuple(one for one in needed if one not in told)
        return needed

    def may_map(self) -> tuple[str, ...]:
        """Return all of our columns that such a source can fill."""
        ours = NEEDED[self.holds] + OPTIONAL[self.holds]
        wide = self.shape is Shape.WIDE
        return tuple(one for one in ours if not (wide and one in ("indicator", "value")))


class Sources(Section):
    """The whole of `sources.toml`."""

    source: tuple[Source, ...] = ()
