"""IP ASN of employees by rule set `ipasn-2019`, many at a time.

Frames are lazy, so that a nation's rows are never all in memory as text. A
dimension about which nothing is known is missing, never 0 and never full.
"""

from functools import reduce
from operator import or_

import polars as pl

from coaching.domain.ip_asn_rules import (
    COMPETENCE,
    DISCIPLINE,
    EDUCATION,
    LOWEST_PERFORMANCE,
    NEVER_PUNISHED,
    PERFORMANCE,
    POSITION_TYPES,
    Holes,
    IpAsnRules,
    NoRow,
    Windows,
    begins,
)

DIMENSIONS = ("qualification", "competence", "performance", "discipline")
WITHOUT_COACHING = 16  # marks of training that is not the coaching itself stand that many bits up
ECHELONS = (1, 2, 3, 4)
# Which bit of a person's marks says what; see `_marks`.
BITS = {
    name: bit
    for bit, name in enumerate(
        [*(f"leadership-{echelon}" for echelon in ECHELONS), "functional",
         *(f"{kind}-{post}" for kind in ("technical", "workshop") for post in POSITION_TYPES)]
    )
}  # fmt: skip


def score(
    employees: pl.LazyFrame,
    training: pl.LazyFrame | None,
    performance: pl.LazyFrame | None,
    discipline: pl.LazyFrame | None,
    rules: IpAsnRules,
    year: int,
) -> pl.LazyFrame:
    """Return the points of each employee the rule set measures.

    Args:
        employees: person, agency, group ("pns", "pppk"), education (a key of
            `EDUCATION`), position_type, echelon (1 to 4); the last three may be missing.
        training: person, kind (of `TRAINING`), level (of leadership), year, hours,
            days, months, coaching (bool: held by this programme). None: no such list.
        performance: person, year, value (0 to 120) or predicate; one row per person and year.
        discipline: person, level (a key of `DISCIPLINE`), year.
        rules: what is decided.
        year: the measured year.

    Returns:
        agency, the four dimensions in points, `index` (0 to 100; missing where a
        dimension is), and `index_without_coaching`: the same without training
        that the coaching itself was.
    """
    table = employees.filter(pl.col("group").is_in(list(rules.subjects)))
    table = table.with_columns(
        qualification=pl.col("education").replace_strict(EDUCATION, return_dtype=pl.Float32)
    )
    table = _with_competence(table, training, rules, year)
    table = _with_performance(table, performance, rules, year)
    table = _with_discipline(table, discipline, rules, year)
    rest = pl.col("qualification") + pl.col("performance") + pl.col("discipline")
    return table.select(
        "agency",
        *DIMENSIONS,
        index=rest + pl.col("competence"),
        index_without_coaching=rest + pl.col("competence_without_coaching"),
    )


def _with_competence(
    table: pl.LazyFrame, training: pl.LazyFrame | None, rules: IpAsnRules, year: int
) -> pl.LazyFrame:
    names = ("competence", "competence_without_coaching")
    if training is None:
        return table.with_columns(pl.lit(None, pl.Float32).alias(name) for name in names)
    marks = (
        training.with_columns(marks=_marks(rules, year))
        .group_by("person")
        .agg(pl.col("marks").bitwise_or())
    )
    joined = table.join(marks, on="person", how="left")
    if rules.no_training_row is NoRow.NONE_HAPPENED:
        joined = joined.with_columns(pl.col("marks").fill_null(0))
    return joined.with_columns(
        competence=_competence(0), competence_without_coaching=_competence(WITHOUT_COACHING)
    )


def _marks(rules: IpAsnRules, year: int) -> pl.Expr:
    """Return what one training counts for, as bits; a person's are joined by "or"."""
    kind = pl.col("kind")
    is_long = pl.col("hours") >= rules.technical_hours
    stands_for = (pl.col("days") >= rules.as_long_in_days) | (
        pl.col("months") >= rules.as_long_in_months
    )
    is_long = is_long | (pl.col("hours").is_null() & stands_for)
    structural, functional = rules.windows["structural"], rules.windows["functional"]
    counts = {
        f"leadership-{echelon}": (kind == "leadership")
        & (pl.col("level") == echelon)
        & _within(structural.leadership, year)
        for echelon in ECHELONS
    }
    counts["functional"] = (kind == "functional") & _within(functional.functional, year)
    for post in POSITION_TYPES:
        windows: Windows = rules.windows[post]
        counts[f"technical-{post}"] = (
            (kind == "technical") & is_long & _within(windows.technical, year)
        )
        counts[f"workshop-{post}"] = (kind == "workshop") & _within(windows.workshop, year)
    marks = reduce(or_, (_bit(holds, BITS[name]) for name, holds in counts.items()))
    is_other = ~pl.col("coaching")
    return marks | pl.when(is_other).then(marks * 2**WITHOUT_COACHING).otherwise(0)


