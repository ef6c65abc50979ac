"""The fast scorer gives what a naive one gives, whatever the rows."""

import random
from typing import Any

import pytest
from professionals import (
    DISCIPLINE,
    EMPLOYEE,
    PERFORMANCE,
    TRAINING,
    YEAR,
    frame,
    naive,
)

from coaching.domain.ip_asn import DIMENSIONS, score
from coaching.domain.ip_asn_rules import Holes, IpAsnRules, NoRow, Windows

OTHERWISE = IpAsnRules(
    subjects=("pns", "pppk"),
    holes=Holes.FROM_MINIMUM,
    windows={post: Windows(5, 4, 2, 1) for post in ("structural", "functional", "executor")},
    no_training_row=NoRow.NOT_MEASURED,
    no_discipline_row=NoRow.NOT_MEASURED,
    discipline_years=2,
    performance_lag=0,
)


def drawn(dice: random.Random, count: int) -> tuple[list[dict[str, Any]], ...]:
    years = range(YEAR - 7, YEAR + 2)
    people = [
        {"person": one, "agency": dice.choice("ab"), "group": dice.choice(("pns", "pppk")),
         "education": dice.choice(("s3", "s2", "s1", "d3", "slta", "sltp", None)),
         "position_type": dice.choice(("structural", "functional", "executor", None)),
         "echelon": dice.choice((1, 2, 3, 4, None))}
        for one in range(count)
    ]  # fmt: skip
    training = [
        {"person": dice.randrange(count),
         "kind": dice.choice(("leadership", "functional", "technical", "workshop")),
         "level": dice.choice((1, 2, 3, 4, None)), "year": dice.choice(years),
         "hours": dice.choice((None, 19.0, 20.0, 40.0)), "days": dice.choice((None, 2.0, 3.0)),
         "months": dice.choice((None, 0.5, 1.0)), "coaching": dice.random() < 0.3}
        for _ in range(3 * count)
    ]  # fmt: skip
    performance = [
        {"person": one, "year": year,
         "value": dice.choice((None, round(dice.uniform(0, 120), 1))),
         "predicate": dice.choice(("very-good", "good", "needs-improvement", "poor", None))}
        for one in range(count) for year in (YEAR - 1, YEAR) if dice.random() < 0.8
    ]  # fmt: skip
    discipline = [
        {"person": dice.randrange(count), "level": dice.choice(("minor", "moderate", "severe")),
         "year": dice.choice(years)}
        for _ in range(count)
    ]  # fmt: skip
    return people, training, performance, discipline


@pytest.mark.parametrize("rules", [IpAsnRules(), OTHERWISE], ids=["shipped", "otherwise"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_fast_scorer_agrees_with_the_naive_one(rules: IpAsnRules, seed: int) -> None:
    people, *lists = drawn(random.Random(seed), 400)
    given = [None if seed == 3 and place == 0 else rows for place, rows in enumerate(lists)]
    counted = [one for one in people if one["group"] in rules.subjects]
    everyone = frame(people, EMPLOYEE)
    assert everyone is not None
    frames = [
        frame(rows, schema)
        for rows, schema in zip(given, (TRAINING, PERFORMANCE, DISCIPLINE), strict=True)
    ]
    found = score(everyone, *frames, rules, YEAR).collect(engine="in-memory")
    wanted = [naive(one, *given, rules) for one in counted]
    assert sorted(found.select(DIMENSIONS).rows(), key=str) == sorted(wanted, key=str)
    bare = [naive(one, *given, rules, without_coaching=True) for one in counted]
    sums = [None if None in four else sum(four) for four in bare]  # type: ignore[arg-type]
    assert sorted(found["index_without_coaching"], key=str) == sorted(sums, key=str)
