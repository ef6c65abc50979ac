"""What the model behind a verdict says of each agency, and of both groups over the years."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import pandas as pd

ENOUGH = 0.80  # share of a group that must have a value for its mean of a year to be told


@dataclass(frozen=True)
class FittedAgency:
    """One agency the estimate rests on, in the indicator's unit.

    Args:
        score: the frozen need.
        before: the value of the year before.
        expected: what the model expects without coaching.
        after: the value that judges, without the points that attending itself earned.
        at_score: what the model expects without coaching at this score and an average past.
    """

    agency: str
    coached: bool
    score: float
    before: float
    expected: float
    after: float
    at_score: float

    @property
    def after_at_score(self) -> float:
        """Return the value that judges, moved to an average past."""
        return self.at_score + self.after - self.expected


@dataclass(frozen=True)
class Course:
    """The means of both groups over the years; the same agencies from the list's year on.

    Args:
        years: in which somebody was measured, oldest first; the last one judges.
        coached, others: one mean per year; None: too few had a value.
        expected: the mean the model expects of the coached without coaching, in the last year.
    """

    years: tuple[int, ...]
    coached: tuple[float | None, ...]
    others: tuple[float | None, ...]
    expected: float

    @property
    def has_dip(self) -> bool:
        """Say whether the coached lost on the others in the year that chose them."""
        earlier, before = -3, -2
        if len(self.years) < 3:
            return False
        ends = [group[at] for group in (self.coached, self.others) for at in (earlier, before)]
        then, chosen, others_then, others_chosen = ends
        if then is None or chosen is None or others_then is None or others_chosen is None:
            return False
        return abs(chosen - others_chosen) > abs(then - others_then)


def course(
    fit: Sequence[FittedAgency], past: pd.DataFrame, year: int, judged_year: int
) -> Course | None:
    """Return how both groups moved; None without a fit.

    Args:
        past: agency by year: values of the years before the one that chose.
        year: of the coaching; the year before it chose.
        judged_year: whose values judge.
    """
    if not fit:
        return None
    coached = _means([one for one in fit if one.coached], past)
    others = _means([one for one in fit if not one.coached], past)
    years = (*(int(one) for one in past.columns), year - 1, judged_year)
    told = [at for at, pair in enumerate(zip(coached, others, strict=True)) if pair != (None, None)]
    return Course(
        tuple(years[at] for at in told), tuple(coached[at] for at in told),
        tuple(others[at] for at in told), fmean(one.expected for one in fit if one.coached),
    )  # fmt: skip


def _means(group: Sequence[FittedAgency], past: pd.DataFrame) -> tuple[float | None, ...]:
    own = past.reindex([one.agency for one in group])
    earlier = [
        float(own[column].mean()) if own[column].notna().mean() >= ENOUGH else None
        for column in own
    ]
    return (*earlier, fmean(one.before for one in group), fmean(one.after for one in group))
