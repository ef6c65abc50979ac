"""Indicators of agencies that are counts over their employees.

Each function returns agency, value, heads, measured; an agency of which nobody is
measured has no value. Lists of events that hold no row of a year say nothing
about it: `reaches` tells, and whoever calls leaves the indicator out.
"""

import polars as pl

from coaching.domain.absence import step_number
from coaching.domain.ip_asn import performance_points
from coaching.domain.ip_asn_rules import GOOD_PERFORMANCE, IpAsnRules

HOURS_A_YEAR = 20  # lesson hours (JP) an employee is entitled to each year


def of_year(events: pl.LazyFrame, year: int) -> pl.LazyFrame:
    """Return the rows of a year."""
    return events.filter(pl.col("year") == year)


def reaches(events: pl.LazyFrame | None, year: int) -> bool:
    """Say whether a list holds any row of a year: one without has not got there yet."""
    if events is None:
        return False
    return bool(of_year(events, year).select(pl.len() > 0).collect().item())


def twenty_hours(employees: pl.LazyFrame, training: pl.LazyFrame, year: int) -> pl.LazyFrame:
    """Return the percentage of employees with 20 lesson hours or more in a year.

    Hours of all trainings of the year are added up; one without told hours adds none.
    """
    hours = of_year(training, year).group_by("person").agg(pl.col("hours").sum())
    told = employees.join(hours, on="person", how="left")
    is_enough = pl.col("hours").fill_null(0) >= HOURS_A_YEAR
    return _counted(told, is_enough.mean() * 100)


def good_performance(
    employees: pl.LazyFrame, performance: pl.LazyFrame, rules: IpAsnRules, year: int
) -> pl.LazyFrame:
    """Return the percentage of those with a performance of the year whose is good or better."""
    points = of_year(performance, year).select("person", points=performance_points(rules))
    told = employees.join(points, on="person", how="left")
    is_good = pl.col("points") >= GOOD_PERFORMANCE
    return _counted(told, is_good.mean() * 100, pl.col("points").count())


def discipline_cases(employees: pl.LazyFrame, discipline: pl.LazyFrame, year: int) -> pl.LazyFrame:
    """Return punishments that took effect in a year, per 100 employees."""
    cases = of_year(discipline, year).group_by("person").agg(cases=pl.len())
    told = employees.join(cases, on="person", how="left")
    return _counted(told, pl.col("cases").sum() / pl.len() * 100)


def absence_days(employees: pl.LazyFrame, absence: pl.LazyFrame, year: int) -> pl.LazyFrame:
    """Return unexcused working days of a year, per 100 employees."""
    told = employees.join(_absent(absence, year), on="person", how="left")
    return _counted(told, pl.col("days").sum() / pl.len() * 100)


def absence_ladder(employees: pl.LazyFrame, absence: pl.LazyFrame, year: int) -> pl.LazyFrame:
    """Return employees whose absence leads onto the ladder of PP 94/2021, per 100."""
    told = employees.join(_absent(absence, year), on="person", how="left")
    return _counted(told, (step_number() > 0).mean() * 100)


def _absent(absence: pl.LazyFrame, year: int) -> pl.LazyFrame:
    """Return days of the year added up, and the longest run told."""
    told = of_year(absence, year)
    return told.group_by("person").agg(pl.col("days").sum(), pl.col("in_a_row").max())


def _counted(told: pl.LazyFrame, value: pl.Expr, measured: pl.Expr | None = None) -> pl.LazyFrame:
    return (
        told.group_by("agency")
        .agg(
            value=value.cast(pl.Float64),
            heads=pl.len(),
            measured=pl.len() if measured is None else measured,
        )
        .filter(pl.col("measured") > 0)
    )
