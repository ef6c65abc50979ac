"""The made-up city as plain data."""

from dataclasses import dataclass, field
from random import Random

from coaching.city.agencies import AGENCIES, SILENT, MadeAgency
from coaching.city.people import MadePerson, head_counts, make_people
from coaching.city.series import Table, make_series

TRUE_EFFECT = 4.0  # points of IP ASN that coaching really adds
COACHED_A_YEAR = 5
YEARS_OF_COACHING = 5


@dataclass(frozen=True)
class City:
    """A city before its coaching year.

    Args:
        seed: from which everything follows.
        year: the coaching year.
        people: every employee; the head of an agency stands first in it.
        counts: employees by agency.
        series: indicators as if nobody were coached, agencies by quarters, three
            years before the coaching year and that year.
        past: (agency, year) of earlier coaching.
        true_effect: what coaching really adds, in points of IP ASN.
    """

    seed: int
    year: int
    people: tuple[MadePerson, ...]
    counts: dict[str, int]
    series: dict[str, Table] = field(repr=False)
    past: tuple[tuple[str, int], ...]
    true_effect: float = TRUE_EFFECT

    @property
    def agencies(self) -> tuple[MadeAgency, ...]:
        """Every agency, largest first."""
        return AGENCIES


def make_city(seed: int, year: int, *, true_effect: float = TRUE_EFFECT) -> City:
    """Return the city that belongs to a seed."""
    counts = head_counts(seed)
    return City(
        seed=seed,
        year=year,
        people=tuple(make_people(seed, year)),
        counts=counts,
        series=make_series(seed, counts),
        past=_past(seed, year),
        true_effect=true_effect,
    )


def _past(seed: int, year: int) -> tuple[tuple[str, int], ...]:
    dice = Random(f"{seed}:past")
    codes = [agency.code for agency in AGENCIES if agency.code != SILENT]
    return tuple(
        (code, past)
        for past in range(year - YEARS_OF_COACHING, year)
        for code in sorted(dice.sample(codes, COACHED_A_YEAR))
    )
