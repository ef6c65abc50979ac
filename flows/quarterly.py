"""Between the stages: what the indicators say this quarter; it reports and never selects."""

from datetime import date

from coaching.domain.progress import Report, RunState
from flows.operating import operation, programme_in_force, today, told_problem
from tasks.artifacts import show_memory
from tasks.quarterly import Refreshed, refresh, review, write_review


@operation("quarterly-review")
def quarterly_review(
    year: int | None = None, quarter: int | None = None, as_of: date | None = None
) -> Report:
    """Tinjau indikator satu triwulan: yang dibina, yang lain, dan siapa saatnya dibina lagi.

    Args:
        year: of the quarter; empty, as is the quarter: the latest one that is due.
        quarter: 1 to 4.
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    if year is None or quarter is None:
        year, quarter = programme.review_due_by(day)
    # As of a day in the past it says what was known then; a made-up city lives on that day.
    is_then = as_of is not None and not programme.city.is_invented
    fresh = Refreshed() if is_then else refresh(year, programme, day)
    words = review(year, quarter, programme, day)
    write_review(year, quarter, words, day)
    show_memory(programme)
    facts: dict[str, object] = {"year": year, "quarter": quarter, "due": len(words.due)}
    if fresh.problem is not None:
        facts["why"] = told_problem(fresh.problem)[0]
        return Report(RunState.DONE, "quarterly-review-stale", facts, fresh.problem)
    return Report(RunState.DONE, "quarterly-review-made", facts)
