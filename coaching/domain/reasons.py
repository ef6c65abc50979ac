"""Why an agency stands where it stands: facts for a sentence, no words."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from coaching.domain.circumstances import Circumstances
from coaching.domain.indicators import Indicator

TOP = 3  # contributions named in a reason


@dataclass(frozen=True)
class ReasonFacts:
    """What the sentence about each agency needs.

    Args:
        values: by agency and indicator, as measured.
        counted: the same as they count.
        gaps: gap by agency and indicator; 0 at the target, 1 at the floor.
        decided: one row per agency, as `coaching.domain.deciding` returns them.
        lot_places: places the lot gave away.
        year: of the coaching.
    """

    values: pd.DataFrame
    counted: pd.DataFrame
    gaps: pd.DataFrame
    indicators: list[Indicator]
    decided: pd.DataFrame
    known: Circumstances
    lot_places: int
    year: int

    def reason(self, row: dict[Any, Any]) -> dict[str, Any]:
        """Return the facts of one agency, as JSON can hold them; `kind` is its decision."""
        agency = str(row["agency"])
        is_ranked = not pd.isna(row["rank"])
        parts = [one for one in self.contributions(agency) if one["share"] > 0] if is_ranked else []
        missing = [one.code for one in self.indicators if np.isnan(self._value(agency, one))]
        musts = {one.agency: one.reason for one in self.known.musts}
        return {
            "kind": row["decision"],
            "rank": int(row["rank"]) if is_ranked else None,
            "of": int(self.decided["rank"].notna().sum()),
            "need": float(row["need"]) if is_ranked else None,
            "coverage": float(row["coverage"]),
            "top": [_short(one) for one in parts[:TOP]],
            "missing": missing,
            "withheld": [
                {"indicator": code, **self.known.withheld[agency, code]}
                for code in missing
                if (agency, code) in self.known.withheld
            ],
            "must_reason": musts.get(agency),
            "probability": None if pd.isna(row["probability"]) else float(row["probability"]),
            "zone": row["zone"],
            "last_coached": self._last_coached(agency),
            "lot": self._lot(row),
        }

    def contributions(self, agency: str) -> list[dict[str, Any]]:
        """Return what each indicator with a value adds to the need, the greatest first.

        Returns:
            indicator, value (as measured), counted (as it counts), target, floor,
            gap, weight, share (of the need, 0 to 1).
        """
        there = [one for one in self.indicators if not np.isnan(self._value(agency, one))]
        gap, counted = self._plain["gaps"][agency], self._plain["counted"][agency]
        total = sum(one.weight * gap[one.code] for one in there)
        parts = [
            {
                "indicator": one.code,
                "value": self._value(agency, one),
                "counted": counted[one.code],
                "target": one.target,
                "floor": one.floor,
                "gap": gap[one.code],
                "weight": one.weight,
                "share": one.weight * gap[one.code] / total if total > 0 else 0.0,
            }
            for one in there
        ]
        return sorted(parts, key=lambda part: (-float(part["share"]), part["indicator"]))

    def _value(self, agency: str, indicator: Indicator) -> float:
        return self._plain["values"][agency][indicator.code]

    @cached_property
    def _plain(self) -> dict[str, dict[str, dict[str, float]]]:
        """The tables as mappings: asked once for each agency and indicator."""
        tables = {"values": self.values, "counted": self.counted, "gaps": self.gaps}
        return {
            name: {str(code): _row(row) for code, row in table.to_dict("index").items()}
            for name, table in tables.items()
        }

    def _last_coached(self, agency: str) -> int | None:
        years = [one for one in self.known.coached_in.get(agency, ()) if one < self.year]
        return max(years, default=None)

    def _lot(self, row: dict[Any, Any]) -> dict[str, Any] | None:
        """Return how the lot went for an agency that took part in it."""
        if not isinstance(row["ticket"], str) or self.lot_places == 0:
            return None
        tickets = sorted(one for one in self.decided["ticket"] if isinstance(one, str))
        return {
            "ticket": row["ticket"],
            "place": tickets.index(row["ticket"]) + 1,
            "of": len(tickets),
            "places": self.lot_places,
        }


def _short(part: dict[str, Any]) -> dict[str, Any]:
    told = {name: part[name] for name in ("indicator", "value", "target", "share")}
    return told if part["counted"] == part["value"] else {**told, "counted": part["counted"]}


def _row(row: dict[Any, Any]) -> dict[str, float]:
    return {str(code): float(value) for code, value in row.items()}
