"""The sections of `programme.toml` about choosing agencies."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from coaching.programme.section import Section, Share, Text, Year, refuse


class Selection(Section):
    """How many agencies are chosen, and who can be."""

    capacity: Annotated[int, Field(ge=1)]
    minimum_coverage: Share = 0.70
    minimum_agencies: Annotated[int, Field(ge=1)] = 8
    minimum_judged_share: Share = 0.70
    rest_years: Annotated[int, Field(ge=0)] = 1
    maintenance_years: Annotated[int, Field(ge=1)] = 5  # without coaching for that long: due again
    maintenance_share: Share = 0.20  # of the places, at most, kept for those who are due
    redraws: Annotated[int, Field(ge=0, le=100_000)] = 1000
    redraw_seed: Annotated[int, Field(ge=0)] = 1
    weight_spread: Annotated[float, Field(ge=0, le=1)] = 0.25
    lot: bool = True
    agency_pages: bool = True
    grey_from: Share = 0.2
    grey_to: Share = 0.8
    silent_years: Annotated[int, Field(ge=0, le=5)] = 2
    minimum_quarters: Annotated[int, Field(ge=1, le=4)] = 2
    minimum_respondents: Annotated[int, Field(ge=0)] = 5

    @model_validator(mode="after")
    def _has_a_zone(self) -> Self:
        if self.grey_to < self.grey_from:
            raise refuse("grey-zone-upside-down")
        if self.lot and not self.redraws:
            raise refuse("lot-without-redraws")
        return self


class Must(Section):
    """An agency that is chosen whatever its rank, and why."""

    year: Year
    agency: Text
    reason: Text


class Confirmed(Section):
    """A value that looked wrong, and that somebody has confirmed to be right."""

    values_of: Year  # the year measured
    agency: Text
    indicator: Text
    reason: Text
