"""Between the stages: what the indicators say this quarter; it reports and never selects."""

from datetime import date

from coaching.domain.progress import Report, RunState
from flows.operating import operation, programme_in_force, today
from tasks.artifacts import show_memory
from tasks.quarterly import review, write_review


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
    words = review(year, quarter, programme, day)
    write_review(year, quarter, words, day)
    show_memory(programme)
    facts = {"year": year, "quarter": quarter, "due": len(words.due)}
    return Report(RunState.DONE, "quarterly-review-made", facts)
