"""What the city decided about choosing agencies, and what a list can say of them."""

from dataclasses import dataclass
from enum import StrEnum


class Decision(StrEnum):
    """What the list says of an agency.

    `selected`: chosen by need. `due`: chosen on a place kept for those long without
    coaching. `lot`: drawn among those whom the data cannot tell apart. `must`: chosen
    for a written reason. `data-coaching`: chosen because it has long sent no data.
    `reserve`: has a gap, and no place was left. `resting`: coached too recently.
    `no-gap`: every target met. `not-ranked`: too few indicators reported to say.
    """

    SELECTED = "selected"
    DUE = "due"
    LOT = "lot"
    MUST = "must"
    DATA_COACHING = "data-coaching"
    RESERVE = "reserve"
    RESTING = "resting"
    NO_GAP = "no-gap"
    NOT_RANKED = "not-ranked"


BY_NEED = (Decision.SELECTED, Decision.DUE, Decision.LOT)
CHOSEN = (*BY_NEED, Decision.MUST, Decision.DATA_COACHING)


class Zone(StrEnum):
    """How sure a place on the list is, given what the data can tell.

    `certain`: on the list in nearly every redraw. `grey`: the data cannot decide.
    `out`: hardly ever on it.
    """

    CERTAIN = "certain"
    GREY = "grey"
    OUT = "out"


class Outcome(StrEnum):
    """How a selection ends; the last two are finished outcomes of the year."""

    PROPOSED = "proposed"
    NOBODY_NEEDS_COACHING = "nobody-needs-coaching"
    CANNOT_JUDGE = "cannot-judge"


@dataclass(frozen=True)
class SelectionRules:
    """What the city decided about selecting.

    What has a default was not asked before lists had a probability: a list frozen
    without it is computed again with the default, and comes out as it was.

    Args:
        capacity: places there are.
        minimum_coverage: least share of indicator weight an agency must report, 0 to 1.
        minimum_agencies: with fewer agencies the year cannot be judged.
        minimum_judged_share: nor with a smaller share of agencies that reach the coverage.
        rest_years: an agency coached that many years ago or less is left out.
        maintenance_years: not coached for that long, an agency is due.
        maintenance_share: that share of the places, rounded down, goes to agencies that
            are due and have a gap, in order of need.
        redraws: how often the list is drawn again; 0: no probability is told.
        redraw_seed: where its random numbers start.
        weight_spread: relative spread of the weights in the redraws.
        lot: whether a lot decides between `grey_from` and `grey_to`.
        grey_from: with a smaller probability an agency is out.
        grey_to: with this probability or more, an agency on the list is certain.
        silent_years: so many years without data put an agency on the list, for data
            coaching; 0: never.
    """

    capacity: int
    minimum_coverage: float
    minimum_agencies: int
    minimum_judged_share: float
    rest_years: int
    maintenance_years: int = 5
    maintenance_share: float = 0.0
    redraws: int = 0
    redraw_seed: int = 1
    weight_spread: float = 0.25
    lot: bool = False
    grey_from: float = 0.2
    grey_to: float = 0.8
    silent_years: int = 0


@dataclass(frozen=True)
class Must:
    """An agency that is chosen whatever its rank, and the written reason."""

    agency: str
    reason: str
