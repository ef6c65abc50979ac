"""What an invented recipient does about an invitation: always the same for the same one."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from random import Random

from coaching.city.naming import bare_name


class Way(StrEnum):
    """How somebody answers."""

    CALENDAR_YES = "calendar-yes"
    CALENDAR_NO = "calendar-no"
    CALENDAR_MAYBE = "calendar-maybe"
    WORD_YES = "word-yes"
    WORD_NO = "word-no"
    WORD_DELEGATE = "word-delegate"
    AWAY = "away"
    SILENT = "silent"


SHARES = {
    Way.CALENDAR_YES: 38, Way.CALENDAR_NO: 6, Way.CALENDAR_MAYBE: 4, Way.WORD_YES: 18,
    Way.WORD_NO: 6, Way.WORD_DELEGATE: 8, Way.AWAY: 4, Way.SILENT: 16,
}  # fmt: skip
COMES = {
    Way.CALENDAR_YES: (92, 3, 5), Way.WORD_YES: (94, 3, 3), Way.CALENDAR_MAYBE: (55, 15, 30),
    Way.CALENDAR_NO: (2, 70, 28), Way.WORD_NO: (2, 80, 18), Way.WORD_DELEGATE: (3, 2, 95),
    Way.AWAY: (10, 80, 10), Way.SILENT: (60, 35, 5),
}  # fmt: skip
PRESENCE = ("Hadir", "Tidak hadir", "Diwakilkan")


@dataclass(frozen=True)
class Choice:
    """What one person does about one invitation.

    Args:
        way: how they answer.
        presence: what the sheet will say.
        delegate: who comes instead, where somebody does.
        hours: until they answer.
    """

    way: Way
    presence: str
    delegate: str
    hours: int


def choose(seed: int, address: str, starts: str) -> Choice:
    """Return what the owner of an address does about the session that starts then."""
    dice = Random(f"{seed}:{address.casefold()}:{starts}")
    way = dice.choices(list(SHARES), list(SHARES.values()))[0]
    presence = dice.choices(PRESENCE, COMES[way])[0]
    delegate = bare_name(dice, woman=dice.random() < 0.5)
    return Choice(way, presence, delegate, hours=dice.randint(1, 96))


def stable_name(*parts: object) -> str:
    """Return a name for a file or a mail that is the same in every run."""
    return sha256("\n".join(str(part) for part in parts).encode()).hexdigest()[:24]
