"""The sections of `indicators.toml`."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from coaching.domain.indicators import Indicator
from coaching.programme.section import Section, Text, refuse


class Measure(Section):
    """One indicator; `selects = false` for one that only judges the outcome.

    The weight counts only among the indicators that select.
    """

    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=64)]
    title: Text
    short_title: str = ""
    unit: Text
    target: float = Field(allow_inf_nan=False)
    floor: float = Field(allow_inf_nan=False)
    weight: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    legal_basis: str = ""
    mean_over_people: bool = False
    person_spread: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    largest_jump: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    defined_since: Annotated[str, Field(pattern=r"^(\d{4}(-Q[1-4])?)?$")] = ""
    selects: bool = True
    possible: tuple[float, float] | None = None  # least and most a value can be
    # Days until a change at work can show in the value; None: nobody has said.
    shows_after_days: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _has_a_direction(self) -> Self:
        if self.possible is not None and not self.possible[0] < self.possible[1]:
            raise refuse("possible-reversed")
        if self.target == self.floor:
            raise refuse("target-is-floor")
        return self

    def indicator(self) -> Indicator:
        """Return it as the rules know it."""
        return Indicator(
            code=self.code,
            title=self.title,
            short_title=self.short_title or self.title,
            unit=self.unit,
            target=self.target,
            floor=self.floor,
            weight=self.weight,
            legal_basis=self.legal_basis,
            mean_over_people=self.mean_over_people,
            person_spread=self.person_spread,
            largest_jump=self.largest_jump,
            defined_since=self.defined_since,
        )


class Measures(Section):
    """The whole of `indicators.toml`."""

    indicator: Annotated[tuple[Measure, ...], Field(min_length=1)]
