"""What the letter that tells how a year ended without coaching is filled with."""

from dataclasses import dataclass
from datetime import date

from coaching.rendering.letter_words import Sender


@dataclass(frozen=True)
class MissingValue:
    """An indicator that an agency did not report."""

    agency: str
    indicator: str
    period: str


@dataclass(frozen=True)
class NoticeWords:
    """The short letter that tells how a year ended without coaching.

    Args:
        kind: "nobody-needs-coaching" or "cannot-judge".
        recipient, title: the appointing authority.
        agencies: how many there are; `judged` of them reported enough.
        minimum_agencies, minimum_judged_percent: what judging a year takes.
        missing: what was not reported.
    """

    sender: Sender
    kind: str
    recipient: str
    title: str
    year: int
    values_of: int
    dated_on: date
    place: str
    agencies: int
    judged: int
    minimum_agencies: int
    minimum_judged_percent: int
    indicators: int
    missing: tuple[MissingValue, ...]
    signatory_nip: str
