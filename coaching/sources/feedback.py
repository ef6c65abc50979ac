"""Checks of sheets filled in after a session, and of what agencies did of what they promised."""

from collections.abc import Callable
from functools import partial

import pandas as pd

from coaching.domain.feedback import ANSWERS, COUNTS, MARKS, TESTS
from coaching.programme import Holds, Source
from coaching.sources.known import Known
from coaching.sources.numbers import is_nothing, number, uses_comma, whole
from coaching.sources.sieve import Sieve

FEEDBACK = list(ANSWERS)
BEST_MARK, FULL_TEST = 5, 100


def check_feedback(sieve: Sieve, known: Known, source: Source) -> pd.DataFrame:
    """Return one row per sheet that says something; columns `FEEDBACK`, missing where it does not.

    Who filled a sheet in is nobody's business: there is no column for it.
    """
    del known, source
    for name in MARKS:
        _take(sieve, name, whole, "not-a-mark", (1, BEST_MARK))
    for name in TESTS:
        read = partial(number, decimal_comma=uses_comma(sieve.rows[name]))
        _take(sieve, name, read, "not-a-test-result", (0, FULL_TEST))
    sieve.reject(sieve.rows[FEEDBACK].isna().all(axis=1), "satisfaction", "not-filled-in")
    return sieve.rows[FEEDBACK].astype(float)


def check_commitments(sieve: Sieve, known: Known, source: Source) -> pd.DataFrame:
    """Return one row per agency: agency and `COUNTS`, whole numbers.

    Where no column says of how many commitments anything is told, it is of all.
    """
    known.resolve_agencies(sieve)
    for name in COUNTS:
        _take(sieve, name, whole, "not-a-count", (0, float("inf")))
    sieve.reject(sieve.rows["made"].isna(), "made", "not-a-count")
    sieve.reject(sieve.rows["done"].isna(), "done", "not-a-count")
    rows = sieve.rows
    told = rows["told"] if "told" in source.columns else rows["told"].fillna(rows["made"])
    # Nothing told of is nothing done; what nobody checked, nobody confirmed.
    sieve.rows = rows.assign(told=told).fillna({"told": 0, "checked": 0, "confirmed": 0})
    more = (sieve.rows["told"] > sieve.rows["made"]) | (sieve.rows["done"] > sieve.rows["told"])
    more |= sieve.rows["confirmed"] > sieve.rows["checked"]
    sieve.reject(more, "done", "no-such-part")
    sieve.reject_repeats(["agency"], list(COUNTS), "agency")
    return sieve.rows[["agency", *COUNTS]].astype(dict.fromkeys(COUNTS, int))


def _take(
    sieve: Sieve,
    name: str,
    read: Callable[[str], float | None],
    reason: str,
    possible: tuple[float, float],
) -> None:
    """Turn a column into numbers; reject cells that say something else than a possible one."""
    cells = sieve.rows[name]
    values = pd.Series([read(cell) for cell in cells], index=cells.index, dtype=float)
    low, high = possible
    wrong = (values.isna() & ~cells.map(is_nothing).astype(bool)) | (values < low) | (values > high)
    sieve.reject(wrong.astype(bool), name, reason)
    sieve.rows = sieve.rows.assign(**{name: values.reindex(sieve.rows.index)})


CHECKS = {Holds.FEEDBACK: check_feedback, Holds.COMMITMENTS: check_commitments}
