"""What is known beside values and rules when agencies are chosen."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coaching.domain.lot import Seed
from coaching.domain.selection_rules import Must


@dataclass(frozen=True)
class Circumstances:
    """What is known beside the values.

    Args:
        musts: chosen whatever their rank; they count against the places.
        coached_in: the years each agency was coached in.
        silent: agencies that have been without data for too long, longest first.
        withheld: why a value that is there is not used, or why there is none: facts by
            agency and indicator; `why` is a word of `coaching.domain.usable.Why`.
        seed: the published word of the lot; None: no lot.
    """

    musts: Sequence[Must] = ()
    coached_in: Mapping[str, Collection[int]] = field(default_factory=dict)
    silent: Sequence[str] = ()
    withheld: Mapping[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    seed: Seed | None = None
