"""Are the indicators themselves still worth selecting on: six checks, once a year."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

import numpy as np
import pandas as pd

from coaching.domain.indicators import Indicator, Period
from coaching.domain.relevance_rules import (
    Check,
    Finding,
    IndicatorReview,
    Pair,
    Redefined,
    RelevanceReview,
    RelevanceRules,
    proposed,
)
from coaching.domain.yearly_values import values_of_year
from coaching.stats.persistence import persistence
from coaching.stats.ranks import rank_correlation

PERIODS = 4  # newest ones that persistence is judged on
FEWEST = 8  # agencies below which a spread, a share or a correlation of them says nothing
Panel = pd.DataFrame  # agency by period, oldest period first


def review(
    values: pd.DataFrame,
    agencies: Sequence[str],
    indicators: Sequence[Indicator],
    outcome: Indicator,
    rules: RelevanceRules,
    *,
    year: int,
    as_of: date,
    flags_before: Mapping[str, int],
    shows_after_days: Mapping[str, int],
    seed: int = 0,
) -> RelevanceReview:
    """Look at each indicator with six checks and propose what becomes of it.

    Proposes, never deletes: a person decides.

    Args:
        values: agency, indicator, period, value; all periods there are.
        agencies: codes of those in force.
        outcome: the indicator that judges the coaching.
        year: the last year whose values count.
        as_of: the day of the review; the age of the newest value is told on it.
        flags_before: how many flags each indicator had at the last review.
        shows_after_days: days until a change at work can show in an indicator's value.
        seed: of the resampling behind the limit of the association.
    """
    panels = {one.code: _panel(values, one.code, agencies, year) for one in indicators}
    judging = _panel(values, outcome.code, agencies, year)
    found = []
    for one in indicators:
        panel = panels[one.code]
        pair = _before_and_after(values, one, outcome, panel, judging, agencies, year)
        sign = 1 if one.higher_is_better == outcome.higher_is_better else -1
        findings = (
            *_of_today(panel, one, len(agencies), rules, as_of),
            _association(pair, sign, rules, seed),
        )
        flags = sum(finding.is_flagged for finding in findings)
        days = shows_after_days.get(one.code)
        found.append(
            IndicatorReview(
                indicator=one.code,
                period=None if panel.empty else str(panel.columns[-1]),
                reported=0 if panel.empty else int(panel.iloc[:, -1].notna().sum()),
                agencies=len(agencies),
                findings=findings,
                proposal=proposed(flags, flags_before.get(one.code, 0)),
                can_move=None if days is None else days <= rules.follow_up_days,
            )
        )
    return RelevanceReview(tuple(found), tuple(_pairs(panels, rules.double_counting)))


def _panel(values: pd.DataFrame, code: str, agencies: Sequence[str], year: int) -> Panel:
    """Return an indicator's periods up to the end of a year: quarters where there are any.

    A period in which nobody reported stands in no panel.
    """
    own = values[values["indicator"] == code]
    periods = {text: Period.parse(text) for text in own["period"].unique()}
    ended = {text: one for text, one in periods.items() if one.year <= year}
    newest = max((one.year for one in ended.values()), default=year)
    has_quarters = any(one.quarter and one.year == newest for one in ended.values())
    kept = sorted(
        (text for text, one in ended.items() if (one.quarter is not None) == has_quarters),
        key=lambda text: ended[text].ends_on,
    )
    table = own[own["period"].isin(kept)].pivot(index="agency", columns="period", values="value")
    return table.reindex(index=sorted(set(agencies)), columns=kept).dropna(axis=1, how="all")


def _of_today(
    panel: Panel, indicator: Indicator, agencies: int, rules: RelevanceRules, as_of: date
) -> Iterator[Finding]:
    now = panel.iloc[:, -1].dropna() if not panel.empty else pd.Series(dtype=float)
    share = len(now) / agencies if agencies else 0.0
    yield Finding(
        Check.COVERAGE, share, None, rules.minimum_coverage,
        share < rules.minimum_coverage - 1e-9,
    )  # fmt: skip
    yield _ceiling(now, indicator, rules.ceiling_share)
    yield _spread(now, indicator, rules.minimum_spread)
    yield _persists(panel, rules.minimum_persistence)
    yield _freshness(panel, rules, as_of)


def _ceiling(now: "pd.Series[float]", indicator: Indicator, bound: float) -> Finding:
    if now.empty:
        return Finding(Check.CEILING, None, None, bound, is_flagged=False)
    reached = now >= indicator.target if indicator.higher_is_better else now <= indicator.target
    share = float(reached.mean())
    return Finding(Check.CEILING, share, None, bound, share >= bound - 1e-9)


def _spread(now: "pd.Series[float]", indicator: Indicator, bound: float) -> Finding:
    if len(now) < FEWEST:
        return Finding(Check.SPREAD, None, None, bound, is_flagged=False)
    distance = float(now.quantile(0.9) - now.quantile(0.1))
    share = distance / abs(indicator.target - indicator.floor)
    return Finding(Check.SPREAD, share, None, bound, share < bound - 1e-9)


def _persists(panel: Panel, bound: float) -> Finding:
    recent = panel.iloc[:, -PERIODS:].dropna().to_numpy(float)
    found = persistence(recent) if len(recent) >= FEWEST else None
    if found is None:
        return Finding(Check.PERSISTENCE, None, None, bound, is_flagged=False)
    return Finding(Check.PERSISTENCE, found.share, found.upper, bound, found.upper < bound)


def _freshness(panel: Panel, rules: RelevanceRules, as_of: date) -> Finding:
    """Flag values that are copies of the ones before, or older than a period and a half."""
    bound = rules.maximum_unchanged
    if panel.empty:
        return Finding(Check.FRESHNESS, None, None, bound, is_flagged=False)
    newest = Period.parse(str(panel.columns[-1]))
    length = (newest.ends_on - newest.starts_on).days + 1
    age = max(0, (as_of - newest.ends_on).days) / length
    both = panel.iloc[:, -2:].dropna()
    if panel.shape[1] < 2 or both.empty:
        return Finding(Check.FRESHNESS, None, age, bound, age > rules.maximum_age_periods)
    same = float((both.iloc[:, 0] == both.iloc[:, 1]).mean())
    return Finding(
        Check.FRESHNESS, same, age, bound, same > bound or age > rules.maximum_age_periods
    )


def _before_and_after(
    values: pd.DataFrame,
    indicator: Indicator,
    outcome: Indicator,
    panel: Panel,
    judging: Panel,
    agencies: Sequence[str],
    year: int,
) -> tuple["pd.Series[float]", "pd.Series[float]"] | None:
    """Return an indicator's values and the outcome of the period after them, by agency."""
    if panel.empty or judging.empty:
        return None
    if _is_quarterly(panel) != _is_quarterly(judging):
        # Quarters against years: both as years, each a whole year after the other.
        return (
            _of_year(values, indicator.code, year - 1, agencies),
            _of_year(values, outcome.code, year, agencies),
        )
    following = {str(_before(Period.parse(str(text)))): text for text in judging.columns}
    shared = [text for text in panel.columns if text in following]
    return (panel[shared[-1]], judging[following[shared[-1]]]) if shared else None


