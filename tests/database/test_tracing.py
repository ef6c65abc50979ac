"""Figures of a published evaluation traced to their values, and known where they were changed."""

import json
from typing import Any

import pytest
from records_cast import DAY, YEAR
from sqlalchemy import update
from traced_cast import make_published, values

from coaching.database import attendance, evaluation, indicators, pulls, tables
from coaching.database.work import work
from coaching.domain.fingerprints import fingerprint
from coaching.errors import FigureDiffers, NothingPublished, WrongInput
from coaching.reports.tracing import traced, traced_report
from flows.cli import main


@pytest.fixture
def published(database: str) -> str:
    make_published()
    return database


def test_every_figure_comes_out_again_whatever_was_corrected_later(published: str):
    first = traced(YEAR)
    assert {one.name for one in first.figures} >= {"estimate", "high", "others", "outcome:a03"}
    assert all(one.is_checked for one in first.figures)
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
    assert "earned:a02" in names


def test_the_command_tells_it_in_words_and_as_json(
    published: str, capsys: pytest.CaptureFixture[str]
):
    assert main(["trace", str(YEAR), "--figure", "outcome:a03"]) == 0
    told = capsys.readouterr().out
    [one] = traced(YEAR, figure="outcome:a03").figures
    assert f"outcome:a03 = {one.value!r}  [dihitung ulang: {one.again!r}]" in told
    for words in (f"{YEAR}-Q2: ", f"berkas indicators_{YEAR}.csv baris 15",
                  "coaching.domain.evidence.evidence_rows"):  # fmt: skip
        assert words in told
    assert main(["trace", str(YEAR), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["figures"][1]["name"] == "estimate"


def test_of_a_value_from_before_cells_were_kept_that_is_said(
    published: str, capsys: pytest.CaptureFixture[str]
):
    with work() as db:
        db.execute(update(tables.IndicatorValue).values(places=None))
    main(["trace", str(YEAR), "--figure", "outcome:a03"])
    told = capsys.readouterr().out
    assert f"berkas indicators_{YEAR}.csv; nomor baris waktu itu belum disimpan" in told
    with work() as db:
        db.execute(update(tables.Pull).values(files=None))
    main(["trace", str(YEAR), "--figure", "outcome:a03"])
    assert "nama berkas tidak disimpan" in capsys.readouterr().out


def test_points_earned_by_coming_follow_from_who_came_and_the_size_of_the_staff(published: str):
    [one] = traced(YEAR, figure="earned:a02").figures
    with work() as db:
        register = attendance.register(db, YEAR)
    came = ((register["agency"] == "a02") & (register["presence"] == "present")).sum()
    assert one.value == one.again == pytest.approx(10 * came / 40)
    assert one.value > 0
    assert [(told.period, told.respondents) for told in one.values] == [(f"{YEAR}-Q4", 40)]


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
