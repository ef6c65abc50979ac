"""A published figure with what it comes from."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from coaching.database.used_values import UsedValue


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
    """

    name: str
    kind: str
    value: Any
    again: Any
    code: str
    values: Sequence[UsedValue] = ()
    is_checked: bool = True

    def as_document(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {**asdict(self), "values": [asdict(one) for one in self.values]}


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
