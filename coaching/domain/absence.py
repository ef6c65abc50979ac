"""Unexcused absence and the ladder of PP 94/2021: which days lead to which punishment."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Step:
    """One step of the ladder.

    Args:
        number: from 1, the mildest.
        days: least unexcused working days of a year, added up.
        level: "minor", "moderate" or "severe".
        code: the punishment, a key of the words of terms.
    """

    number: int
    days: int
    level: str
    code: str


# Source: PP 94/2021 on discipline of civil servants, obligation to come to work.
LADDER = (
    Step(1, 3, "minor", "oral-reprimand"),
    Step(2, 4, "minor", "written-reprimand"),
    Step(3, 7, "minor", "statement-of-dissatisfaction"),
    Step(4, 11, "moderate", "allowance-cut-6-months"),
    Step(5, 14, "moderate", "allowance-cut-9-months"),
    Step(6, 17, "moderate", "allowance-cut-12-months"),
    Step(7, 21, "severe", "demotion-12-months"),
    Step(8, 25, "severe", "released-12-months"),
    Step(9, 28, "severe", "dismissal"),
)
IN_A_ROW = 10  # consecutive working days that lead to the last step by themselves


def step(days: int, in_a_row: int | None = None) -> Step | None:
    """Return the step a year's absence leads to; None below the ladder.

    Args:
        days: unexcused working days of the year.
        in_a_row: the longest run of them, where it is known.
    """
    if in_a_row is not None and in_a_row >= IN_A_ROW:
        return LADDER[-1]
    return next((one for one in reversed(LADDER) if days >= one.days), None)


def step_number() -> pl.Expr:
    """Return the step of rows with days and in_a_row (may be missing); 0 below the ladder."""
    reached = [pl.when(pl.col("days") >= one.days).then(one.number) for one in reversed(LADDER)]
    at_once = pl.when(pl.col("in_a_row") >= IN_A_ROW).then(LADDER[-1].number)
    return pl.coalesce(at_once, *reached, 0).cast(pl.UInt8)
