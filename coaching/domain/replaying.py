"""A frozen list computed again from its own document: the same, or where it first differs."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import pandas as pd

from coaching.domain.circumstances import Circumstances
from coaching.domain.freezing import RESULTS, results
from coaching.domain.indicators import Indicator
from coaching.domain.lot import Seed
from coaching.domain.selection import Selection, select
from coaching.domain.selection_rules import Must, SelectionRules

Change = Mapping[str, float]


def selected_again(document: Mapping[str, Any]) -> Selection:
    """Choose again from what a document holds, of any format version."""
    return _select(document, indicators_of(document), rules_of(document))


def indicators_of(document: Mapping[str, Any]) -> list[Indicator]:
    """Return the indicators a document was made with."""
    return [_known(Indicator, one) for one in document["indicators"]]


def rules_of(document: Mapping[str, Any]) -> SelectionRules:
    """Return the rules a document was made with."""
    rules: SelectionRules = _known(SelectionRules, document["rules"])
    return rules


def selected_otherwise(
    document: Mapping[str, Any],
    *,
    capacity: int | None = None,
    weights: Change | None = None,
    targets: Change | None = None,
) -> Selection:
    """Choose from the same values under other decisions of the city.

    Args:
        weights, targets: by indicator; those not named stay.

    Raises:
        KeyError: an indicator that the document does not know.
        ValueError: decisions that cannot be meant, such as a target at the floor.
    """
    indicators = {one["code"]: _known(Indicator, one) for one in document["indicators"]}
    for code, weight in (weights or {}).items():
        indicators[code] = replace(indicators[code], weight=weight)
    for code, target in (targets or {}).items():
        indicators[code] = replace(indicators[code], target=target)
    if sum(one.weight for one in indicators.values()) <= 0:
        raise ValueError("the weights must add up to more than zero")
    rules: SelectionRules = _known(SelectionRules, document["rules"])
    if capacity is not None:
        rules = replace(rules, capacity=capacity)
    return _select(document, list(indicators.values()), rules)


def recomputed(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document with every result computed again from what stands beside it.

    Raises:
        LookupError: of a format version that this programme does not know.
    """
    version = document["format_version"]
    if version not in RESULTS:
        raise LookupError(version)
    return {**document, **results(selected_again(document), version)}


def first_difference(frozen: Any, again: Any, place: str = "") -> tuple[str, object, object] | None:
    """Return where two documents first differ, and what each says there; None: nowhere.

    Mappings are compared in the order of their keys, as their canonical text has them.
    """
    if isinstance(frozen, dict) and isinstance(again, dict):
        for key in sorted({*frozen, *again}):
            where = f"{place}.{key}" if place else str(key)
            found = first_difference(frozen.get(key), again.get(key), where)
            if found:
                return found
        return None
    if isinstance(frozen, list) and isinstance(again, list) and len(frozen) == len(again):
        pairs = enumerate(zip(frozen, again, strict=True), start=1)
        differences = (first_difference(*pair, f"{place}[{number}]") for number, pair in pairs)
        return next((one for one in differences if one), None)
    return None if frozen == again else (place, frozen, again)


def _select(
    document: Mapping[str, Any], indicators: list[Indicator], rules: SelectionRules
) -> Selection:
    year = document["year"]
    coached_in = document.get("coached_in")
    if coached_in is None:  # version 1 told who rests, and nothing more of the past
        coached_in = {agency: [year - 1] for agency in document["resting"]}
    seed = document.get("seed")
    return select(
        _values(document), list(document["values"]), indicators, rules,
        [Must(**one) for one in document["musts"]], coached_in, year,
        circumstances=Circumstances(
            silent=document.get("silent", []),
            withheld={
                (agency, code): facts
                for agency, row in document.get("withheld", {}).items()
                for code, facts in row.items()
            },
            seed=Seed(**seed) if seed else None,
        ),
    )  # fmt: skip


def _values(document: Mapping[str, Any]) -> pd.DataFrame:
    errors = document.get("errors", {})
    rows = [
        (agency, code, value, errors.get(agency, {}).get(code))
        for agency, row in document["values"].items()
        for code, value in row.items()
    ]
    table = pd.DataFrame(rows, columns=["agency", "indicator", "value", "error"])
    return table.astype({"value": float, "error": float})


def _known(kind: Any, told: Mapping[str, Any]) -> Any:
    """Return a dataclass of what a document tells; what it does not know has its default."""
    names = {one.name for one in fields(kind)}
    return kind(**{name: value for name, value in told.items() if name in names})
