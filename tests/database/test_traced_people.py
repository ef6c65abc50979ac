"""Figures on people and promises traced to their sheets, with nobody pointed at."""

import json

import pandas as pd
import pytest
from records_cast import DAY, YEAR
from sqlalchemy import update
from traced_cast import PEOPLE, SHEETS, make_published

from coaching.database import feedback, tables
from coaching.database.work import work
from coaching.domain.feedback import ANSWERS, COUNTS
from coaching.errors import FigureDiffers
from coaching.reports.traced_figures import Figure
from coaching.reports.tracing import traced, traced_report
from flows.cli import main


@pytest.fixture
def figures(database: str) -> dict[str, Figure]:
    make_published()
    return {one.name: one for one in traced(YEAR).figures}


def test_levels_and_attendance_come_out_again_with_the_sheets_they_come_from(
    figures: dict[str, Figure],
):
    invited, answered = 3 * sum(PEOPLE.values()), sum(SHEETS.values())
    asked = figures["attendance.came"].value
    told = {
        "attendance.invited": invited, "attendance.invited:a02": 21,
        "levels.reaction.answered": answered, "levels.reaction.asked": asked,
        "levels.reaction.response_share": answered / asked, "levels.reaction.satisfied": 10,
        "levels.reaction.median": 3.0, "levels.reaction.answered:s-1": 14,
        "levels.learning.answered": answered, "levels.behaviour.made": 15,
        "levels.behaviour.confirmed": 3, "levels.behaviour.done_share_high": 12 / 15,
        "commitments.done:a03": 3, "levels.results.asked": 14,
    }  # fmt: skip
    assert {name: figures[name].value for name in told} == told
    assert {name: figures[name].again for name in told} == told
    assert {"before", "after", "gain", "low", "high", "size"} <= {
        name.rpartition(".")[2] for name in figures if name.startswith("levels.learning.")
    }
    assert all(one.is_checked for name, one in figures.items() if not name.startswith("earned"))
    kinds = [(one.kind, one.sha256) for one in figures["levels.reaction.median"].sheets]
    assert kinds == [("attendance", ("a" * 64,))] * 3 + [("feedback", ("b" * 64,))] * 3
    [sheet] = figures["levels.behaviour.done"].sheets
    assert (sheet.rows, sheet.sha256, sheet.recorded_on) == (3, ("c" * 64,), DAY.isoformat())


def test_what_a_report_hides_of_few_people_the_trace_hides_too(figures: dict[str, Figure]):
    assert [name for name in figures if name.endswith(":a00")] == [
        f"{name}:a00" for name in ("score", "baseline", "earlier", "outcome", "coached")
    ]
    # One more agency and one more session are hidden, or a sum would give the few away.
    shown = {name[-3:] for name in figures if name.startswith("attendance.came:")}
    assert len(shown) == 2
    assert "levels.reaction.answered:s-2" not in figures
    assert "levels.reaction.answered:s-3" not in figures
    rows = {
        one.session: one.rows
        for one in figures["levels.reaction.answered"].sheets if one.kind == "feedback"
    }  # fmt: skip
    assert rows == {"s-1": 14, "s-2": None, "s-3": None}


def test_the_command_names_sheets_and_no_person(
    figures: dict[str, Figure], capsys: pytest.CaptureFixture[str]
):
    assert main(["trace", str(YEAR), "--figure", "levels.reaction.satisfied"]) == 0
    told = capsys.readouterr().out
    assert "levels.reaction.satisfied = 10  [dihitung ulang: 10]" in told
    assert f"lembar evaluasi s-1: baris tercatat 14, terakhir {DAY}, SHA-256 {'b' * 16}" in told
    assert "lembar evaluasi s-2: baris tercatat terlalu sedikit untuk disebut," in told
    assert main(["trace", str(YEAR), "--json"]) == 0
    whole = capsys.readouterr().out
    assert not any(f"{agency}-s-1-0" in whole.lower() for agency in PEOPLE)
    [one] = [one for one in json.loads(whole)["figures"] if one["name"] == "attendance.came:a02"]
    assert {sheet["session"] for sheet in one["sheets"]} == set(SHEETS)


def test_a_changed_answer_is_known_by_the_figure_it_changes(figures: dict[str, Figure]):
    with work() as db:
        db.execute(update(tables.Feedback).values(satisfaction=5))
    with pytest.raises(FigureDiffers) as told:
        traced(YEAR)
    assert told.value.facts["figure"] == "levels.reaction.satisfied"


def test_of_a_sheet_corrected_later_the_figure_is_as_it_was_written_down(
    figures: dict[str, Figure],
):
    sheets = pd.DataFrame([(5, 5, 40.0, 80.0)] * 15, columns=list(ANSWERS))
    promised = pd.DataFrame([("a01", 5, 5, 5, 0, 0)], columns=["agency", *COUNTS])
    with work() as db:
        feedback.save_answers(db, YEAR, "s-1", sheets, "e" * 64, DAY)
        feedback.save_commitments(db, YEAR, promised, "f" * 64, DAY)
    now = {one.name: one for one in traced(YEAR).figures}
    for name in ("levels.reaction.satisfied", "levels.behaviour.made", "commitments.made:a02"):
        assert (now[name].value, now[name].again) == (figures[name].value, None)
        assert not now[name].is_checked
    assert now["attendance.came"].is_checked
    facts = traced_report(YEAR).facts
    assert facts["checked"] + facts["written"] == facts["figures"]
    assert facts["written"] == sum(not one.is_checked for one in now.values())
