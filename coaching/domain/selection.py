"""Whom to coach: gaps to target, the ranking, the list, and the facts of each reason."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from coaching.domain.circumstances import Circumstances
from coaching.domain.deciding import decide
from coaching.domain.frames import records
from coaching.domain.gaps import gaps, ranking, wide
from coaching.domain.indicators import Indicator
from coaching.domain.reasons import ReasonFacts
from coaching.domain.scores import Scores, scores
from coaching.domain.selection_rules import (
    BY_NEED,
    CHOSEN,
    Decision,
    Must,
    Outcome,
    SelectionRules,
)
from coaching.errors import NoValueForYear

COLUMNS = [
    "agency", "need", "coverage", "rank", "decision", "reason",
    "probability", "zone", "contributions",
]  # fmt: skip
MUST_WORDS = [Decision.MUST.value, Decision.DATA_COACHING.value]


@dataclass(frozen=True)
class Selection:
    """A list, and everything it rests on.

    Args:
        table: one row per agency, neediest first, those not ranked last: agency,
            need (0: every target met; 1: all at the floor; missing: not ranked),
            coverage (0 to 1), rank (from 1), decision, reason (facts of a sentence),
            probability (of being on the list; missing: not asked, or a must), zone
            (missing likewise), contributions (one per indicator with a value).
        values: agency by indicator, as measured.
        errors: standard error of each value; missing: unknown.
        scores: values as they count, with what is left of their errors.
        gaps: agency by indicator; 0 at the target, 1 at the floor, missing: no value.
        missing: agency and indicator without a value.
        cut_off: need of the last agency chosen by rank; None where nobody was.
        lot_places: places the lot decided; 0: none was drawn.
    """

    outcome: Outcome
    table: pd.DataFrame
    values: pd.DataFrame = field(repr=False)
    errors: pd.DataFrame = field(repr=False)
    scores: Scores = field(repr=False)
    gaps: pd.DataFrame = field(repr=False)
    missing: tuple[tuple[str, str], ...] = ()
    cut_off: float | None = None
    lot_places: int = 0

    @property
    def agencies(self) -> list[str]:
        """Codes of the chosen agencies, neediest first."""
        chosen = self.table["decision"].isin([one.value for one in CHOSEN])
        return list(self.table.loc[chosen, "agency"])


def select(
    values: pd.DataFrame,
    agencies: Sequence[str],
    indicators: Sequence[Indicator],
    rules: SelectionRules,
    musts: Sequence[Must],
    coached_in: Mapping[str, Collection[int]],
    year: int,
    *,
    circumstances: Circumstances | None = None,
) -> Selection:
    """Choose the agencies with the greatest need, at most as many as there are places.

    Musts come first and count against the places, then agencies that have long sent
    no data. Nobody without a gap is chosen but a must. Some places are kept for
    agencies long without coaching; where the data cannot tell agencies apart and a
    seed was published, a lot decides. Whether a year can be judged is asked before
    whether anybody needs coaching: silence is not health. A statutory must does not
    depend on indicators, so where there is one and too little is reported, the year
    is still not judged: the list would be half a list.

    Args:
        values: agency, indicator, value, of the year before `year`; `error` (its
            standard error) where that is known.
        agencies: codes of all agencies in force, those without a value too.
        indicators: those that select.
        coached_in: the years each agency was coached in.
        circumstances: what else is known.

    Raises:
        NoValueForYear: there is no value at all.

    Source: min-max normalisation against fixed policy points and linear
        aggregation, OECD/JRC Handbook on Constructing Composite Indicators
        (2008), sections 5 and 6.
    """
    known = replace(circumstances or Circumstances(), musts=musts, coached_in=coached_in)
    raw = wide(values, agencies, indicators)
    if not raw.notna().to_numpy().any():
        raise NoValueForYear(year=year, needed_year=year - 1)
    errors = wide(values, agencies, indicators, "error")
    counted = scores(raw, errors, indicators)
    gap = pd.DataFrame(
        gaps(counted.value.to_numpy(float), indicators), raw.index, raw.columns
    )  # fmt: skip
    ranked = ranking(gap, indicators, rules.minimum_coverage)
    decided, lot_places = decide(ranked, counted, indicators, rules, known, year)
    outcome = _outcome(decided, rules)
    if outcome is not Outcome.PROPOSED:
        # Nobody is chosen from half a picture.
        chosen = decided["decision"].isin([one.value for one in CHOSEN])
        decided["decision"] = decided["decision"].mask(chosen, Decision.RESERVE.value)
        lot_places = 0
    facts = ReasonFacts(raw, counted.value, gap, list(indicators), decided, known, lot_places, year)
    return _told(outcome, decided, facts, errors, counted)


def _told(
    outcome: Outcome,
    decided: pd.DataFrame,
    facts: ReasonFacts,
    errors: pd.DataFrame,
    counted: Scores,
) -> Selection:
    by_need = decided.loc[decided["decision"].isin([one.value for one in BY_NEED]), "need"]
    rows = records(decided)
    reasons = [facts.reason(row) for row in rows]
    parts = [facts.contributions(row["agency"]) for row in rows]
    table = decided.assign(
        reason=pd.Series(reasons, dtype=object), contributions=pd.Series(parts, dtype=object)
    )
    return Selection(
        outcome=outcome,
        table=table[COLUMNS],
        values=facts.values,
        errors=errors,
        scores=counted,
        gaps=facts.gaps,
        missing=_missing(facts.values),
        cut_off=None if by_need.empty else float(by_need.min()),
        lot_places=facts.lot_places,
    )


def _missing(values: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    empty = values.isna()
    return tuple(
        (str(agency), str(code))
        for agency in values.index
        for code in values.columns
        if empty.loc[agency, code]
    )


def _outcome(decided: pd.DataFrame, rules: SelectionRules) -> Outcome:
    judged = int(decided["rank"].notna().sum())
    if len(decided) < rules.minimum_agencies:
        return Outcome.CANNOT_JUDGE
    if judged < rules.minimum_judged_share * len(decided) - 1e-9:
        return Outcome.CANNOT_JUDGE
    has_gap = bool((decided["need"] > 0).any())
    has_must = bool(decided["decision"].isin(MUST_WORDS).any())
    return Outcome.PROPOSED if has_gap or has_must else Outcome.NOBODY_NEEDS_COACHING
