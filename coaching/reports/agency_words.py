"""What the page of one agency is told."""

from dataclasses import dataclass
from datetime import date

from coaching.domain.standing import Standing


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator of an agency.

    Args:
        value: as measured; None: there is none.
        counted: as it counts, where people are few.
        gap: 0 at the target, 1 at the floor or more; None without a value.
        median_gap: of all agencies with a value.
        share: of the agency's need, 0 to 1.
    """

    title: str
    unit: str
    target: float
    floor: float
    weight: float
    value: float | None
    counted: float | None
    gap: float | None
    median_gap: float | None
    share: float


@dataclass(frozen=True)
class TrendPoint:
    """The need of a year; None where too little was reported. `median` is that of all agencies."""

    year: int
    need: float | None
    low: float | None
    high: float | None
    median: float | None


@dataclass(frozen=True)
class Turn:
    """One change that would have been enough: title, unit, value now, value then; all together."""

    moves: tuple[tuple[str, str, float, float], ...]


@dataclass(frozen=True)
class AgencyWords:
    """What the page of one agency needs.

    Args:
        decision: word of `coaching.domain.selection_rules.Decision`.
        reason: why, in sentences.
        rank, of: its place among those ranked; None: not ranked.
        need: None where not ranked.
        places: that went by need.
        probability: of being on the list; None: not asked, or need does not decide.
        standing: how sure its rank is; None: not known.
        turns: what would have brought it across the line; `is_above`: it stands above it.
        last_coached: None: never on record.
    """

    language: str
    year: int
    name: str
    decision: str
    reason: str
    rank: int | None
    of: int
    need: float | None
    coverage: float
    places: int
    probability: float | None
    standing: Standing | None
    indicators: tuple[IndicatorLine, ...]
    trend: tuple[TrendPoint, ...]
    turns: tuple[Turn, ...]
    is_above: bool
    missing: tuple[str, ...]
    last_coached: int | None
    organiser: str
    proposed_on: date
    score_sha256: str
    redraws: int
    rest_years: int
    is_invented: bool = False
