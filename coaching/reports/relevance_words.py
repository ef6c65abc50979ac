"""What the page about the indicators themselves is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coaching.domain.relevance_rules import Fate, RelevanceReview, RelevanceRules


@dataclass(frozen=True)
class EarlierDecision:
    """What was decided about an indicator in an earlier year, and why."""

    year: int
    title: str
    decision: Fate
    reason: str
    decided_by: str


@dataclass(frozen=True)
class RelevanceWords:
    """What the page of the yearly review needs.

    Args:
        language: "id" or "en".
        year: in which the indicators are to select; their values are of the year before.
        review: what the checks found.
        rules: where they drew their lines.
        titles: short title of each indicator, by code.
        targets: target and unit of each indicator, by code.
        decided: what stands decided for this year, by code.
        earlier: decisions of the years before, newest first.
        reviewed_on: the date on the page.
    """

    language: str
    year: int
    review: RelevanceReview
    rules: RelevanceRules
    titles: dict[str, str]
    decided: dict[str, Fate]
    earlier: tuple[EarlierDecision, ...]
    reviewed_on: date
    targets: Mapping[str, tuple[float, str]] = field(default_factory=dict)
    is_invented: bool = False
