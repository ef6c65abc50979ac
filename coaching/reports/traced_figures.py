"""A published figure with what it comes from."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from coaching.database.used_sheets import UsedSheet
from coaching.database.used_values import UsedValue

CLOSE = 1e-9  # what two machines may differ by


@dataclass(frozen=True)
class Figure:
    """One figure of a report.

    Args:
        name: e.g. `estimate`, or `outcome:dinkes`.
        kind: of its formula: `results`, or the name of an agency's value.
        value: as it was published.
        again: computed again from the records.
        is_checked: else it rests on records of people, which are not kept in versions, and
            is shown as it was written down.
        values: the indicator's values it comes from.
        sheets: of people and promises it comes from, as they are kept now.
    """

    name: str
    kind: str
    value: Any
    again: Any
    code: str
    values: Sequence[UsedValue] = ()
    is_checked: bool = True
    sheets: Sequence[UsedSheet] = ()

    def as_document(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return asdict(replace(self, values=list(self.values), sheets=list(self.sheets)))


@dataclass(frozen=True)
class Trace:
    """The figures of one version, and by what it can be known again."""

    year: int
    version: int
    sha256: str
    score_sha256: str
    plan_sha256: str
    settings_sha256: str | None
    software: str | None
    figures: tuple[Figure, ...]

    def as_document(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {**asdict(self), "figures": [one.as_document() for one in self.figures]}


def same(one: Any, other: Any) -> bool:
    """Say whether two figures are the same, whichever machine computed them."""
    if isinstance(one, bool) or not isinstance(one, int | float):
        return bool(one == other)
    return isinstance(other, int | float) and abs(one - other) <= CLOSE * max(1.0, abs(one))
