"""What a list was computed from, as one document with a fingerprint: anybody can recompute it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from math import isnan
from typing import Any

import pandas as pd

from coaching.domain.circumstances import Circumstances
from coaching.domain.frames import records
from coaching.domain.indicators import Indicator
from coaching.domain.lot import Seed
from coaching.domain.selection import Selection
from coaching.domain.selection_rules import Decision, Must, SelectionRules

FORMAT_VERSION = 2
DECIMALS = 12  # of computed numbers: the last binary digit may differ between machines

# What is computed, by format version; the rest of a document is what it was computed from.
RESULTS: Mapping[int, tuple[str, ...]] = {
    1: ("outcome", "list", "cut_off", "need", "resting"),
    2: (
        "outcome", "list", "cut_off", "need", "resting", "counted", "decisions", "probability",
        "zone", "lot_places",
    ),
}  # fmt: skip


def frozen_score(
    selection: Selection,
    *,
    year: int,
    indicators: Sequence[Indicator],
    rules: SelectionRules,
    musts: Sequence[Must],
    code_version: str,
    circumstances: Circumstances | None = None,
    detectable: float | None = None,
) -> dict[str, Any]:
    """Return everything a selection was made from and what came of it, as JSON can hold it.

    Args:
        detectable: smallest effect that the evaluation of this list is likely to find; told
            from years past, which a document does not hold, and so kept as it was told.
    """
    known = circumstances or Circumstances()
    return {
        "format_version": FORMAT_VERSION,
        "code_version": code_version,
        "year": year,
        "values_of": year - 1,
        "values": _table(selection.values),
        "errors": _table(selection.errors),
        "indicators": [asdict(one) for one in indicators],
        "rules": asdict(rules),
        "musts": [asdict(one) for one in musts],
        "coached_in": {
            code: past
            for code, years in sorted(known.coached_in.items())
            if (past := sorted(one for one in years if one < year))
        },
        "silent": list(known.silent),
        "withheld": _withheld(known),
        "seed": _seed(known.seed),
        "detectable": None if detectable is None else round(detectable, DECIMALS),
        **results(selection, FORMAT_VERSION),
    }


def results(selection: Selection, format_version: int) -> dict[str, Any]:
    """Return what a selection came to, as documents of that format hold it."""
    table = selection.table
    decision = dict(zip(table["agency"], table["decision"], strict=True))
    plain = {
        "outcome": selection.outcome.value,
        "list": selection.agencies,
        "cut_off": selection.cut_off,
        "need": _column(table, "need"),
        # Rests come from years past, which nothing else in a document of version 1 tells of.
        "resting": sorted(one for one in decision if decision[one] == Decision.RESTING.value),
    }
    if format_version == 1:
        return plain
    more = {
        "counted": _table(selection.scores.value),
        "decisions": decision,
        "probability": _column(table, "probability"),
        "zone": {row["agency"]: row["zone"] for row in records(table) if row["zone"]},
        "lot_places": selection.lot_places,
    }
    # Needs stay as they are: the evaluation uses exactly these numbers.
    return {**plain, **_rounded(more)}


def _seed(seed: Seed | None) -> dict[str, str] | None:
    """Return the word and when it was published; who did stands in its own record alone."""
    return {"word": seed.word, "published_at": seed.published_at} if seed else None


def _withheld(known: Circumstances) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for (agency, code), facts in sorted(known.withheld.items()):
        found.setdefault(agency, {})[code] = dict(facts)
    return found


def _column(table: pd.DataFrame, name: str) -> dict[str, float]:
    there = table.dropna(subset=[name])
    return {row["agency"]: float(row[name]) for row in records(there)}


def _table(values: pd.DataFrame) -> dict[str, dict[str, float]]:
    frozen: dict[str, dict[str, float]] = {}
    for agency, row in values.astype(float).to_dict("index").items():
        frozen[str(agency)] = {str(code): value for code, value in row.items() if not isnan(value)}
    return frozen


def _rounded(told: Any) -> Any:
    if isinstance(told, float):
        return round(told, DECIMALS)
    if isinstance(told, dict):
        return {name: _rounded(value) for name, value in told.items()}
    return told
