"""Whom to coach: gaps to target, the ranking, the list, and the facts of each reason."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from coaching.domain.frames import records
from coaching.domain.indicators import Indicator
from coaching.domain.reasons import ReasonFacts
from coaching.domain.selection_rules import Decision, Must, Outcome, SelectionRules
from coaching.errors import NoValueForYear


@dataclass(frozen=True)
class Selection:
    """A list, and everything it rests on.

    Args:
        table: one row per agency, neediest first, those not ranked last: agency,
            need (0: every target met; 1: all at the floor; missing: not ranked),
            coverage (0 to 1), rank (from 1), decision, reason (facts of a sentence).
        gaps: agency by indicator; 0 at the target, 1 at the floor, missing: no value.
        missing: agency and indicator without a value.
        cut_off: need of the last agency chosen by rank; None where nobody was.
    """

    outcome: Outcome
    table: pd.DataFrame
    values: pd.DataFrame = field(repr=False)
    gaps: pd.DataFrame = field(repr=False)
    missing: tuple[tuple[str, str], ...] = ()
    cut_off: float | None = None

    @property
    def agencies(self) -> list[str]:
        """Codes of the chosen agencies, neediest first."""
        chosen = self.table["decision"].isin([Decision.SELECTED.value, Decision.MUST.value])
        return list(self.table.loc[chosen, "agency"])


def select(
    values: pd.DataFrame,
    agencies: Sequence[str],
    indicators: Sequence[Indicator],
    rules: SelectionRules,
    musts: Sequence[Must],
    coached_in: Mapping[str, Collection[int]],
    year: int,
) -> Selection:
    """Choose the agencies with the greatest need, at most as many as there are places.

    Musts come first and count against the places. Nobody without a gap is chosen
    but a must. Whether a year can be judged is asked before whether anybody needs
    coaching: silence is not health. A statutory must does not depend on
    indicators, so where there is one and too little is reported, the year is
    still not judged: the list would be half a list.

    Args:
        values: agency, indicator, value, of the year before `year`.
        agencies: codes of all agencies in force, those without a value too.
        indicators: those that select.
        coached_in: the years each agency was coached in.

    Raises:
        NoValueForYear: there is no value at all.

    Source: min-max normalisation against fixed policy points and linear
        aggregation, OECD/JRC Handbook on Constructing Composite Indicators
        (2008), sections 5 and 6.
    """
    wide = _wide(values, agencies, indicators)
    if not wide.notna().to_numpy().any():
        raise NoValueForYear(year=year, needed_year=year - 1)
    gaps = _gaps(wide, indicators)
    ranking = _ranking(gaps, indicators, rules.minimum_coverage)
    decided = _decide(ranking, rules, {one.agency for one in musts}, coached_in, year)
    outcome = _outcome(decided, rules)
    if outcome is not Outcome.PROPOSED:
        # Nobody is chosen from half a picture.
        chosen = decided["decision"].isin([Decision.SELECTED.value, Decision.MUST.value])
        decided["decision"] = decided["decision"].mask(chosen, Decision.RESERVE.value)
    reasons = {must.agency: must.reason for must in musts}
    facts = ReasonFacts(wide, gaps, list(indicators), int(ranking["rank"].notna().sum()), reasons)
    by_rank = decided.loc[decided["decision"] == Decision.SELECTED.value, "need"]
    return Selection(
        outcome=outcome,
        table=decided.assign(
            reason=pd.Series([facts.reason(row) for row in records(decided)], dtype=object)
        ),
        values=wide,
        gaps=gaps,
        missing=_missing(wide),
        cut_off=None if by_rank.empty else float(by_rank.min()),
    )


def _missing(wide: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    empty = wide.isna()
    return tuple(
        (str(agency), str(code))
        for agency in wide.index
        for code in wide.columns
        if empty.loc[agency, code]
    )


def _wide(
    values: pd.DataFrame, agencies: Sequence[str], indicators: Sequence[Indicator]
) -> pd.DataFrame:
    table = values.pivot(index="agency", columns="indicator", values="value")
    codes = [one.code for one in indicators]
    wide = table.reindex(index=sorted(set(agencies)), columns=codes).astype(float)
    return wide.rename_axis(index="agency", columns="indicator")


def _gaps(wide: pd.DataFrame, indicators: Sequence[Indicator]) -> pd.DataFrame:
    """Return 0 at the target and 1 at the floor; further below the floor counts on.

    Not capped at 1: of two agencies below the floor the worse one needs it more.
    """
    target = pd.Series({one.code: one.target for one in indicators})
    floor = pd.Series({one.code: one.floor for one in indicators})
    # Adding 0 turns the -0.0 of a value exactly at its target into 0.0.
    return ((target - wide) / (target - floor)).clip(lower=0) + 0.0


def _ranking(
    gaps: pd.DataFrame, indicators: Sequence[Indicator], minimum_coverage: float
) -> pd.DataFrame:
    weights = pd.Series({one.code: one.weight for one in indicators})
    observed = gaps.notna().mul(weights).sum(axis=1)
    coverage = observed / weights.sum()
    # A sum of weights such as 0.35 + 0.35 must not miss 0.70 by the last binary digit.
    judged = (coverage >= minimum_coverage - 1e-9) & (observed > 0)
    need = (gaps.mul(weights).sum(axis=1) / observed).where(judged)
    table = pd.DataFrame({"need": need, "coverage": coverage.clip(0, 1)}).reset_index()
    # Rounded for the order only: ties must not be broken by the last binary digit.
    order = table.assign(shown=-table["need"].round(12)).sort_values(
        ["shown", "agency"], na_position="last", ignore_index=True
    )
    places = pd.Series(np.arange(1, len(order) + 1), dtype="Int64")
    return order.drop(columns="shown").assign(rank=places.where(order["need"].notna()))


def _decide(
    ranking: pd.DataFrame,
    rules: SelectionRules,
    musts: Collection[str],
    coached_in: Mapping[str, Collection[int]],
    year: int,
) -> pd.DataFrame:
    left = max(0, rules.capacity - len(set(musts) & set(ranking["agency"])))
    decisions = []
    for row in records(ranking):
        if row["agency"] in musts:
            decision = Decision.MUST
        elif pd.isna(row["rank"]):
            decision = Decision.NOT_RANKED
        elif row["need"] == 0:
            decision = Decision.NO_GAP
        elif _rests(coached_in.get(row["agency"], ()), year, rules.rest_years):
            decision = Decision.RESTING
        elif left > 0:
            decision, left = Decision.SELECTED, left - 1
        else:
            decision = Decision.RESERVE
        decisions.append(decision.value)
    return ranking.assign(decision=decisions)


def _rests(years: Collection[int], year: int, rest_years: int) -> bool:
    return any(0 < year - coached <= rest_years for coached in years)


def _outcome(decided: pd.DataFrame, rules: SelectionRules) -> Outcome:
    judged = int(decided["rank"].notna().sum())
    if len(decided) < rules.minimum_agencies:
        return Outcome.CANNOT_JUDGE
    if judged < rules.minimum_judged_share * len(decided) - 1e-9:
        return Outcome.CANNOT_JUDGE
    has_gap = bool((decided["need"] > 0).any())
    has_must = bool((decided["decision"] == Decision.MUST.value).any())
    return Outcome.PROPOSED if has_gap or has_must else Outcome.NOBODY_NEEDS_COACHING
