"""The steps of the yearly review of the indicators: six checks, the page, the decision."""

from datetime import date

import pandas as pd
from prefect.artifacts import create_table_artifact

from coaching.database import agencies, cycle, indicators, relevance
from coaching.database.work import Db, reading, work
from coaching.domain.relevance import redefined, review
from coaching.domain.relevance_rules import Fate, RelevanceReview
from coaching.errors import NoValueForYear
from coaching.programme import Programme
from coaching.rendering.words import say
from coaching.reports.files import save_documents
from coaching.reports.relevance import relevance_page
from coaching.reports.relevance_words import EarlierDecision, RelevanceWords
from coaching.settings import settings
from tasks.retries import STEADY
from tasks.steps import task


@task(task_run_name="review-indicators-{year}", **STEADY)
def review_indicators(year: int, programme: Programme, as_of: date) -> RelevanceReview:
    """Look at every indicator, keep what is proposed, and return it.

    Raises:
        NoValueForYear: there is no value at all up to the year before.
    """
    with work() as db:
        values = indicators.values(db, known_on=as_of)
        if not (pd.Series(values["period"]).str[:4].astype(int) < year).any():
            raise NoValueForYear(year=year, needed_year=year - 1)
        found = review(
            values,
            agencies.in_force(db, year - 1),
            programme.all_indicators,
            programme.outcome_indicator,
            programme.relevance_rules(),
            year=year - 1,
            as_of=as_of,
            flags_before=relevance.flags_before(db, year),
            shows_after_days=programme.shows_after_days,
            seed=year,
        )
        before = cycle.programme_before(db, year).get("measures", [])
        changes = redefined(before, programme.snapshot()["measures"])
        found = RelevanceReview(found.indicators, found.pairs, tuple(changes))
        relevance.save(db, year, found, as_of)
    return found


@task(task_run_name="write-relevance-{year}", **STEADY)
def write_relevance(year: int, found: RelevanceReview, programme: Programme, as_of: date) -> int:
    """Write the review as PDF and HTML; return how many files are new or differ."""
    with reading() as db:
        words = _words(db, year, found, programme, as_of)
    made = relevance_page(words)
    stem = f"{year}-relevance"
    files = {f"{stem}.pdf": made.pdf, f"{stem}.html": made.html.encode()}
    return save_documents(year, files, settings().reports, as_of)


def _words(
    db: Db, year: int, found: RelevanceReview, programme: Programme, as_of: date
) -> RelevanceWords:
    titles = {one.code: one.short_title for one in programme.all_indicators}
    decided = relevance.decisions(db)
    earlier = [one for one in reversed(decided) if one.year < year]
    return RelevanceWords(
        language=settings().language,
        year=year,
        review=found,
        rules=programme.relevance_rules(),
        titles=titles,
        targets={one.code: (one.target, one.unit) for one in programme.all_indicators},
        decided={one.indicator: one.decision for one in decided if one.year == year},
        earlier=tuple(
            EarlierDecision(
                one.year, titles.get(one.indicator, one.indicator), one.decision, one.reason,
                one.decided_by,
            )
            for one in earlier
        ),
        reviewed_on=as_of,
        is_invented=programme.city.is_invented,
    )  # fmt: skip


@task(task_run_name="show-relevance-{year}", **STEADY)
def show_relevance(year: int, found: RelevanceReview, programme: Programme) -> None:
    """Show what is proposed for each indicator, beside the run."""
    titles = {one.code: one.title for one in programme.all_indicators}
    rows = [
        {
            _word("indicator"): titles[one.indicator],
            _word("code"): one.indicator,
            _word("proposal"): _fate(one.proposal),
            _word("flags"): ", ".join(
                say(f"report.relevance.check.{flag.value}", settings().language)
                for flag in one.flags
            ),
        }
        for one in found.indicators
    ]
    create_table_artifact(key=f"relevance-{year}", table=rows)


def _word(key: str) -> str:
    return say(f"artifacts.{key}", settings().language)


def _fate(fate: Fate) -> str:
    return say(f"terms.fate.{fate.value}", settings().language)
