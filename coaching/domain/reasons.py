"""Why an agency stands where it stands: facts for a sentence, no words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from coaching.domain.indicators import Indicator

TOP = 3  # contributions named in a reason


@dataclass(frozen=True)
class ReasonFacts:
    """What the sentence about each agency needs.

    Args:
        wide: value by agency and indicator.
        gaps: gap by agency and indicator; 0 at the target, 1 at the floor.
        ranked: how many agencies were ranked.
        must_reasons: the written reason of each must, by agency.
    """

    wide: pd.DataFrame
    gaps: pd.DataFrame
    indicators: list[Indicator]
    ranked: int
    must_reasons: Mapping[str, str]

    def reason(self, row: dict[Any, Any]) -> dict[str, Any]:
        """Return the facts of one agency, as JSON can hold them; `kind` is its decision."""
        agency = str(row["agency"])
        is_ranked = not pd.isna(row["rank"])
        return {
            "kind": row["decision"],
            "rank": int(row["rank"]) if is_ranked else None,
            "of": self.ranked,
            "need": float(row["need"]) if is_ranked else None,
            "coverage": float(row["coverage"]),
            "top": self._top(agency) if is_ranked else [],
            "missing": [one.code for one in self.indicators if np.isnan(self._value(agency, one))],
            "must_reason": self.must_reasons.get(agency),
        }

    def _value(self, agency: str, indicator: Indicator) -> float:
        return float(self.wide.loc[agency, indicator.code])  # type: ignore[arg-type]

    def _top(self, agency: str) -> list[dict[str, Any]]:
        parts = {
            one.code: one.weight * float(self.gaps.loc[agency, one.code])  # type: ignore[arg-type]
            for one in self.indicators
            if not np.isnan(self._value(agency, one))
        }
        total = sum(parts.values())
        by_code = {one.code: one for one in self.indicators}
        first = sorted(
            (code for code in parts if parts[code] > 0), key=lambda code: (-parts[code], code)
        )
        return [
            {
                "indicator": code,
                "value": self._value(agency, by_code[code]),
                "target": by_code[code].target,
                "share": parts[code] / total,
            }
            for code in first[:TOP]
        ]
