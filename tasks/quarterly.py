"""The quarterly review's steps: fresh values, the latest quarter of both groups, who is due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd

from coaching.database import agencies, indicators, selection
from coaching.database.cycle import all_years
from coaching.database.memory import memory
from coaching.database.work import reading
from coaching.domain.cycle import Subject
from coaching.domain.indicators import Period
from coaching.errors import CoachingError
from coaching.programme import Holds, Programme
from coaching.reports.files import save_documents
from coaching.reports.quarterly import quarterly_page
from coaching.reports.words import GroupMean, MaintenanceDue, QuarterlyIndicator, QuarterlyWords
from coaching.settings import settings
from tasks.employees import measure_employees, years_to_measure
from tasks.indicators import pull_agencies, pull_source
from tasks.looking_ahead import advice, by_agency, effect_so_far, named
from tasks.retries import STEADY
from tasks.steps import task


@dataclass(frozen=True)
class Refreshed:
    """What kept a source from being read, if anything: the rest is fresh all the same."""

    problem: CoachingError | None = None


@task(task_run_name="refresh-indicators-{year}", **STEADY)
def refresh(year: int, programme: Programme, as_of: date) -> Refreshed:
    """Pull the indicators of an open year anew; no list is made, and none changes by it."""
    with reading() as db:
        if year not in all_years(db):
            return Refreshed()
    try:
        _, names = pull_agencies.fn(programme, year, as_of)
    except CoachingError as problem:
        return Refreshed(problem)
    pulls: list[Callable[[], object]] = [
        partial(pull_source.fn, source, programme, names, year, as_of)
        for source in programme.sources_of(Holds.INDICATORS, Holds.IP_ASN)
    ]
    pulls += [
        partial(measure_employees.fn, programme, names, measured, as_of)
        for measured in years_to_measure(programme, year)
    ]
    first: CoachingError | None = None
    for pull in pulls:
        try:
            pull()
        except CoachingError as problem:
            first = first or problem
    return Refreshed(first)


@task(task_run_name="review-{year}-Q{quarter}", **STEADY)
def review(year: int, quarter: int, programme: Programme, as_of: date) -> QuarterlyWords:
    """Read what the review of a quarter says."""
    with reading() as db:
        values = indicators.values(db, known_on=as_of)
        in_force = agencies.in_force(db, year)
        names = agencies.titles(db, year)
        past = agencies.coached_in(db)
        decided = selection.approval(db, Subject.SELECTION, year)
        is_open = year in all_years(db)
        so_far = effect_so_far(db, values, year, quarter, programme)
        coachings = [one for one in memory(db) if one.year <= year]
    coached = set(decided.approved_list) if decided else set()
    due_after = programme.selection.maintenance_years
    last = {
        code: max((one for one in past.get(code, ()) if one <= year), default=None)
        for code in in_force
    }
    last |= dict.fromkeys(coached, year)
    due = [
        MaintenanceDue(names[code], when)
        for code, when in sorted(last.items(), key=lambda pair: (pair[1] or 0, pair[0]))
        if when is None or year - when >= due_after
    ]
    with reading() as db:
        told = advice(
            db, values, so_far, year=year, due=len(due), coached=coached, agencies=in_force,
            programme=programme, as_of=min(as_of, Period(year, quarter).ends_on),
        )  # fmt: skip
    outcome = programme.indicator(programme.evaluation.outcome_indicator)
    return QuarterlyWords(
        language=settings().language,
        year=year,
        quarter=quarter,
        indicators=_rows(values, year, quarter, programme, coached, in_force),
        due=tuple(due),
        due_after_years=due_after,
        compiled_on=as_of,
        planned_on=programme.calendar_of(year).evaluate_on if is_open else None,
        is_invented=programme.city.is_invented,
        outcome=outcome.short_title,
        outcome_unit=outcome.unit,
        interim=so_far,
        advice=named(told, names),
        memory=by_agency(coachings, names),
    )


def _rows(
    values: pd.DataFrame,
    year: int,
    quarter: int,
    programme: Programme,
    coached: set[str],
    in_force: list[str],
) -> tuple[QuarterlyIndicator, ...]:
    rows = []
    for one in programme.all_indicators:
        mine = values[values["indicator"] == one.code]
        period = _latest(set(mine["period"]), year, quarter)
        now = mine[mine["period"] == period].set_index("agency")["value"]
        rows.append(
            QuarterlyIndicator(
                one.title, one.unit, period,
                _mean(now, [code for code in in_force if code in coached]),
                _mean(now, [code for code in in_force if code not in coached]),
            )
        )  # fmt: skip
    return tuple(rows)


def _latest(periods: set[str], year: int, quarter: int) -> str:
    """Return the newest period that had ended by the end of the quarter."""
    end = Period(year, quarter).ends_on
    ended = [one for one in map(Period.parse, periods) if one.ends_on <= end]
    newest = max(ended, key=lambda one: (one.ends_on, one.starts_on), default=Period(year, quarter))
    return str(newest)


def _mean(now: "pd.Series[float]", codes: list[str]) -> GroupMean:
    reported = now.reindex(codes).dropna()
    mean = None if reported.empty else float(reported.mean())
    return GroupMean(mean, len(reported), len(codes))


@task(task_run_name="write-review-{year}-Q{quarter}", **STEADY)
def write_review(year: int, quarter: int, words: QuarterlyWords, as_of: date) -> int:
    """Write the review as PDF and HTML; return how many files are new or differ."""
    made = quarterly_page(words)
    stem = f"{year}-Q{quarter}-review"
    files = {f"{stem}.pdf": made.pdf, f"{stem}.html": made.html.encode()}
    return save_documents(year, files, settings().reports, as_of)
