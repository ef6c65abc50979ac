"""Figures of a published evaluation traced to their values, and known where they were changed."""

import json
from datetime import date
from typing import Any

import pandas as pd
import pytest
from records_cast import DAY, NOTE, YEAR, make_agency, make_session, make_year
from sqlalchemy import update

from coaching.database import evaluation, indicators, proposing, pulls, selection, tables
from coaching.database.evaluation import Figures
from coaching.database.work import Db, work
from coaching.domain.circumstances import Circumstances
from coaching.domain.cycle import Subject
from coaching.domain.evaluation import evaluate
from coaching.domain.evidence import evidence_rows
from coaching.domain.fingerprints import canonical, fingerprint, list_fingerprint
from coaching.domain.freezing import frozen_score
from coaching.domain.grounds import Grounds
from coaching.domain.indicators import Indicator
from coaching.domain.plan import Plan, in_force
from coaching.domain.selection import select
from coaching.domain.selection_rules import SelectionRules
from coaching.errors import FigureDiffers, NothingPublished, WrongInput
from coaching.reports.tracing import traced, traced_report
from flows.cli import main
from tasks.publishing import _plain_rows

OUTCOME = Indicator("service", "service", "service", "poin", 90, 60, 1)
AGENCIES = [f"a{number:02}" for number in range(14)]
PLAN = Plan("service", "same-year", 1.0, 0.2, 4, 8, 0.0, 100.0, date(YEAR + 1, 1, 20))
HELD_ON = date(YEAR, 3, 13)


def values(of_year: int) -> pd.DataFrame:
    rows = [
        (code, "service", f"{of_year}-Q{quarter}",
         62.0 + number * 1.3 + (number * 7 + of_year * 3 + quarter * 5) % 11 / 3, 40)
        for number, code in enumerate(AGENCIES) for quarter in (1, 2, 3, 4)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=indicators.COLUMNS)


@pytest.fixture
def published(database: str) -> str:
    """A year from its values to version 1 of its evaluation."""
    with work() as db:
        make_year(db)
        for code in AGENCIES:
            make_agency(db, code, f"Dinas {code}")
        for year in range(YEAR - 3, YEAR + 1):
            pull = pulls.record(
                db, "indicators", f"{year % 10}" * 64, DAY, accepted=56, rejected=0,
                files=[{"name": f"indicators_{year}.csv", "sha256": "0" * 64, "rows": 56}],
            )  # fmt: skip
            indicators.save_values(db, values(year), pull)
        make_session(db, held_on=HELD_ON)
        _decide(db)
        _publish(db)
    return database


def _decide(db: Db) -> None:
    before = values(YEAR - 1).groupby(["agency", "indicator"])["value"].mean().reset_index()
    rules = SelectionRules(4, 0.7, 2, 0.5, 1, redraws=50)
    found = select(before, AGENCIES, [OUTCOME], rules, (), {}, YEAR, circumstances=Circumstances())
    score = frozen_score(
        found, year=YEAR, indicators=[OUTCOME], rules=rules, musts=(), code_version="0.1.0"
    )
    sha256 = list_fingerprint(YEAR, found.agencies)
    proposing.propose(
        db, YEAR, outcome=found.outcome, table=found.table, fingerprint=sha256, score=score,
        score_json=canonical(score), score_sha256=fingerprint(score), as_of=DAY,
    )  # fmt: skip
    selection.record_approval(
        db, Subject.SELECTION, YEAR, fingerprint=sha256, approved_list=found.agencies,
        decided_by="Wali Kota", entered_by="Budi", as_of=DAY, **NOTE,
    )  # fmt: skip


def _publish(db: Db) -> None:
    proposal = selection.current(db, YEAR)
    assert proposal is not None
    rows = evidence_rows(
        indicators.values(db), proposal.table, proposal.agencies,
        outcome="service", year=YEAR, judged_year=YEAR, last_day=HELD_ON,
    ).assign(earned=0.0)  # fmt: skip
    found = evaluate(rows, OUTCOME, PLAN.rules)
    document = {
        **found.as_document(), "rows": _plain_rows(rows),
        "grounds": Grounds(in_force(None, None, PLAN), ()).as_document(),
        "attendance": {"a00": {"present": 2}}, "outcome": {"higher_is_better": True},
        "pulls": [one.id for one in pulls.all_pulls(db)], "code_version": "0.1.0",
    }  # fmt: skip
    figures = Figures("service", found.coached, found.others, found.estimate, found.low,
                      found.high, found.detectable, found.verdict)  # fmt: skip
    assert found.estimate is not None
    evaluation.publish(db, YEAR, figures, document, fingerprint(document), DAY)


