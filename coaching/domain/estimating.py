"""The effect of one round at equal frozen score and past, and what speaks against it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from coaching.domain.comparing import by_rule
from coaching.domain.evaluation_rules import EvaluationRules, Method, Reason, Verdict
from coaching.domain.fitted import ENOUGH, FittedAgency
from coaching.domain.frames import records
from coaching.stats.designs import Estimate, ancova, difference_in_differences
from coaching.stats.instrument import two_stage
from coaching.stats.least_squares import Vector
from coaching.stats.randomisation import LotTest, can_be_rare, lot_test

WEAK_LIST = 10.0  # squared t of the list on who was coached; Staiger and Stock (1997)
RARE = 0.05  # share of draws of a lot that may give as much, where an effect is claimed


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
class Compared:
    """The rows of an evaluation as vectors, oriented: positive is better.

    Args:
        outcome: less the points that attending itself earned.
    """

    flags: npt.NDArray[np.bool_]
    outcome: Vector
    baseline: Vector
    covariates: dict[str, Vector]


def comparison(rows: pd.DataFrame, sign: float) -> Compared:
    """Return complete rows as the estimators take them."""
    outcome = sign * rows["outcome"].to_numpy(float)
    if "earned" in rows:
        outcome = outcome - rows["earned"].fillna(0.0).to_numpy(float)
    baseline = sign * rows["baseline"].to_numpy(float)
    covariates = {"score": rows["score"].to_numpy(float), "baseline": baseline}
    if rows["earlier"].notna().all():
        covariates["earlier"] = sign * rows["earlier"].to_numpy(float)
    return Compared(rows["coached"].to_numpy(dtype=bool), outcome, baseline, covariates)


def estimated(rows: pd.DataFrame, sign: float, rules: EvaluationRules) -> dict[str, Any]:
    """Return verdict and figures of an evaluation by the names it has for them.

    Args:
        rows: as `evaluate` takes them, complete but for `earlier`.
        sign: 1 where more of the outcome is better, else -1.

    Raises:
        ValueError: no model can be fitted.
    """
    told = comparison(rows, sign)
    found, method = _effect(rows, told)
    if found is None:
        return _without_number(Reason.LIST_NOT_FOLLOWED)
    second = _second_opinion(rows, told, sign)
    lot = _lot(rows, told)
    verdict, reason = _verdict(found, second, lot, rules)
    if reason is Reason.POINTS_UNKNOWN:
        return _without_number(reason)
    removed = _points_removed(rows, rules)
    before_after = float(
        (sign * rows["outcome"].to_numpy(float) - told.baseline)[told.flags].mean()
    )
    return {
        "verdict": verdict,
        "reason": reason.value if reason else None,
        "method": method,
        "estimate": found.effect,
        "low": found.low,
        "high": found.high,
        "detectable": found.detectable,
        "before_after": before_after,
        "expected_rise": before_after - found.effect - (removed or 0.0),
        "second_opinion": second,
        "lot_chance": lot.chance if lot else None,
        "lot_draws": lot.draws if lot else None,
        "points_removed": removed,
        "earlier_used": "earlier" in told.covariates,
        "dropped_columns": found.dropped,
        "agencies": _agencies(rows, found, sign),
        "fit": _fit(rows, told, found, sign),
    }


def _without_number(reason: Reason) -> dict[str, Any]:
    return {"verdict": Verdict.DATA_NOT_SUFFICIENT, "reason": reason.value}


def _effect(rows: pd.DataFrame, told: Compared) -> tuple[Estimate | None, Method]:
    """Return the effect and how it was estimated; None where the list says too little."""
    flags, listed = told.flags, by_rule(rows).to_numpy()
    if np.array_equal(listed, flags):
        return ancova(told.outcome, flags, told.covariates), Method.ANCOVA
    by_list = two_stage(told.outcome, flags, listed, told.covariates)
    followed = by_list.strength >= WEAK_LIST
    return by_list.found if followed else None, Method.LIST_AS_INSTRUMENT


def _second_opinion(rows: pd.DataFrame, told: Compared, sign: float) -> float | None:
    """Compare those who have earlier years; None where many of a group have none."""
    known = rows["earlier"].notna().to_numpy(dtype=bool)
    if min(known[told.flags].mean(), known[~told.flags].mean()) < ENOUGH:
        return None
    earlier = sign * rows["earlier"].to_numpy(float)
    return difference_in_differences(told.outcome[known], earlier[known], told.flags[known])


def _lot(rows: pd.DataFrame, told: Compared) -> LotTest | None:
    """Look at every draw as it was made, whatever a hand did to the list afterwards."""
    if "in_lot" not in rows:
        return None
    pool, drawn = rows["in_lot"].to_numpy(dtype=bool), by_rule(rows).to_numpy()
    if not 0 < int(drawn[pool].sum()) < int(pool.sum()):
        return None
    return lot_test(told.outcome, drawn, pool, told.covariates)


def lot_tells(draws: int) -> bool:
    """Say whether a lot of so many possible draws could bear out any effect at all.

    One that cannot would turn every claim down, and not because of what it found.
    """
    return can_be_rare(draws, RARE)


def _points_removed(rows: pd.DataFrame, rules: EvaluationRules) -> float | None:
    if rules.attendance_points is None or "earned" not in rows:
        return rules.attendance_points and 0.0
    return float(rows.loc[rows["coached"].astype(bool), "earned"].fillna(0.0).mean())


def _agencies(rows: pd.DataFrame, found: Estimate, sign: float) -> tuple[CoachedAgency, ...]:
    expected = sign * found.expected
    coached = rows.assign(expected=expected)[rows["coached"].to_numpy(dtype=bool)]
    neediest_first = coached.sort_values(["score", "agency"], ascending=[False, True])
    return tuple(
        CoachedAgency(
            row["agency"], row["baseline"], row["expected"], _after(row, sign),
            sign * (_after(row, sign) - row["expected"]),
        )
        for row in records(neediest_first)
    )  # fmt: skip


def _fit(
    rows: pd.DataFrame, told: Compared, found: Estimate, sign: float
) -> tuple[FittedAgency, ...]:
    past = sum(part for name, part in found.parts.items() if name != "score")
    shown = (told.baseline, found.expected, told.outcome, found.expected - past)
    return tuple(
        FittedAgency(str(agency), bool(coached), float(score), *(sign * float(v) for v in values))
        for agency, coached, score, *values in zip(
            rows["agency"], told.flags, rows["score"], *shown, strict=True
        )
    )


def _after(row: dict[str, Any], sign: float) -> float:
    """Return the outcome without the points that attending itself earned."""
    earned = row.get("earned", 0.0)
    return float(row["outcome"] - sign * (0.0 if pd.isna(earned) else earned))


def _verdict(
    found: Estimate, second: float | None, lot: LotTest | None, rules: EvaluationRules
) -> tuple[Verdict, Reason | None]:
    excludes_zero = found.low > 0 or found.high < 0
    if excludes_zero and second is not None and np.sign(second) == -np.sign(found.effect):
        return Verdict.DEPENDS_ON_METHOD, Reason.SECOND_OPINION
    if excludes_zero and lot is not None and lot_tells(lot.draws) and lot.chance > RARE:
        return Verdict.DEPENDS_ON_METHOD, Reason.LOT
    if found.low > 0 and rules.attendance_points is None:
        return Verdict.DATA_NOT_SUFFICIENT, Reason.POINTS_UNKNOWN
    if found.low > 0:
        return Verdict.RAISED, None
    if found.high < 0:
        return Verdict.LOWERED, None
    if -rules.margin < found.low and found.high < rules.margin:
        return Verdict.NEGLIGIBLE, None
    return Verdict.NOT_DISTINGUISHABLE, None
