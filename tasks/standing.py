"""Taking back corrections that stand: of agencies, employee rows and attendance sheets."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import partial

from coaching.database import audit, corrections, invitations
from coaching.database.work import reading, work
from coaching.domain.corrections import Mending
from coaching.errors import SourceMissing
from coaching.programme import Holds, Programme, Source
from coaching.settings import settings
from coaching.sources import AgencyNames, Known, Reading, take_sheet
from coaching.sources.corrections import Lines, TakenBack, keys_of, outdated, take_back
from coaching.sources.employees import LISTS, read_lists
from coaching.sources.employees.correcting import take_back_rows
from coaching.sources.employees.reading import EmployeeReading
from tasks.attendance import invitees, read_sheet, save_register
from tasks.employees import measure_employees, years_to_measure
from tasks.indicators import Tally, pull_agencies
from tasks.sheets import standing_corrections

AGENCIES = (Holds.AGENCIES, Holds.AGENCY_NAMES)
STANDING = (*AGENCIES, *LISTS, Holds.UNITS, Holds.ATTENDANCE)
Told = tuple[Tally, int | None, str | None]


def take_back_standing(
    source: Source, programme: Programme, names: AgencyNames, lines: Lines, as_of: date,
    entered_by: str,
) -> Told:  # fmt: skip
    """Let the corrections of a file stand, and read anew what they are about.

    Returns:
        Counts; the year and the session where it is an attendance sheet.

    Raises:
        RejectsUnedited: nothing was changed in it, and nothing is.
        SourceUnreadable: it is one of rows that are there no more.
    """
    standing = standing_corrections()
    before = standing.get(source.name, Mending())
    take, anew, told = _ways(source, programme, names, lines, as_of, standing)
    taken = take(before)
    rejected = taken.read - taken.accepted
    is_unchanged = taken.mending == before
    if not is_unchanged:
        with work() as db:
            corrections.remember(db, source.name, taken.mending, entered_by, as_of)
            audit.note(
                db, "rejects-taken-back", as_of=as_of, actor=entered_by, source=source.name,
                read=taken.read, accepted=taken.accepted, rejected=rejected,
            )  # fmt: skip
    anew()  # also where a run before was cut in between
    return (Tally(source.name, taken.read, taken.accepted, rejected, is_unchanged), *told)


Ways = tuple[Callable[[Mending], TakenBack], Callable[[], object], tuple[int | None, str | None]]


def _ways(
    source: Source, programme: Programme, names: AgencyNames, lines: Lines, as_of: date,
    standing: Mapping[str, Mending],
) -> Ways:  # fmt: skip
    """Return how a list is corrected, how it is read anew, and the session it belongs to."""
    folder = settings().working_folder
    if source.holds in AGENCIES:
        take = partial(take_back, source, folder, Known(as_of.year), lines)
        return take, partial(pull_agencies.fn, programme, as_of.year, as_of), (None, None)
    if source.holds is Holds.ATTENDANCE:
        year, session = _session(source, programme, lines, as_of)
        known = Known(year, names, session=session)
        take = partial(take_back, source, folder, known, lines, checked=_against(year, session))
        return take, partial(_register, programme, year, session, as_of), (year, session)
    year, read = _measured(source, programme, names, lines, as_of, standing)
    return (
        partial(take_back_rows, read, lines),
        partial(measure_employees.fn, programme, names, year, as_of),
        (None, None),
    )


def _session(source: Source, programme: Programme, lines: Lines, as_of: date) -> tuple[int, str]:
    """Return the session whose sheet the lines are of.

    Raises:
        SourceUnreadable: they are in no sheet that lies there.
    """
    keys = {one.key for one in lines.lines}
    for year in (as_of.year, as_of.year - 1):
        with reading() as db:
            codes = [one.code for one in invitations.sessions(db, year)]
        for code in codes:
            with suppress(SourceMissing):
                if keys & keys_of(source, settings().working_folder, Known(year, session=code)):
                    return year, code
    raise outdated(source.name, lines)


def _against(year: int, session: str) -> Callable[[Reading], Reading]:
    """Return what sets a sheet against those who were invited."""
    with reading() as db:
        invited = invitees(db, invitations.in_force(db, year, session))
    return lambda sheet: take_sheet(sheet, invited)[1]


def _register(programme: Programme, year: int, session: str, as_of: date) -> None:
    sheet = read_sheet.fn(session, year, programme)
    if sheet is not None:
        save_register.fn(year, session, sheet, as_of)


def _measured(
    source: Source, programme: Programme, names: AgencyNames, lines: Lines, as_of: date,
    standing: Mapping[str, Mending],
) -> tuple[int, Callable[[Mending], EmployeeReading]]:  # fmt: skip
    """Return the measured year whose list the lines are of, and how that list is read.

    Raises:
        SourceUnreadable: they are in no list that lies there.
    """
    years = {
        year for coached in (as_of.year, as_of.year - 1)
        for year in years_to_measure(programme, coached)
    }  # fmt: skip
    for year in sorted(years, reverse=True):

        def read(mending: Mending, year: int = year) -> EmployeeReading:
            corrected = {**standing, source.name: mending}
            folder = settings().working_folder
            found = read_lists(programme, folder, names, year, corrected)
            return next(one for one in found if one.source == source.name)

        if read(Mending()).holds_any(one.key for one in lines.lines):
            return year, read
    raise outdated(source.name, lines)
