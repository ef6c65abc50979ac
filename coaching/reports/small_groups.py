"""Which agencies' attendance may be printed: none that points at a handful of people."""

from collections.abc import Iterable

from coaching.reports.words import AgencyAttendance

# Smallest group for counts that stay inside the administration.
FEWEST_PEOPLE = 5


def hidden_agencies(
    attendance: Iterable[AgencyAttendance], fewest: int = FEWEST_PEOPLE
) -> frozenset[str]:
    """Return the codes of agencies whose attendance is not printed.

    An agency with fewer than `fewest` invited people is hidden. The total stays
    printed, so if the hidden ones together are still that few, the next smallest
    agency is hidden too: subtraction then gives a group, not a person.
    """
    by_size = sorted((row for row in attendance if row.invited), key=lambda row: row.invited)
    hidden: list[AgencyAttendance] = []
    for row in by_size:
        people = sum(other.invited for other in hidden)
        if row.invited < fewest or 0 < people < fewest:
            hidden.append(row)
    return frozenset(row.agency for row in hidden)
