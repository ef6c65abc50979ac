"""How often and when people who have not answered are reminded."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from coaching.domain.reminders import ReminderRule
from coaching.programme.section import Section, refuse

Days = Annotated[int, Field(ge=1, le=60)]


class Reminders(Section):
    """Reminders of one appointment; a session that moves starts counting anew."""

    count: Annotated[int, Field(ge=0, le=9)] = 0  # how many at most, for each person
    first_days_before: Days = 8  # of the session
    spacing_days: Days = 3  # at least that many days between two letters to the same person
    valid_days: Days = 2  # what could not leave within that many days is missed, and not sent

    @model_validator(mode="after")
    def _one_at_a_time(self) -> Self:
        if self.valid_days > self.spacing_days:
            raise refuse("reminders-overlap")
        return self

    @property
    def rule(self) -> ReminderRule:
        """The rule they follow."""
        return ReminderRule(self.count, self.first_days_before, self.spacing_days, self.valid_days)

    @property
    def last_days_before(self) -> int:
        """How many days before the session the last one may leave."""
        after_first = (self.count - 1) * self.spacing_days + self.valid_days - 1
        return self.first_days_before - after_first
