"""The yearly review of the indicators on real records: kept, decided about, shown next year."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pypdf import PdfReader
from records_cast import DAY, YEAR, make_agency, rows
from sqlalchemy.exc import IntegrityError

from coaching.database import cycle, indicators, pulls, relevance, tables
from coaching.database.work import Db, reading, work
from coaching.domain.relevance_rules import Fate
from coaching.errors import NotReviewed, NoValueForYear, WrongInput
from coaching.programme import Programme, read_programme
from coaching.settings import settings
from tasks.relevance import review_indicators, write_relevance

CONFIG = Path(__file__).parents[2] / "config"
AGENCIES = [f"agency-{number:02d}" for number in range(12)]
TOLD = {"reason": "Target dinaikkan.", "decided_by": "Wali Kota", "entered_by": "Sari"}


@pytest.fixture
def programme(sqlite: str) -> Programme:
    """Two open years, and values of both years before them."""
    programme = read_programme(CONFIG)
    with work() as db:
        for agency in AGENCIES:
            make_agency(db, agency)
        for year in (YEAR, YEAR + 1):
            cycle.open_year(db, year, programme.snapshot(), DAY)
            pull = pulls.record(db, "made", f"{year:064d}", DAY, accepted=1, rejected=0)
            indicators.save_values(db, values(year - 1, programme), pull)
    return programme


def values(year: int, programme: Programme) -> pd.DataFrame:
    """Return a year of quarters in which everybody is at the target of `twenty-hours`, always."""
    dice = np.random.default_rng(year)
    told = []
    for place, agency in enumerate(AGENCIES):
        for one in programme.all_indicators:
            for quarter in (1, 2, 3, 4):
                share = 0.1 + 0.06 * place + dice.normal(0, 0.02)
                if one.code == "twenty-hours":
                    share = 1.0
                value = one.floor + share * (one.target - one.floor)
                told.append((agency, one.code, f"{year}-Q{quarter}", value, None))
    return pd.DataFrame(told, columns=["agency", "indicator", "period", "value", "respondents"])


def decided(db: Db, year: int = YEAR, **changes: object) -> bool:
    given = {**TOLD, "decision": Fate.CHANGE, "as_of": DAY, **changes}
    return relevance.decide(db, year, "twenty-hours", **given)  # type: ignore[arg-type]


def test_a_review_is_kept_once_and_says_what_it_rests_on(programme: Programme):
    found = review_indicators.fn(YEAR, programme, DAY)
    with reading() as db:
        kept = relevance.reviewed(db, YEAR)
        assert set(kept) == {one.code for one in programme.all_indicators}
        assert kept["ip-asn"].proposal is Fate.KEEP
        assert kept["twenty-hours"].found["period"] == f"{YEAR - 1}-Q4"
        audited = rows(db, tables.AuditEntry)
    assert review_indicators.fn(YEAR, programme, DAY) == found
    with reading() as db:
        assert rows(db, tables.AuditEntry) == audited
        assert rows(db, tables.IndicatorReview) == len(programme.all_indicators)


def test_two_flags_in_two_years_running_propose_the_end(programme: Programme):
    first = {one.indicator: one for one in review_indicators.fn(YEAR, programme, DAY).indicators}
    second = {
        one.indicator: one for one in review_indicators.fn(YEAR + 1, programme, DAY).indicators
    }
    assert len(first["twenty-hours"].flags) >= 2
    assert first["twenty-hours"].proposal is Fate.CHANGE
    assert second["twenty-hours"].proposal is Fate.RETIRE


def test_a_decision_is_kept_with_what_was_proposed_and_shown_next_year(programme: Programme):
    review_indicators.fn(YEAR, programme, DAY)
    with work() as db:
        assert decided(db)
        assert not decided(db)
        assert decided(db, reason="Diganti dengan jam belajar.")
    with reading() as db:
        [stands] = relevance.decisions(db)
        assert (stands.year, stands.proposal, stands.decision, stands.reason) == (
            YEAR, Fate.CHANGE, Fate.CHANGE, "Diganti dengan jam belajar.",
        )  # fmt: skip
        assert rows(db, tables.IndicatorDecision) == 2
    found = review_indicators.fn(YEAR + 1, programme, DAY)
    assert write_relevance.fn(YEAR + 1, found, programme, DAY) == 2
    assert write_relevance.fn(YEAR + 1, found, programme, DAY) == 0
    pages = PdfReader(settings().reports / f"{YEAR + 1}-relevance.pdf").pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Diganti dengan jam belajar. (Wali Kota)" in text


def test_nothing_can_be_decided_about_what_was_not_reviewed(programme: Programme):
    with work() as db, pytest.raises(NotReviewed) as told:
        decided(db)
    assert told.value.facts == {"year": YEAR, "indicator": "twenty-hours", "known": None}


def test_a_decision_needs_its_reason(programme: Programme):
    review_indicators.fn(YEAR, programme, DAY)
    with work() as db, pytest.raises(WrongInput):
        decided(db, reason="  ")


def test_without_a_value_there_is_nothing_to_review(programme: Programme):
    with work() as db:
        cycle.open_year(db, YEAR - 5, {}, DAY)
    with pytest.raises(NoValueForYear):
        review_indicators.fn(YEAR - 5, programme, DAY)


def test_a_definition_that_changed_since_the_year_before_is_named(programme: Programme):
    measures = [
        one.model_copy(update={"target": 97.0}) if one.code == "good-performance" else one
        for one in programme.measures
    ]
    later = programme.model_copy(update={"measures": tuple(measures)})
    later.__dict__.pop("all_indicators", None)
    [change] = review_indicators.fn(YEAR + 1, later, DAY).redefined
    assert (change.indicator, change.what, change.before, change.now) == (
        "good-performance", "target", "95.0", "97.0",
    )  # fmt: skip


def test_a_count_of_flags_below_nothing_is_refused(db: Db):
    cycle.open_year(db, YEAR, {}, DAY)
    db.add(
        tables.IndicatorReview(
            year=YEAR, indicator="one", proposal=Fate.KEEP, flags=-1, found={}, reviewed_on=DAY
        )
    )
    with pytest.raises(IntegrityError, match="flags_are_a_count"):
        db.flush()
