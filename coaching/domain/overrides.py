"""Agencies that whoever decides adds to a proposed list or takes from it, each with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Change(StrEnum):
    """What a decision does to one agency of a proposal."""

    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Override:
    """One agency that the decision treats otherwise than the proposal.

    Args:
        decided_by: who wanted that, by office or name.
        reason: why, in writing.
    """

    agency: str
    change: Change
    decided_by: str
    reason: str


def decided_list(
    proposed: Sequence[str], overrides: Sequence[Override], order: Sequence[str]
) -> list[str]:
    """Return the list as decided, in the order of the ranking.

    Args:
        proposed: the agencies of the proposal.
        order: every agency, neediest first.
    """
    added = {one.agency for one in overrides if one.change is Change.ADDED}
    removed = {one.agency for one in overrides if one.change is Change.REMOVED}
    final = (set(proposed) | added) - removed
    return [agency for agency in order if agency in final]


def as_decided(reason: Mapping[str, Any], override: Override | None) -> dict[str, Any]:
    """Return the facts of an agency's reason; of one that was added, who added it and why."""
    if override is None or override.change is not Change.ADDED:
        return dict(reason)
    told = {"kind": "added", "must_reason": override.reason, "decided_by": override.decided_by}
    return {**reason, **told}
