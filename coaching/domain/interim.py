"""How the effect looks so far: a number with its interval, and nothing said of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import pandas as pd

from coaching.domain.evaluation import evaluate
from coaching.domain.evidence import earned_points, evidence_rows
from coaching.domain.indicators import Indicator, Period
from coaching.domain.plan import Plan


@dataclass(frozen=True)
class Interim:
    """An estimate from the values so far; it has no verdict, and none can be read from it.

    Looked at every quarter, an interval of 95 per cent misses the truth more often than one
    time in twenty: that is why the verdict waits for its planned day.

    Args:
        year: of the coaching.
        coached, others: agencies it rests on.
        until: the latest period in it.
        estimate, low, high: in the unit of the outcome, positive is better; None: too few
            agencies, or no model can be fitted.
        detectable: the smallest effect this would show four times in five.
    """

    year: int
    coached: int
    others: int
    until: str
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    detectable: float | None = None


def interim(
    values: pd.DataFrame,
    table: pd.DataFrame,
    coached: Collection[str],
    register: pd.DataFrame,
    *,
    outcome: Indicator,
    plan: Plan,
    year: int,
    last_day: date,
    until: date,
) -> Interim | None:
    """Estimate the effect from what is known by a day, as it will be estimated in the end.

    Args:
        values: agency, indicator, period, value, respondents.
        table: of the frozen list, as `evidence_rows` takes it.
        coached: codes of the agencies on the approved list.
        register: agency and presence of everybody invited.
        last_day: the last day of coaching.
        until: periods that end later are left out.

    Returns:
        None before any value that judges is there.
    """
    known = values[[Period.parse(one).ends_on <= until for one in values["period"]]]
    judged = plan.judged_year(year)
    rows = evidence_rows(
        known, table, coached,
        outcome=plan.outcome, year=year, judged_year=judged, last_day=last_day,
    )  # fmt: skip
    if rows["outcome"].isna().all():
        return None
    rows = rows.assign(earned=earned_points(rows, register, known, plan))
    found = evaluate(rows, outcome, plan.rules)
    own = known[known["indicator"] == plan.outcome]["period"]
    periods = [one for one in map(Period.parse, own.unique()) if one.year == judged]
    latest = max(periods, key=lambda one: (one.ends_on, one.starts_on))
    return Interim(
        year, found.coached, found.others, str(latest),
        found.estimate, found.low, found.high, found.detectable,
    )  # fmt: skip
