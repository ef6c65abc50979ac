"""A file of rejects of employee rows that a person corrected, taken back."""

from collections.abc import Callable, Iterable

import pandas as pd

from coaching.domain.corrections import Mending
from coaching.sources.cells import clean
from coaching.sources.corrections import Lines, TakenBack, mending_of, outdated
from coaching.sources.employees.reading import EmployeeReading
from coaching.sources.rejects import shown
from coaching.sources.sieve import KEY

Cells = dict[tuple[str, str], set[str]]


def take_back_rows(
    read: Callable[[Mending], EmployeeReading], told: Lines, standing: Mending
) -> TakenBack:
    """Read a list again with the corrections of a file; see `sources.corrections.take_back`.

    Args:
        read: reads the list with corrections.
        standing: those from before.

    Raises:
        RejectsUnedited: nothing was changed.
        SourceUnreadable: none of its rows is in the list as it lies there now.
    """
    before, now = read(Mending()), read(standing)
    cells = _cells(before, now)
    here = [one for one in told.lines if (one.key, one.column) in cells]
    if not here:
        raise outdated(told.source, told)
    edits = [one for one in here if clean(one.value) not in cells[one.key, one.column]]
    mending = mending_of(told, before.rejected, edits, standing)
    after = read(mending)
    still = set(after.rejected[KEY])
    rejected = set(before.rejected[KEY])
    accepted = len(rejected - still - mending.gone)
    kept = tuple(one for one in edits if one.key in still)
    return TakenBack(after.told(), len(rejected), accepted, kept, mending)


def _cells(*readings: EmployeeReading) -> Cells:
    """Return as what a file of rejects showed each cell."""
    found: Cells = {}
    for row in _rows(readings):
        value = shown(row["column"], row["value"], is_masked=True)
        found.setdefault((row[KEY], row["column"]), set()).add(clean(value))
    return found


def _rows(readings: Iterable[EmployeeReading]) -> Iterable[dict[str, str]]:
    for one in readings:
        yield from pd.concat([one.rejected, one.noticed]).to_dict("records")  # type: ignore[misc]
