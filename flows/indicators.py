"""Stage 1: pull indicators, agencies and people from the city's sources."""

from datetime import date

from coaching.domain.progress import Report, RunState
from coaching.programme import Holds
from flows.operating import operation, programme_in_force, today
from tasks.cycle import open_year
from tasks.employees import measure_employees, years_to_measure
from tasks.indicators import finish_pull, pull_agencies, pull_source
from tasks.lots import published_seed

AFTER_AGENCIES = (
    Holds.PAST_COACHING,
    Holds.INDICATORS,
    Holds.IP_ASN,
    Holds.PEOPLE,
    Holds.OFFICIALS,
)


@operation("pull-indicators", run_name="{year}-pull-indicators")
def pull_indicators(year: int, as_of: date | None = None) -> Report:
    """Tarik indikator, perangkat daerah, dan pegawai dari sumber data.

    Unchanged files are recognised and change nothing; rows that cannot be used
    go to a file that a person can correct.

    Args:
        year: the year in which coaching happens.
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    open_year(year, programme, day, corrects=True)
    # Before a single value of the year is read: nobody can know yet whom it favours.
    published_seed(year, day)
    tallies, names = pull_agencies(programme, year, day)
    for source in programme.sources_of(*AFTER_AGENCIES):
        tallies.append(pull_source(source, programme, names, year, day))
    for measured in years_to_measure(programme, year):
        tallies += measure_employees(programme, names, measured, day)
    finish_pull(year, day)
    facts = {
        "year": year,
        "sources": len(tallies),
        "read": sum(tally.read for tally in tallies),
        "accepted": sum(tally.accepted for tally in tallies),
        "rejected": sum(tally.rejected for tally in tallies),
        "unchanged": sum(tally.is_unchanged for tally in tallies),
    }
    return Report(RunState.DONE, "pulled", facts)
