"""One row per agency: what an evaluation is made from."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

import pandas as pd

from coaching.domain.attendance import Presence
from coaching.domain.foresight import EARLIER_YEARS
from coaching.domain.frames import records
from coaching.domain.plan import Plan
from coaching.domain.selection_rules import Decision
from coaching.domain.yearly_values import outcome_values, panel

# Decided by the rule, whatever its words: by need, by long waiting, by lot.
BY_HAND = (Decision.MUST.value,)
NO_PLACE = ("reserve",)
NEVER_CHOSEN = ("resting", "no-gap", "not-ranked")
DRAWN, GREY = "lot", "grey"
CAME = (Presence.PRESENT.value, Presence.REPRESENTED.value)
UNANSWERED = "unanswered"  # nothing is known of somebody who was invited
PRESENCES = (*(one.value for one in Presence), UNANSWERED)


def evidence_rows(
    values: pd.DataFrame,
    table: pd.DataFrame,
    coached: Collection[str],
    *,
    outcome: str,
    year: int,
    judged_year: int,
    last_day: date | None,
) -> pd.DataFrame:
    """Return what an evaluation is made from.

    Args:
        values: agency, indicator, period, value: every period there is.
        table: of the frozen list: agency, need (missing: not ranked), decision, and
            zone where the list has a probability.
        coached: codes of the agencies on the approved list.
        outcome: code of the indicator that judges.
        year: of the coaching.
        judged_year: whose values of the outcome judge it.
        last_day: the last day of coaching; quarters that began before do not judge.

    Returns:
        agency, coached, score, baseline, earlier, outcome (missing where there is
        none), listed (the rule alone would have chosen it), in_lot (a lot decided),
        resting (coached too recently to be compared).
    """
    past = panel(values, outcome, range(year - 1 - EARLIER_YEARS, year))
    earlier = past.drop(columns=year - 1).mean(axis=1)
    agency = table["agency"]
    return pd.DataFrame({
        "agency": agency,
        "coached": agency.isin(list(coached)),
        "score": table["need"].astype(float),
        "baseline": agency.map(past[year - 1]),
        "earlier": agency.map(earlier),
        "outcome": agency.map(outcome_values(values, outcome, judged_year, last_day)),
        "listed": agency.isin(listed_by_rule(table)),
        "in_lot": _in_lot(table),
        "resting": table["decision"] == Decision.RESTING.value,
    })  # fmt: skip


def earned_points(
    rows: pd.DataFrame, register: pd.DataFrame, values: pd.DataFrame, plan: Plan
) -> "pd.Series[float]":
    """Return how many points of the outcome each agency's mean rose by attending itself, at most.

    Somebody who came is taken to have earned all the points there are for coming; the
    agency's mean rises by that share of its staff.

    Args:
        rows: agency, in the order of the answer.
        register: agency and presence of everybody invited.
        values: agency, indicator, period, respondents: tells the size of the staff.
        plan: says what attending earns.
    """
    each = plan.attendance_points or 0.0
    came = register[register["presence"].isin(CAME)].groupby("agency").size()
    own = values[(values["indicator"] == plan.outcome) & values["respondents"].notna()]
    staff = own.sort_values("period").groupby("agency")["respondents"].last()
    came = rows["agency"].map(came).fillna(0.0)
    # Where nobody counted the staff, all of it came: no fewer points can then be left over.
    staff = rows["agency"].map(staff).fillna(came).clip(lower=came).clip(lower=1.0)
    return each * came / staff


def attendance_counts(register: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Return how many people of each agency were present, absent and so on.

    Args:
        register: agency and presence (missing: nothing is known) of everybody invited.
    """
    counts: dict[str, Counter[str]] = {}
    for row in records(register.fillna({"presence": UNANSWERED})):
        counts.setdefault(row["agency"], Counter())[row["presence"]] += 1
    return {agency: dict(sorted(count.items())) for agency, count in sorted(counts.items())}


def invited_counts(attendance: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """Return how many people of each agency were invited, from `attendance_counts`."""
    return {agency: sum(counts.values()) for agency, counts in attendance.items()}


def listed_by_rule(table: pd.DataFrame) -> set[str]:
    """Return whom the rule alone would have chosen, had nobody been put in by hand.

    Places given by hand go back to the neediest without one, in the order of need.
    """
    by_hand = table["decision"].isin(BY_HAND)
    not_chosen = table["decision"].isin([*NO_PLACE, *NEVER_CHOSEN])
    chosen = table[~not_chosen & ~by_hand]
    waiting = table[(by_hand | table["decision"].isin(NO_PLACE)) & (table["need"] > 0)]
    neediest = waiting.sort_values(["need", "agency"], ascending=[False, True])
    return {*chosen["agency"], *neediest["agency"].head(int(by_hand.sum()))}


def _in_lot(table: pd.DataFrame) -> "pd.Series[bool]":
    """Say among whom a lot decided: those drawn, and those of the grey zone who were not."""
    drawn = table["decision"] == DRAWN
    if "zone" not in table or not drawn.any():
        return drawn
    return drawn | ((table["zone"] == GREY) & table["decision"].isin(NO_PLACE))