def _is_quarterly(panel: Panel) -> bool:
    return Period.parse(str(panel.columns[-1])).quarter is not None


def _before(period: Period) -> Period:
    if period.quarter is None:
        return Period(period.year - 1)
    return Period(period.year - (period.quarter == 1), (period.quarter - 2) % 4 + 1)


def _of_year(
    values: pd.DataFrame, code: str, year: int, agencies: Sequence[str]
) -> "pd.Series[float]":
    own = values_of_year(values[values["indicator"] == code], year)
    return own.set_index("agency")["value"].reindex(sorted(set(agencies)))


def _association(
    pair: tuple["pd.Series[float]", "pd.Series[float]"] | None,
    sign: int,
    rules: RelevanceRules,
    seed: int,
) -> Finding:
    bound = rules.minimum_association
    found = None
    if pair is not None:
        before, after = (np.asarray(one, np.float64) for one in pair)
        found = rank_correlation(sign * before, after, seed=seed)
    if found is None or found.pairs < FEWEST:
        return Finding(Check.ASSOCIATION, None, None, bound, is_flagged=False)
    return Finding(Check.ASSOCIATION, found.rho, found.upper, bound, found.upper < bound)


def _pairs(panels: Mapping[str, Panel], bound: float) -> Iterator[Pair]:
    """Return the pairs of indicators whose newest values nearly say the same."""
    newest = {code: panel.iloc[:, -1] for code, panel in panels.items() if not panel.empty}
    for first, second in combinations(newest, 2):
        both = pd.concat([newest[first], newest[second]], axis=1).dropna().to_numpy(float)
        if len(both) < FEWEST or (np.ptp(both, axis=0) == 0).any():
            continue
        correlation = float(np.corrcoef(both.T)[0, 1])
        if abs(correlation) >= bound:
            yield Pair(first, second, correlation)


def redefined(
    before: Sequence[Mapping[str, object]], now: Sequence[Mapping[str, object]]
) -> Iterator[Redefined]:
    """Return what of an indicator's definition changed; such values are not of one kind.

    Args:
        before, now: the indicators as `config/` had them then and has them now;
            `code`, and what else is said of each.
    """
    earlier = {one["code"]: one for one in before}
    for one in now:
        known = earlier.get(one["code"], {})
        for what in DEFINING:
            if what in known and what in one and known[what] != one[what]:
                yield Redefined(str(one["code"]), what, str(known[what]), str(one[what]))


DEFINING = ("title", "unit", "target", "floor", "weight", "legal_basis", "rule_set")
