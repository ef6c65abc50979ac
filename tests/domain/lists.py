"""A small city of two indicators, and the list made from its values."""

from collections.abc import Mapping, Sequence

import pandas as pd

from coaching.domain.indicators import Indicator
from coaching.domain.selection import Selection, select
from coaching.domain.selection_rules import Must, SelectionRules

SERVICE = Indicator("service", "Service", "Service", "points", 80, 60, 3)
ABSENCE = Indicator("absence", "Absence", "Absence", "days", 2, 12, 1)
BOTH = [SERVICE, ABSENCE]
RULES = SelectionRules(
    capacity=2, minimum_coverage=0.7, minimum_agencies=2, minimum_judged_share=0.5, rest_years=1
)
YEAR = 2026

Values = Mapping[str, Mapping[str, float]]


def long(values: Values) -> pd.DataFrame:
    """Return what sources give: one row per agency and indicator with a value."""
    rows = [(agency, code, value) for agency in values for code, value in values[agency].items()]
    return pd.DataFrame(rows, columns=["agency", "indicator", "value"])


def chosen(
    values: Values,
    rules: SelectionRules = RULES,
    musts: Sequence[Must] = (),
    coached_in: Mapping[str, Sequence[int]] | None = None,
    indicators: Sequence[Indicator] = BOTH,
) -> Selection:
    return select(long(values), list(values), indicators, rules, musts, coached_in or {}, YEAR)


def decisions(found: Selection) -> dict[str, str]:
    return dict(zip(found.table["agency"], found.table["decision"], strict=True))


def with_rules(**changed: float) -> SelectionRules:
    return SelectionRules(**{**vars(RULES), **changed})  # type: ignore[arg-type]


def services(**values: float) -> Values:
    return {agency: {"service": value, "absence": 2.0} for agency, value in values.items()}
