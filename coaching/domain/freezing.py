"""What a list was computed from, as one document with a fingerprint: anybody can recompute it."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from math import isnan
from typing import Any

from coaching.domain.frames import records
from coaching.domain.indicators import Indicator
from coaching.domain.selection import Selection
from coaching.domain.selection_rules import Decision, Must, SelectionRules

FORMAT_VERSION = 1


def frozen_score(
    selection: Selection,
    *,
    year: int,
    indicators: Sequence[Indicator],
    rules: SelectionRules,
    musts: Sequence[Must],
    code_version: str,
) -> dict[str, Any]:
    """Return everything a selection was made from, as JSON can hold it."""
    ranked = selection.table.dropna(subset=["need"])
    rests = selection.table["decision"] == Decision.RESTING.value
    return {
        "format_version": FORMAT_VERSION,
        "code_version": code_version,
        "year": year,
        "values_of": year - 1,
        "outcome": selection.outcome.value,
        "list": selection.agencies,
        "cut_off": selection.cut_off,
        "need": {row["agency"]: row["need"] for row in records(ranked)},
        # Rests come from years past, which nothing else in here tells of.
        "resting": sorted(selection.table.loc[rests, "agency"]),
        "values": _values(selection),
        "indicators": [asdict(one) for one in indicators],
        "rules": asdict(rules),
        "musts": [asdict(one) for one in musts],
    }


def _values(selection: Selection) -> dict[str, dict[str, float]]:
    frozen: dict[str, dict[str, float]] = {}
    for agency, row in selection.values.astype(float).to_dict("index").items():
        frozen[str(agency)] = {str(code): value for code, value in row.items() if not isnan(value)}
    return frozen


def canonical(document: Mapping[str, Any]) -> str:
    """Return a document as the one text that its fingerprint is made of."""
    return json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def fingerprint(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a document, in hexadecimal."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def list_fingerprint(year: int, agencies: Iterable[str]) -> str:
    """Return the SHA-256 of an exact list of agencies; their order does not matter."""
    return fingerprint({"year": year, "agencies": sorted(agencies)})


def difference(before: Iterable[str], now: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return what was added to a list and what was removed from it."""
    old, new = set(before), set(now)
    return sorted(new - old), sorted(old - new)
