"""The page of each agency of a list: where it stands, how sure that is, what would change it."""

from datetime import date

from coaching.domain.progress import Report, RunState
from flows.operating import operation, programme_in_force, today
from tasks.agency_pages import write_agency_pages


@operation("agency-pages", run_name="{year}-agency-pages")
def agency_pages(year: int, as_of: date | None = None) -> Report:
    """Cetak lembar setiap perangkat daerah dan peringkat beserta ketidakpastiannya.

    Args:
        year: the year in which coaching happens.
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    count, folder = write_agency_pages(year, programme, as_of or today(programme))
    facts = {"year": year, "agencies": count, "folder": folder}
    return Report(RunState.DONE, "agency-pages-made", facts)
