"""Reading sources as people corrected them: agencies and their names, sheets of a session."""

from collections.abc import Callable, Mapping

from coaching.database import corrections
from coaching.database.work import reading
from coaching.domain.corrections import Mending
from coaching.errors import SourceMissing
from coaching.programme import Holds, Programme
from coaching.settings import settings
from coaching.sources import AgencyBook, Known, Reading, read_agencies, read_source
from coaching.sources.corrections import by


def standing_corrections() -> dict[str, Mending]:
    """Return what people corrected, by source."""
    with reading() as db:
        return corrections.standing(db)


def agency_book(
    programme: Programme, year: int, told: Callable[[Reading], object] = id
) -> AgencyBook:
    """Return the agencies and their names as the sources tell them, corrected as people did."""
    return read_agencies(programme, settings().working_folder, year, standing_corrections(), told)


def first_sheet(
    holds: Holds, programme: Programme, known: Known, standing: Mapping[str, Mending]
) -> Reading | None:
    """Read a sheet from the first source of its kind that is there; None where none is yet.

    Raises:
        SourceUnreadable, ColumnMissing, NothingAccepted.
    """
    for source in programme.sources_of(holds):
        try:
            mend = by(standing.get(source.name, Mending()))
            found = read_source(source, settings().working_folder, known, mend)
        except SourceMissing:
            continue
        found.raise_if_empty()
        return found
    return None
