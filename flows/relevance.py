"""Once a year: are the indicators themselves still worth selecting on; it proposes only."""

from datetime import date

from coaching.domain.progress import Report, RunState
from coaching.domain.relevance_rules import Fate
from flows.operating import operation, programme_in_force, today
from tasks.cycle import open_year
from tasks.relevance import review_indicators, show_relevance, write_relevance


@operation("relevance-review")
def relevance_review(year: int | None = None, as_of: date | None = None) -> Report:
    """Tinjau kegunaan indikator: enam pemeriksaan mengusulkan, orang yang memutuskan.

    Args:
        year: in which the indicators are to select; empty: the year of the day.
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    year = year or programme.year_opened_by(day)
    open_year(year, programme, day)
    found = review_indicators(year, programme, day)
    write_relevance(year, found, programme, day)
    show_relevance(year, found, programme)
    doubted = [one for one in found.indicators if one.proposal is not Fate.KEEP]
    facts = {"year": year, "indicators": len(found.indicators), "doubted": len(doubted)}
    return Report(RunState.DONE, "relevance-reviewed", facts)
