"""The pages of all agencies of a list, and the ranking with its uncertainty."""

from datetime import date

from coaching.database import agencies, indicators, selection
from coaching.database.evaluation import documents
from coaching.database.selection import Proposal
from coaching.database.work import reading
from coaching.domain.indicators import Period
from coaching.domain.replaying import indicators_of, rules_of
from coaching.domain.trend import needs_of_years
from coaching.errors import NotYet
from coaching.programme import Programme
from coaching.rendering.files import save
from coaching.reports.agency import agency_page
from coaching.reports.agency_files import YEARS, ListFacts, all_words
from coaching.reports.files import save_documents
from coaching.reports.ranking_page import ranking_page
from coaching.settings import settings
from tasks.retries import STEADY
from tasks.steps import task


@task(task_run_name="write-agency-pages-{year}", **STEADY)
def write_agency_pages(
    year: int, programme: Programme, as_of: date, *, once: bool = False
) -> tuple[int, str]:
    """Write the page of each agency and the ranking; return how many agencies, and where.

    The ranking is noted last: with `once`, nothing is done where it has been.

    Raises:
        NotYet: there is no list.
    """
    with reading() as db:
        proposal = selection.current(db, year)
        if proposal is None:
            raise NotYet(stage="agency-pages", year=year, waits_for="select-target-agencies")
        if once and f"{settings().reports.name}/{_stem(proposal)}.pdf" in documents(db, year):
            return 0, ""
        values = indicators.values(db, known_on=proposal.proposed_on)
        first = min((Period.parse(one).year for one in values["period"].unique()), default=year - 1)
        years = range(max(first, year - YEARS), year)
        in_force = {one: agencies.in_force(db, one) for one in years}
        names = agencies.titles(db, year - 1)
    document = proposal.score
    trend = needs_of_years(
        values, in_force, indicators_of(document), rules_of(document).minimum_coverage
    )
    facts = ListFacts(
        settings().language, document, proposal.score_sha256, proposal.proposed_on, names, trend,
        programme.organiser.short_name, programme.city.is_invented,
    )  # fmt: skip
    told = list(all_words(facts))
    folder = settings().reports / f"{year}-agencies-r{proposal.revision}"
    for code, words in told:
        made = agency_page(words)
        save(folder / f"{code}.pdf", made.pdf)
        save(folder / f"{code}.html", made.html.encode())
    made = ranking_page([words for _, words in told])
    stem = _stem(proposal)
    files = {f"{stem}.pdf": made.pdf, f"{stem}.html": made.html.encode()}
    save_documents(year, files, settings().reports, as_of)
    return len(told), folder.name


def _stem(proposal: Proposal) -> str:
    return f"{proposal.score['year']}-ranking-r{proposal.revision}"
