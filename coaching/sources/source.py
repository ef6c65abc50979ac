"""Reading a source: its files, its rows, and the checks of what it holds."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from coaching.programme import Holds, Source
from coaching.sources import (
    agencies,
    attendance,
    feedback,
    indicators,
    ip_asn_results,
    people,
)
from coaching.sources.known import Known
from coaching.sources.loading import Mend, load
from coaching.sources.read import Reading
from coaching.sources.sieve import KEY, Sieve

Check = Callable[[Sieve, Known, Source], pd.DataFrame]
CHECKS: Mapping[Holds, Check] = {
    **agencies.CHECKS,
    **attendance.CHECKS,
    **feedback.CHECKS,
    **indicators.CHECKS,
    **ip_asn_results.CHECKS,
    **people.CHECKS,
}


def read_source(source: Source, folder: Path, known: Known, mend: Mend | None = None) -> Reading:
    """Read all files of a source.

    Rows that `where` leaves out are not part of the source; rows of indicators
    this city does not use are counted in `left_out`. All others are accepted or
    rejected.

    Args:
        source: where the files lie and how their columns map to ours.
        folder: what a relative path is relative to.
        known: what the checks need beside the file.
        mend: corrects cells before they are checked.

    Raises:
        SourceMissing: no file.
        SourceUnreadable: a file that is no table in any form we read.
        SourceAway, AccessRefused: what holds it does not answer, or not to us.
        ColumnMissing: a column the configuration names is not in a file.
    """
    loaded = load(source, folder, known, mend)
    sieve = loaded.sieve
    omitted = 0
    if source.holds is Holds.INDICATORS:
        other = indicators.left_out(sieve.rows, known)
        omitted = int(other.sum())
        sieve.rows = sieve.rows[~other]
    accepted = CHECKS[source.holds](sieve, known, source)
    return Reading(
        source=source.name,
        holds=source.holds,
        files=loaded.files,
        accepted=accepted.reset_index(drop=True),
        rejected=sieve.rejected(),
        noticed=sieve.noticed(),
        read=len(loaded.table) - omitted,
        left_out=omitted,
        columns=source.columns,
        accepted_keys=frozenset(sieve.rows[KEY]),
    )
