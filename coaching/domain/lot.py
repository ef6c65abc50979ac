"""The lot between agencies whom the data cannot tell apart: anybody can draw it again."""

import hashlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coaching.domain.places import fill
from coaching.domain.selection_rules import SelectionRules, Zone

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

DIGITS = 12  # of a ticket that are compared, as whole numbers


@dataclass(frozen=True)
class Seed:
    """The word a lot is drawn with, as it was published beforehand.

    Args:
        published_at: ISO 8601, UTC.
        published_by: a person's name or an account; not frozen with lists.
    """

    word: str
    published_at: str
    published_by: str = ""


def ticket(word: str, year: int, agency: str) -> str:
    """Return an agency's ticket; the smallest are drawn.

    SHA-256 of "WORD:YEAR:AGENCY", which `printf '%s' WORD:YEAR:AGENCY | sha256sum`
    gives too.
    """
    return hashlib.sha256(f"{word}:{year}:{agency}".encode()).hexdigest()


def zones(
    probability: Numbers, on_list: Flags, eligible: Flags, rules: SelectionRules
) -> list[Zone | None]:
    """Return how sure each agency's place is; None for those who cannot be chosen by need."""
    found: list[Zone | None] = []
    for chance, listed, may in zip(probability, on_list, eligible, strict=True):
        if not may:
            found.append(None)
        elif listed and chance >= rules.grey_to:
            found.append(Zone.CERTAIN)
        elif listed or chance >= rules.grey_from:
            found.append(Zone.GREY)
        else:
            found.append(Zone.OUT)
    return found


def draw(
    tickets: list[str],
    zone: list[Zone | None],
    due: Flags,
    places: int,
    reserved: int,
) -> Flags:
    """Return who is on the list once the lot has decided the grey zone.

    Those who are certain keep their place. Places kept for agencies that are due
    stay theirs: within the zone the lot says which of them.
    """
    luck = np.array([-float(int(one[:DIGITS], 16)) for one in tickets])
    certain = np.array([one is Zone.CERTAIN for one in zone], dtype=bool)
    grey = np.array([one is Zone.GREY for one in zone], dtype=bool)
    priority = np.where(certain, 1.0, luck)[None, :]
    drawn: Flags = fill(priority, (certain | grey)[None, :], due, places, reserved)[0]
    return drawn
