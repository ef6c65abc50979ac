"""Which agencies' attendance may be printed: none that points at a handful of people."""

from collections.abc import Iterable

from coaching.reports.words import AgencyAttendance
from coaching.stats.suppression import Sum, suppress

# Smallest group for counts that stay inside the administration; what is published
# beyond it, means and shares of answers, has `smallest_group` of `config/`.
FEWEST_PEOPLE = 5


def hidden_agencies(
    attendance: Iterable[AgencyAttendance], fewest: int = FEWEST_PEOPLE
) -> frozenset[str]:
    """Return the codes of agencies whose attendance is not printed.

    An agency with fewer than `fewest` invited people is hidden, and with it what would
    give it away by subtraction from the total, which stays printed.
    """
    rows = sorted((row for row in attendance if row.invited), key=lambda row: row.agency)
    counts = [row.invited for row in rows]
    total = Sum(len(rows), tuple(range(len(rows))))
    hidden = suppress([*counts, sum(counts)], [total], fewest)
    return frozenset(row.agency for place, row in enumerate(rows) if place in hidden)