def test_every_figure_comes_out_again_whatever_was_corrected_later(published: str):
    first = traced(YEAR)
    assert {one.name for one in first.figures} >= {"estimate", "high", "others", "outcome:a03"}
    assert all(one.is_checked for one in first.figures if not one.name.startswith("earned"))
    with work() as db:
        pull = pulls.record(db, "indicators", "f" * 64, DAY, accepted=56, rejected=0)
        indicators.save_values(db, values(YEAR).assign(value=99.0), pull)
    assert traced(YEAR, 1) == first
    facts = traced_report(YEAR, figure="outcome:a03").facts
    assert (facts["figures"], facts["values"], facts["pulls"]) == (1, 3, 1)


def test_an_agencys_value_is_traced_to_its_quarters_pull_and_file(published: str):
    [one] = traced(YEAR, figure="outcome:a03").figures
    # The first quarter began before the session.
    assert [told.period for told in one.values] == [f"{YEAR}-Q{number}" for number in (2, 3, 4)]
    assert {(told.source, told.pull, told.files) for told in one.values} == {
        ("indicators", 4, (f"indicators_{YEAR}.csv",))
    }
    assert one.value == pytest.approx(sum(told.value for told in one.values) / 3)
    [before] = traced(YEAR, figure="baseline:a03").figures
    assert {told.period[:4] for told in before.values} == {str(YEAR - 1)}


def test_points_of_an_agency_of_few_people_are_not_told(published: str):
    names = {one.name for one in traced(YEAR).figures}
    assert "earned:a00" not in names
    assert "earned:a01" in names


def test_the_command_tells_it_in_words_and_as_json(
    published: str, capsys: pytest.CaptureFixture[str]
):
    assert main(["trace", str(YEAR), "--figure", "outcome:a03"]) == 0
    told = capsys.readouterr().out
    [one] = traced(YEAR, figure="outcome:a03").figures
    assert f"outcome:a03 = {one.value!r}  [dihitung ulang: {one.again!r}]" in told
    for words in ( f"{YEAR}-Q2: ", f"indicators_{YEAR}.csv",
                  "coaching.domain.evidence.evidence_rows"):  # fmt: skip
        assert words in told
    assert main(["trace", str(YEAR), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["figures"][1]["name"] == "estimate"


def tamper(change: dict[str, Any], *, with_sha: bool) -> None:
    with work() as db:
        published = evaluation.published(db, YEAR)
        assert published is not None
        document = {**published.document, **change}
        told: dict[str, Any] = {"document": document}
        if with_sha:
            told["sha256"] = fingerprint(document)
        db.execute(update(tables.Evaluation).values(**told))


def test_a_changed_record_is_known_by_its_fingerprint(published: str):
    tamper({"second_opinion": 9.0}, with_sha=False)
    with pytest.raises(FigureDiffers) as told:
        traced(YEAR)
    assert told.value.facts["figure"] == "SHA-256"


def test_one_changed_with_its_fingerprint_is_known_by_its_first_figure(
    published: str, capsys: pytest.CaptureFixture[str]
):
    tamper({"second_opinion": 9.0}, with_sha=True)
    with pytest.raises(FigureDiffers) as told:
        traced(YEAR)
    assert (told.value.facts["figure"], told.value.facts["printed"]) == ("second_opinion", "9.0")
    assert main(["trace", str(YEAR)]) == FigureDiffers.exit_code == 92
    assert "second_opinion" in capsys.readouterr().err


def test_a_changed_value_in_the_records_is_known_by_the_agency_it_is_of(published: str):
    with work() as db:
        row = tables.IndicatorValue
        db.execute(update(row).where(row.agency_code == "a05").values(value=80.0))
    with pytest.raises(FigureDiffers, match="a05"):
        traced(YEAR)


def test_what_is_not_there_is_told(published: str):
    with pytest.raises(NothingPublished):
        traced(YEAR, 2)
    with pytest.raises(NothingPublished):
        traced(YEAR + 1)
    with pytest.raises(WrongInput):
        traced(YEAR, figure="happiness")
