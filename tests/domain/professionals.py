"""Employees drawn small, and a naive scorer to hold the fast one to."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from coaching.domain.ip_asn import by_agency, score
from coaching.domain.ip_asn_rules import IpAsnRules, NoRow, reaches

YEAR = 2021
RULES = IpAsnRules()
EMPLOYEE = {"person": pl.Int64, "agency": pl.String, "group": pl.String, "education": pl.String,
            "position_type": pl.String, "echelon": pl.Int8}  # fmt: skip
TRAINING = {"person": pl.Int64, "kind": pl.String, "level": pl.Int8, "year": pl.Int16,
            "hours": pl.Float32, "days": pl.Float32, "months": pl.Float32,
            "coaching": pl.Boolean}  # fmt: skip
PERFORMANCE = {
    "person": pl.Int64, "year": pl.Int16, "value": pl.Float32, "predicate": pl.String,
}  # fmt: skip
DISCIPLINE = {"person": pl.Int64, "level": pl.String, "year": pl.Int16}
Rows = Sequence[dict[str, Any]]
PERSON = {"person": 1, "agency": "dinkes", "group": "pns", "education": "s1",
          "position_type": "functional", "echelon": None}  # fmt: skip


def frame(rows: Rows | None, schema: dict[str, Any], **usual: Any) -> pl.LazyFrame | None:
    if rows is None:
        return None
    whole = [dict.fromkeys(schema) | usual | row for row in rows]
    return pl.DataFrame(whole, schema=schema).lazy()


def scored(
    employees: Rows, training: Rows | None, performance: Rows | None, discipline: Rows | None,
    rules: IpAsnRules = RULES, *, agencies: bool = False,
) -> pl.DataFrame:  # fmt: skip
    people = frame([PERSON | one for one in employees], EMPLOYEE)
    assert people is not None
    found = score(
        people,
        frame(training, TRAINING, person=1, year=YEAR, coaching=False),
        frame(performance, PERFORMANCE, person=1, year=YEAR - 1),
        frame(discipline, DISCIPLINE, person=1, year=YEAR),
        rules,
        YEAR,
    )
    return (by_agency(found) if agencies else found).collect()


def measured(
    education: str, post: str, training: Rows, *, value: float | None = None,
    word: str | None = None, punished: str | None = None, echelon: int = 2,
    rules: IpAsnRules = RULES,
) -> tuple[Any, ...]:  # fmt: skip
    """Return qualification, competence, performance, discipline, index of one person."""
    person = {"education": education, "position_type": post, "echelon": echelon}
    marks = [{"level": punished}] if punished else []
    table = scored([person], training, [{"value": value, "predicate": word}], marks, rules)
    return table.select("qualification", "competence", "performance", "discipline", "index").row(0)


def naive(
    person: dict[str, Any], training: Rows | None, performance: Rows | None,
    discipline: Rows | None, rules: IpAsnRules, *, without_coaching: bool = False,
) -> tuple[float | None, ...]:  # fmt: skip
    """Return the four dimensions of one person, written as the regulation reads."""
    who = person["person"]
    qualification = {"s3": 25, "s2": 20, "s1": 15, "d3": 10, "slta": 5, "sltp": 1}.get(
        person["education"]
    )
    own = None if training is None else [one for one in training if one["person"] == who]
    if own is not None and not own and rules.no_training_row is NoRow.NOT_MEASURED:
        own = None
    if own is not None and without_coaching:
        own = [one for one in own if not one["coaching"]]
    return (
        qualification,
        None if own is None else _competence(person, own, rules),
        _performance(who, performance, rules),
        _discipline(who, discipline, rules),
    )


def _competence(person: dict[str, Any], own: Rows, rules: IpAsnRules) -> float | None:
    post, echelon = person["position_type"], person["echelon"]
    if post is None or (post == "structural" and echelon is None):
        return None
    windows = rules.windows[post]
    points = 0.0
    if post == "structural" and any(
        one["kind"] == "leadership" and one["level"] == echelon
        and _fresh(one["year"], windows.leadership) for one in own
    ):  # fmt: skip
        points += 15
    if post == "functional" and any(
        one["kind"] == "functional" and _fresh(one["year"], windows.functional) for one in own
    ):
        points += 15
    if any(
        one["kind"] == "technical" and _long(one, rules) and _fresh(one["year"], windows.technical)
        for one in own
    ):
        points += 22.5 if post == "executor" else 15
    if any(one["kind"] == "workshop" and _fresh(one["year"], windows.workshop) for one in own):
        points += 17.5 if post == "executor" else 10
    return points


def _fresh(year: int, window: int | None) -> bool:
    return year <= YEAR and (window is None or year > YEAR - window)


def _long(one: dict[str, Any], rules: IpAsnRules) -> bool:
    if one["hours"] is not None:
        return bool(one["hours"] >= rules.technical_hours)
    return (one["days"] or 0) >= rules.as_long_in_days or (
        (one["months"] or 0) >= rules.as_long_in_months
    )


def _performance(who: int, rows: Rows | None, rules: IpAsnRules) -> float | None:
    year = YEAR - rules.performance_lag
    for one in rows or []:
        if one["person"] == who and one["year"] == year:
            if one["value"] is None:
                return rules.predicates.get(one["predicate"])
            bands = ((91, 30), (76, 25), (61, 15), (51, 5))
            return next((p for low, p in bands if reaches(one["value"], low, rules.holes)), 1)
    return None


def _discipline(who: int, rows: Rows | None, rules: IpAsnRules) -> float | None:
    if rows is None:
        return None
    counts = [
        {"minor": 3.0, "moderate": 2.0, "severe": 1.0}[one["level"]]
        for one in rows
        if one["person"] == who and YEAR - rules.discipline_years < one["year"] <= YEAR
    ]
    if not counts and rules.no_discipline_row is NoRow.NOT_MEASURED:
        return None
    return min(counts, default=5.0)
