"""Did the coaching help? An estimate with its interval, and the verdict in one word."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from coaching.domain.evaluation_rules import EvaluationRules, Verdict
from coaching.domain.frames import records
from coaching.domain.indicators import Indicator
from coaching.stats.designs import Estimate, ancova, difference_in_differences


@dataclass(frozen=True)
class CoachedAgency:
    """One coached agency: before, as expected without coaching, after, in the indicator's unit.

    Args:
        difference: after less expected, positive where it is better than expected.
    """

    agency: str
    before: float
    expected: float
    after: float
    difference: float


@dataclass(frozen=True)
class Evaluation:
    """What is known of a year's effect.

    Numbers about effects are oriented: positive is better, also where less of the
    indicator is better.

    Args:
        coached, others: agencies the estimate rests on.
        before_after: mean change of the coached; not an effect of coaching.
        expected_rise: the part of it that is expected without coaching.
        second_opinion: difference in differences without the selection year.
        lost_coached: chosen agencies that cannot be compared: no outcome, no frozen
            score or no baseline.
        lost_others: other agencies that could be compared but for their outcome.
        unranked: agencies left out because they had no frozen score or no baseline.
        reason: why there is no estimate, where that needs saying.
    """

    verdict: Verdict
    coached: int
    others: int
    margin: float
    minimum_coached: int
    minimum_others: int
    lost_coached: int = 0
    lost_others: int = 0
    unranked: int = 0
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    detectable: float | None = None
    before_after: float | None = None
    expected_rise: float | None = None
    second_opinion: float | None = None
    earlier_used: bool = False
    dropped_columns: tuple[str, ...] = ()
    reason: str | None = None
    agencies: tuple[CoachedAgency, ...] = ()

    def as_document(self) -> dict[str, Any]:
        """Return all of it as JSON can hold it."""
        plain = asdict(self)
        plain["verdict"] = self.verdict.value
        return plain


def evaluate(rows: pd.DataFrame, indicator: Indicator, rules: EvaluationRules) -> Evaluation:
    """Estimate the effect of coaching and say what can be said of it.

    The verdict is the first that holds: counts-only, data-not-sufficient,
    depends-on-method (the interval excludes no effect and the second opinion has
    the other sign), raised, lowered, negligible, not-distinguishable. A second
    opinion of the other sign where the interval holds no effect changes nothing:
    that already says that nobody can tell.

    Args:
        rows: one per agency: agency, coached (bool), score (frozen need, missing:
            not ranked), baseline, earlier (may be missing), outcome (missing: lost).
        indicator: the outcome; decides which way is better.
        rules: as the city set them.

    Source: analysis of covariance on the frozen selection score; verdicts in the
        order of the programme's evaluation plan.
    """
    usable = rows[rows["score"].notna() & rows["baseline"].notna()]
    analysed = usable[usable["outcome"].notna()].sort_values("agency", ignore_index=True)
    lost = usable[usable["outcome"].isna()]
    chosen = int(rows["coached"].sum())
    coached = int(analysed["coached"].sum())
    told: dict[str, Any] = {
        "coached": coached,
        "others": len(analysed) - coached,
        "margin": rules.margin,
        "minimum_coached": rules.minimum_coached,
        "minimum_others": rules.minimum_others,
        "lost_coached": chosen - coached,
        "lost_others": int((~lost["coached"].astype(bool)).sum()),
        "unranked": len(rows) - len(usable),
    }
    others_there = len(rows) - chosen
    if chosen < rules.minimum_coached or others_there < rules.minimum_others:
        return Evaluation(Verdict.COUNTS_ONLY, **told)
    if chosen - coached > rules.maximum_lost_share * chosen:
        return Evaluation(Verdict.DATA_NOT_SUFFICIENT, **told, reason="coached-lost")
    if coached < rules.minimum_coached or len(analysed) - coached < rules.minimum_others:
        return Evaluation(Verdict.COUNTS_ONLY, **told)
    try:
        return _estimated(analysed, 1.0 if indicator.higher_is_better else -1.0, rules, told)
    except ValueError as problem:
        return Evaluation(Verdict.DATA_NOT_SUFFICIENT, **told, reason=str(problem))


def _estimated(
    rows: pd.DataFrame, sign: float, rules: EvaluationRules, told: dict[str, Any]
) -> Evaluation:
    flags = rows["coached"].to_numpy(dtype=bool)
    outcome, baseline = (
        sign * rows["outcome"].to_numpy(float),
        sign * rows["baseline"].to_numpy(float),
    )
    has_earlier = bool(rows["earlier"].notna().all())
    covariates = {"score": rows["score"].to_numpy(float), "baseline": baseline}
    second = None
    if has_earlier:
        covariates["earlier"] = sign * rows["earlier"].to_numpy(float)
        second = difference_in_differences(outcome, covariates["earlier"], flags)
    found = ancova(outcome, flags, covariates)
    before_after = float((outcome - baseline)[flags].mean())
    return Evaluation(
        _verdict(found, second, rules.margin),
        **told,
        estimate=found.effect,
        low=found.low,
        high=found.high,
        detectable=found.detectable,
        before_after=before_after,
        expected_rise=before_after - found.effect,
        second_opinion=second,
        earlier_used=has_earlier,
        dropped_columns=found.dropped,
        agencies=_agencies(rows, found, sign),
    )


def _agencies(rows: pd.DataFrame, found: Estimate, sign: float) -> tuple[CoachedAgency, ...]:
    expected = sign * found.expected
    coached = rows.assign(expected=expected)[rows["coached"].to_numpy(dtype=bool)]
    neediest_first = coached.sort_values(["score", "agency"], ascending=[False, True])
    return tuple(
        CoachedAgency(
            row["agency"], row["baseline"], row["expected"], row["outcome"],
            sign * (row["outcome"] - row["expected"]),
        )
        for row in records(neediest_first)
    )  # fmt: skip


def _verdict(found: Estimate, second: float | None, margin: float) -> Verdict:
    excludes_zero = found.low > 0 or found.high < 0
    if excludes_zero and second is not None and np.sign(second) == -np.sign(found.effect):
        return Verdict.DEPENDS_ON_METHOD
    if found.low > 0:
        return Verdict.RAISED
    if found.high < 0:
        return Verdict.LOWERED
    if -margin < found.low and found.high < margin:
        return Verdict.NEGLIGIBLE
    return Verdict.NOT_DISTINGUISHABLE