def _bit(holds: pl.Expr, bit: int) -> pl.Expr:
    return holds.fill_null(value=False).cast(pl.UInt32) * (1 << bit)


def _within(years: int | None, measured: int) -> pl.Expr:
    told = pl.col("year")
    return told <= measured if years is None else told.is_between(measured - years + 1, measured)


def _competence(shift: int) -> pl.Expr:
    """Return the points of a post's trainings; missing where the post or its echelon is."""

    def has(name: str) -> pl.Expr:
        return (pl.col("marks") & (1 << (BITS[name] + shift))) != 0

    def points(post: str, own: pl.Expr | None) -> pl.Expr:
        worth = COMPETENCE[post]
        total = has(f"technical-{post}") * worth["technical"]
        total += has(f"workshop-{post}") * worth["workshop"]
        return total if own is None else total + own

    echelon = pl.col("echelon")
    leads = pl.coalesce(pl.when(echelon == one).then(has(f"leadership-{one}")) for one in ECHELONS)
    post = pl.col("position_type")
    return (
        pl.when(post == "structural")
        .then(points("structural", leads * COMPETENCE["structural"]["leadership"]))
        .when(post == "functional")
        .then(points("functional", has("functional") * COMPETENCE["functional"]["functional"]))
        .when(post == "executor")
        .then(points("executor", None))
        .cast(pl.Float32)
    )


def _with_performance(
    table: pl.LazyFrame, performance: pl.LazyFrame | None, rules: IpAsnRules, year: int
) -> pl.LazyFrame:
    if performance is None:
        return table.with_columns(performance=pl.lit(None, pl.Float32))
    told = performance.filter(pl.col("year") == year - rules.performance_lag)
    points = told.select("person", performance=performance_points(rules))
    return table.join(points, on="person", how="left")


def performance_points(rules: IpAsnRules) -> pl.Expr:
    """Return the points of a row of performance: by its value, else by its predicate.

    Values to 120 are those of PP 30/2019; whatever is above 100 is in the highest band.
    """
    value = pl.col("value")
    is_from = rules.holes is Holes.FROM_MINIMUM
    edges = [(begins(lower, rules.holes), points) for lower, points in PERFORMANCE]
    bands = [pl.when(value >= low if is_from else value > low).then(won) for low, won in edges]
    lowest = pl.when(value.is_not_null()).then(LOWEST_PERFORMANCE)
    by_word = pl.col("predicate").replace_strict(rules.predicates, return_dtype=pl.Float32)
    return pl.coalesce(*bands, lowest, by_word).cast(pl.Float32)


def _with_discipline(
    table: pl.LazyFrame, discipline: pl.LazyFrame | None, rules: IpAsnRules, year: int
) -> pl.LazyFrame:
    if discipline is None:
        return table.with_columns(discipline=pl.lit(None, pl.Float32))
    worst = (
        discipline.filter(_within(rules.discipline_years, year))
        .group_by("person")
        .agg(discipline=pl.col("level").replace_strict(DISCIPLINE, return_dtype=pl.Float32).min())
    )
    joined = table.join(worst, on="person", how="left")
    if rules.no_discipline_row is NoRow.NONE_HAPPENED:
        joined = joined.with_columns(pl.col("discipline").fill_null(NEVER_PUNISHED))
    return joined


def by_agency(scored: pl.LazyFrame) -> pl.LazyFrame:
    """Return one row per agency: heads, measured, and means over the measured heads.

    A head is measured where all four dimensions are, so that the means of the
    dimensions add up to the mean of the index.
    """
    is_measured = pl.col("index").is_not_null()
    means = (*DIMENSIONS, "index", "index_without_coaching")
    return scored.group_by("agency").agg(
        heads=pl.len(),
        measured=is_measured.sum(),
        **{name: pl.col(name).filter(is_measured).cast(pl.Float64).mean() for name in means},
    )
