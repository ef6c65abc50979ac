"""Days off: national holidays from a library, the city's own from `holidays.toml`, weekends."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal

from pydantic import field_validator

from coaching.programme.section import Section, Text, refuse

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ESTIMATED = ("perkiraan", "estimated")  # the library's word for a moon not sighted yet
LANGUAGES = {"ID": "id"}  # where the library knows the names in the country's own language


class LocalDay(Section):
    """A day the city itself takes off, or one decreed after the library was made."""

    date: date
    name: Text


class DaysOff(Section):
    """The whole of `holidays.toml`."""

    country: str = "ID"  # ISO 3166; empty: no national holidays
    weekend: tuple[Weekday, ...] = ("saturday", "sunday")
    day: tuple[LocalDay, ...] = ()
    worked: tuple[date, ...] = ()  # days off that are worked all the same

    @field_validator("country")
    @classmethod
    def _is_known(cls, country: str) -> str:
        if country and not known(country):
            raise refuse("country-unknown")
        return country

    def name_of(self, day: date) -> str | None:
        """Return why a day is off: its holiday, or its weekday in English; None: it is not."""
        if day in self.worked:
            return None
        local = {one.date: one.name for one in self.day}
        name = local.get(day) or national(self.country, day.year).get(day)
        weekday = WEEKDAYS[day.weekday()]
        return name or (weekday if weekday in self.weekend else None)

    def is_estimated(self, year: int) -> bool:
        """Say whether some national holidays of a year are not fixed yet."""
        names = national(self.country, year).values()
        return any(word in name for name in names for word in ESTIMATED)


@cache
def national(country: str, year: int) -> Mapping[date, str]:
    """Return the national holidays of a year, common leave days (cuti bersama) too."""
    if not country:
        return {}
    from holidays import country_holidays  # half a second, and only who asks for a day needs it

    found = country_holidays(country, years=year, language=LANGUAGES.get(country))
    if "government" in found.supported_categories:
        found = country_holidays(
            country,
            years=year,
            language=LANGUAGES.get(country),
            categories=("public", "government"),
        )
    return dict(found.items())


def known(country: str) -> bool:
    """Say whether the library has holidays of a country."""
    if country in LANGUAGES:
        return True  # the usual ones; to ask the library takes half a second at each start
    from holidays import list_supported_countries

    return country in list_supported_countries()
