"""Between the stages: what the indicators say this quarter; it reports and never selects."""

from datetime import date

from coaching.domain.progress import Report, RunState
from flows.operating import operation, programme_in_force, today
from tasks.quarterly import review, write_review


@operation("quarterly-review", run_name="{year}-Q{quarter}-quarterly-review")
def quarterly_review(year: int, quarter: int, as_of: date | None = None) -> Report:
    """Tinjau indikator satu triwulan: yang dibina, yang lain, dan siapa saatnya dibina lagi.

    Args:
        year: of the quarter.
        quarter: 1 to 4.
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    words = review(year, quarter, programme, day)
    write_review(year, quarter, words, day)
    facts = {"year": year, "quarter": quarter, "due": len(words.due)}
    return Report(RunState.DONE, "quarterly-review-made", facts)
