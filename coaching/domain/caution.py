"""When the city would rather not judge; apart from the rules, since `coaching status` reads it."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Caution:
    """When the city would rather not judge.

    Args:
        minimum_quarters: of the year, where others report by quarter.
        minimum_respondents: people a mean over people must rest on.
        confirmed: agency and indicator whose value of the year somebody has confirmed:
            a jump or a repetition is then believed.
    """

    minimum_quarters: int = 1
    minimum_respondents: int = 0
    confirmed: Collection[tuple[str, str]] = ()
