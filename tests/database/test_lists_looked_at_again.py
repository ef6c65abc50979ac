"""A stored list computed again: the same byte for byte, or the first difference; and what if."""

import json
from typing import Any

import pandas as pd
import pytest
from records_cast import DAY, YEAR, make_agency, make_year
from sqlalchemy import update

from coaching.database import proposing, tables
from coaching.database.work import work
from coaching.domain.circumstances import Circumstances
from coaching.domain.fingerprints import canonical, fingerprint, list_fingerprint
from coaching.domain.freezing import frozen_score
from coaching.domain.indicators import Indicator
from coaching.domain.lot import Seed
from coaching.domain.selection import select
from coaching.domain.selection_rules import SelectionRules
from coaching.errors import FormatUnknown, NothingProposed, ReplayDiffers, WrongInput
from coaching.reports.recomputing import replayed, weighed_otherwise

INDICATORS = [Indicator(code, code, code, "poin", 80, 60, 1) for code in ("service", "hours")]
RULES = SelectionRules(2, 0.7, 2, 0.5, 1, redraws=50, lot=True)


@pytest.fixture
def stored(sqlite: str) -> str:
    """Three agencies, two places, as a year would store them."""
    rows = [("a", 60, 70), ("b", 70, 64), ("c", 66, 69)]
    values = pd.DataFrame(
        [(code, one, value) for code, *both in rows
         for one, value in zip(("service", "hours"), both, strict=True)],
        columns=["agency", "indicator", "value"],
    )  # fmt: skip
    known = Circumstances(seed=Seed("4711", "2025-01-05"))
    found = select(values, list("abc"), INDICATORS, RULES, (), {}, YEAR, circumstances=known)
    score = frozen_score(
        found, year=YEAR, indicators=INDICATORS, rules=RULES, musts=(), code_version="0.1.0",
        circumstances=known, detectable=4.9,
    )  # fmt: skip
    with work() as db:
        make_year(db)
        for code in "abc":
            make_agency(db, code, f"Dinas {code.upper()}")
        proposing.propose(
            db, YEAR, outcome=found.outcome, table=found.table,
            fingerprint=list_fingerprint(YEAR, found.agencies), score=score,
            score_json=canonical(score), score_sha256=fingerprint(score), as_of=DAY,
        )  # fmt: skip
    return sqlite


def tamper(with_sha: bool, **changes: Any) -> None:
    with work() as db:
        [row] = db.query(tables.Selection).all()
        document = {**json.loads(row.score), **changes}
        told = {"score": canonical(document)}
        if with_sha:
            told["score_sha256"] = fingerprint(document)
        db.execute(update(tables.Selection).values(**told))


def test_a_stored_list_comes_out_again(stored: str):
    report = replayed(YEAR)
    assert report.words == "replayed"
    assert report.facts["count"] == 2
    assert replayed(YEAR, 1).facts == report.facts


def test_a_changed_record_is_known_by_its_fingerprint(stored: str):
    tamper(with_sha=False, cut_off=0.1)
    with pytest.raises(ReplayDiffers) as told:
        replayed(YEAR)
    assert told.value.facts["place"] == "SHA-256"


def test_a_record_changed_with_its_fingerprint_is_known_by_its_first_difference(stored: str):
    tamper(with_sha=True, list=["b", "c"])
    with pytest.raises(ReplayDiffers) as told:
        replayed(YEAR)
    assert told.value.facts["place"].startswith("list[")
    assert told.value.exit_code == 82


def test_a_list_of_a_later_programme_is_told_as_such(stored: str):
    tamper(with_sha=True, format_version=99)
    with pytest.raises(FormatUnknown):
        replayed(YEAR)


@pytest.mark.parametrize(("year", "revision"), [(YEAR, 7), (YEAR + 1, None)])
def test_a_list_that_is_not_there_is_told(stored: str, year: int, revision: int | None):
    with pytest.raises(NothingProposed):
        replayed(year, revision)


def test_more_places_would_add_the_next_agency_and_nothing_is_stored(stored: str):
    report = weighed_otherwise(YEAR, 3, {}, {})
    assert report.words == "what-if"
    assert (report.facts["count"], report.facts["stay"]) == (3, 2)
    assert len(report.facts["added"]) == 1  # type: ignore[arg-type]
    assert report.facts["removed"] == []
    assert replayed(YEAR).facts["revision"] == 1


def test_the_same_decisions_change_nothing(stored: str):
    assert weighed_otherwise(YEAR, 2, {"service": 1.0}, {"hours": 80.0}).words == "what-if-same"


@pytest.mark.parametrize(
    ("weights", "targets", "why"),
    [
        ({"nothing": 1.0}, {}, "no-such-indicator"),
        ({"service": 0.0, "hours": 0.0}, {}, "cannot-be-meant"),
        ({}, {"service": 60.0}, "cannot-be-meant"),
        ({"service": -1.0}, {}, "cannot-be-meant"),
    ],
)
def test_decisions_that_cannot_be_meant_are_told(
    stored: str, weights: dict[str, float], targets: dict[str, float], why: str
):
    with pytest.raises(WrongInput) as told:
        weighed_otherwise(YEAR, None, weights, targets)
    assert told.value.facts["why"] == why
