"""Did the coaching help? An estimate with its interval, and the verdict in one word."""

from dataclasses import asdict, dataclass, replace
from typing import Any

import pandas as pd

from coaching.domain.comparing import Part, by_rule, parts
from coaching.domain.estimating import CoachedAgency, estimated
from coaching.domain.evaluation_rules import EvaluationRules, Method, Reason, Verdict
from coaching.domain.fitted import FittedAgency
from coaching.domain.indicators import Indicator

# Its counts of agencies, by name.
AGENCY_COUNTS = (
    "coached", "others", "lost_coached", "lost_others", "unranked", "resting", "overridden",
    "passed_over",
)  # fmt: skip


@dataclass(frozen=True)
class Evaluation:
    """What is known of a year's effect.

    Numbers about effects are oriented: positive is better, also where less of the
    indicator is better.

    Args:
        coached, others: agencies the estimate rests on.
        before_after: mean change of the coached; not an effect of coaching.
        expected_rise: the part of it that is expected without coaching, and without the
            points that attending itself earned.
        second_opinion: difference in differences without the selection year, of agencies
            that have the years before; None: many have none.
        lost_coached: chosen agencies that cannot be compared: no outcome, no frozen
            score or no baseline.
        lost_others: other agencies that could be compared but for their outcome.
        unranked: agencies left out because they had no frozen score or no baseline.
        resting: agencies left out because they were coached shortly before.
        overridden: places on the list that were given by hand.
        passed_over: agencies that the rule alone would have chosen, and that were not coached.
        method: how the effect was estimated.
        lot_chance: share of possible draws with as large a difference, where a lot decided.
        lot_draws: how many of them were looked at.
        points_removed: mean points that attending itself earned the coached, at most;
            taken off before anything was compared.
        reason: why there is no estimate, where that needs saying; or what disagrees.
        fit: every agency the estimate rests on, as the model that gave it sees them.
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
    resting: int = 0
    overridden: int = 0
    passed_over: int = 0
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    detectable: float | None = None
    before_after: float | None = None
    expected_rise: float | None = None
    second_opinion: float | None = None
    method: Method = Method.ANCOVA
    lot_chance: float | None = None
    lot_draws: int | None = None
    points_removed: float | None = None
    earlier_used: bool = False
    dropped_columns: tuple[str, ...] = ()
    reason: str | None = None
    agencies: tuple[CoachedAgency, ...] = ()
    fit: tuple[FittedAgency, ...] = ()

    def as_document(self) -> dict[str, Any]:
        """Return it as JSON can hold it; the fit can be computed again from the rows."""
        plain = asdict(replace(self, fit=()))
        del plain["fit"]
        plain["verdict"], plain["method"] = self.verdict.value, self.method.value
        return plain


def evaluate(
    rows: pd.DataFrame,
    indicator: Indicator,
    rules: EvaluationRules,
    *,
    rule_set_changed: bool = False,
) -> Evaluation:
    """Estimate the effect of coaching and say what can be said of it.

    The verdict is the first that holds: counts-only, data-not-sufficient,
    depends-on-method (the interval excludes no effect and the second opinion has
    the other sign, or the lot says that as much comes by chance), raised, lowered,
    negligible, not-distinguishable. A second opinion of the other sign where the
    interval holds no effect changes nothing: that already says that nobody can tell.

    Args:
        rows: one per agency: agency, coached (bool), score (frozen need, missing:
            not ranked), baseline, earlier (may be missing), outcome (missing: lost);
            and, where they matter, listed, in_lot, resting (bool) and earned (points
            that attending itself earned, at most).
        indicator: the outcome; decides which way is better.
        rules: as the city set them.
        rule_set_changed: the rules of scoring differ before and after.

    Source: analysis of covariance on the frozen selection score; verdicts in the
        order of the programme's evaluation plan.
    """
    part = parts(rows)
    compared, complete = rows[part != Part.RESTING], _complete(rows, part)
    told = _counts(rows, part, complete, rules)
    if refused := _refused(compared, complete, rules, rule_set_changed=rule_set_changed):
        return Evaluation(refused[0], **told, reason=refused[1])
    try:
        sign = 1.0 if indicator.higher_is_better else -1.0
        return Evaluation(**estimated(complete, sign, rules), **told)
    except ValueError as problem:
        return Evaluation(Verdict.DATA_NOT_SUFFICIENT, **told, reason=str(problem))


def analysed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows an estimate rests on, in the order of their agencies' codes."""
    return _complete(rows, parts(rows))


def _complete(rows: pd.DataFrame, part: "pd.Series[Any]") -> pd.DataFrame:
    told = part.isin((Part.COACHED.value, Part.OTHER.value))
    return rows[told].sort_values("agency", ignore_index=True)


def _counts(
    rows: pd.DataFrame, part: "pd.Series[Any]", analysed: pd.DataFrame, rules: EvaluationRules
) -> dict[str, Any]:
    coached = int(analysed["coached"].sum())
    chosen = rows["coached"].astype(bool)
    listed = by_rule(rows)
    return {
        "coached": coached,
        "others": len(analysed) - coached,
        "margin": rules.margin,
        "minimum_coached": rules.minimum_coached,
        "minimum_others": rules.minimum_others,
        "lost_coached": int(chosen.sum()) - coached,
        "lost_others": int(((part == Part.LOST) & ~chosen).sum()),
        "unranked": int((part == Part.UNRANKED).sum()),
        "resting": int((part == Part.RESTING).sum()),
        "overridden": int((chosen & ~listed).sum()),
        "passed_over": int((listed & ~chosen).sum()),
    }


def _refused(
    compared: pd.DataFrame,
    analysed: pd.DataFrame,
    rules: EvaluationRules,
    *,
    rule_set_changed: bool,
) -> tuple[Verdict, str | None] | None:
    """Return the verdict and its reason where no estimate is to be made at all."""
    chosen, coached = int(compared["coached"].sum()), int(analysed["coached"].sum())
    if chosen < rules.minimum_coached or len(compared) - chosen < rules.minimum_others:
        return Verdict.COUNTS_ONLY, None
    if rule_set_changed:
        return Verdict.DATA_NOT_SUFFICIENT, Reason.RULE_SET_CHANGED.value
    if chosen - coached > rules.maximum_lost_share * chosen:
        return Verdict.DATA_NOT_SUFFICIENT, Reason.COACHED_LOST.value
    if coached < rules.minimum_coached or len(analysed) - coached < rules.minimum_others:
        return Verdict.COUNTS_ONLY, None
    return None


__all__ = ["CoachedAgency", "Evaluation", "analysed", "evaluate"]
