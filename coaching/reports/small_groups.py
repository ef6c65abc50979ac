"""Which agencies' attendance may be printed: none that points at a handful of people."""

from collections.abc import Iterable, Mapping

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
    return hidden_groups({row.agency: row.invited for row in attendance}, fewest)


def hidden_groups(people: Mapping[str, int], fewest: int = FEWEST_PEOPLE) -> frozenset[str]:
    """Return the groups that are not printed beside a printed total of all of them.

    Args:
        people: how many belong to each group.
    """
    groups = sorted(people)
    counts = [people[one] for one in groups]
    total = Sum(len(groups), tuple(range(len(groups))))
    hidden = suppress([*counts, sum(counts)], [total], fewest)
    return frozenset(one for place, one in enumerate(groups) if place in hidden)
