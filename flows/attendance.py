"""Stage 4: take in who came."""

from collections.abc import Sequence
from datetime import date

from coaching.domain.cycle import Stage
from coaching.domain.progress import Report, RunState
from coaching.errors import NotYet
from coaching.programme import Programme
from flows.operating import operation, programme_in_force, today
from tasks.artifacts import show_attendance
from tasks.attendance import read_sheet, save_register, sessions_held
from tasks.correspondence import post_letters, thank
from tasks.cycle import has_ended, open_year


@operation("collect-attendance", run_name="{year}-collect-attendance")
def collect_attendance(year: int, session: str | None = None, as_of: date | None = None) -> Report:
    """Ambil daftar hadir, dan cocokkan dengan undangan.

    Args:
        year: the year in which coaching happens.
        session: only this session's code; empty: every session that was held.
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    open_year(year, programme, day, corrects=True)
    held = sessions_held(year, day, session)
    if not held:
        raise NotYet(stage=Stage.ATTEND.value, year=year, waits_for="session-held")
    sheets = {code: read_sheet(code, year, programme) for code in held}
    missing = [code for code, sheet in sheets.items() if sheet is None]
    taken = [
        save_register(year, code, sheet, day) for code, sheet in sheets.items() if sheet is not None
    ]
    thank_for(year, [tally.session for tally in taken], programme, day)
    show_attendance(year)
    facts = {
        "year": year,
        "sessions": [tally.session for tally in taken],
        "present": sum(tally.present for tally in taken),
        "invited": sum(tally.invited for tally in taken),
        "rejected": sum(tally.rejected for tally in taken),
        "missing": missing,
    }
    if missing:
        return Report(RunState.WAITING_FOR_DATA, "waiting-for-sheet", facts)
    return Report(RunState.DONE, "attendance-taken", facts)


def thank_for(year: int, sessions: Sequence[str], programme: Programme, as_of: date) -> None:
    """Thank whoever came to these sessions; long after the year, corrections thank nobody."""
    if has_ended(year):
        return
    for session in sessions:
        thank(year, session, programme)
    post_letters(year, programme, as_of)
