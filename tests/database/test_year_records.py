"""The coaching years and their stages, as the records say."""

from datetime import date

import pytest
from records_cast import (
    DAY,
    MOMENT,
    YEAR,
    make_session,
    make_year,
    rows,
)
from sqlalchemy.exc import IntegrityError

from coaching.database import cycle, tables
from coaching.database.work import Db
from coaching.domain.cycle import Stage, Subject, YearOutcome


def test_a_year_opens_once(db: Db):
    assert cycle.open_year(db, YEAR, {"capacity": 9}, DAY)
    assert not cycle.open_year(db, YEAR, {"capacity": 5}, DAY)
    assert db.get_one(tables.Cycle, YEAR).programme == {"capacity": 9}
    assert rows(db, tables.AuditEntry) == 1


def test_several_years_can_be_open_until_each_has_its_outcome(db: Db):
    for year in (2024, 2025):
        make_year(db, year)
    assert cycle.unfinished_years(db) == [2024, 2025]
    cycle.finish(db, 2024, YearOutcome.EVALUATED, DAY)
    assert cycle.unfinished_years(db) == [2025]
    assert cycle.all_years(db) == [2024, 2025]
    assert [cycle.year_outcome(db, year) for year in (2023, 2024, 2025)] == [
        None, YearOutcome.EVALUATED, None,
    ]  # fmt: skip


def test_an_outcome_has_a_day(db: Db):
    make_year(db)
    db.get_one(tables.Cycle, YEAR).outcome = YearOutcome.EVALUATED
    with pytest.raises(IntegrityError, match="outcome_has_a_day"):
        db.flush()


def test_a_stage_is_done_once(db: Db):
    make_year(db)
    assert cycle.mark_done(db, YEAR, Stage.PULL, DAY)
    assert not cycle.mark_done(db, YEAR, Stage.PULL, DAY)
    assert cycle.mark_done(db, YEAR, Stage.INVITE, DAY, part="sinar-1")
    found = cycle.year_state(db, YEAR)
    assert found.done == {(Stage.PULL, ""), (Stage.INVITE, "sinar-1")}


def test_the_state_of_a_year_is_read_from_its_records(db: Db):
    make_session(db, "sinar-2", held_on=date(2025, 4, 24))
    make_session(db, "sinar-1")
    found = cycle.year_state(db, YEAR)
    assert found.sessions == ("sinar-1", "sinar-2")
    assert found.planned
    assert not found.selection_approved
    db.add(
        tables.Approval(
            subject=Subject.SELECTION, year=YEAR, fingerprint="f", recipients=0, approved_list=[],
            decided_by="Wali Kota", note_number="1", note_date=DAY, entered_by="Sari",
            entered_at=MOMENT,
        )
    )  # fmt: skip
    db.flush()
    assert cycle.year_state(db, YEAR).selection_approved
    assert not cycle.year_state(db, YEAR).invitations_approved
