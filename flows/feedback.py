"""After stage 4: what participants answered, and what became of what agencies promised."""

from datetime import date

from coaching.domain.progress import Report, RunState
from flows.operating import operation, programme_in_force, today
from tasks.cycle import open_year
from tasks.feedback import take_feedback


@operation("collect-feedback", run_name="{year}-collect-feedback")
def collect_feedback(year: int, session: str | None = None, as_of: date | None = None) -> Report:
    """Ambil lembar evaluasi peserta, dan tindak lanjut komitmen perangkat daerah.

    Args:
        year: the year in which coaching happens.
        session: only this session's code; empty: every session that was held, and commitments.
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    open_year(year, programme, day)
    taken = take_feedback(year, session, programme, day)
    facts = {
        "year": year,
        "sessions": list(taken.sessions),
        "sheets": taken.sheets,
        "agencies": taken.agencies,
        "rejected": taken.rejected,
    }
    if not taken.sessions and not taken.agencies:
        return Report(RunState.WAITING_FOR_DATA, "waiting-for-feedback", facts)
    return Report(RunState.DONE, "feedback-taken", facts)
