"""The rows an evaluation is made from, as its document keeps them, and back."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from coaching.domain.frames import records

NUMBERS = ("score", "baseline", "earlier", "outcome", "earned")
FLAGS = ("coached", "listed", "in_lot", "resting")


def plain_rows(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows by agency as JSON can hold them; what is missing is None."""
    plain = rows.sort_values("agency").astype(object)
    return records(plain.where(plain.notna(), None))


def rows_again(stored: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return stored rows as `coaching.domain.evaluation.evaluate` takes them."""
    rows = pd.DataFrame(stored)
    kinds = {**dict.fromkeys(NUMBERS, float), **dict.fromkeys(FLAGS, bool)}
    return rows.astype({name: kind for name, kind in kinds.items() if name in rows})
