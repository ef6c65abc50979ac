"""Sheets are kept without their order, and a corrected file replaces them."""

from datetime import date

import pandas as pd
import pytest
from records_cast import SESSION, YEAR, make_agency, make_session, rows
from sqlalchemy.exc import IntegrityError

from coaching.database import tables
from coaching.database.feedback import (
    ANSWERS,
    COUNTS,
    answers,
    commitments,
    save_answers,
    save_commitments,
)
from coaching.database.work import Db

DAY = date(2025, 3, 20)


def sheets(*lines: tuple[float | None, ...]) -> pd.DataFrame:
    return pd.DataFrame(lines, columns=list(ANSWERS), dtype=float)


def test_sheets_are_kept_in_no_order_of_people_and_the_same_file_changes_nothing(db: Db):
    make_session(db)
    told = sheets((5, 4, 60, 70), (2, None, None, None), (5, 3, 50, 90))
    assert save_answers(db, YEAR, SESSION, told, "a" * 64, DAY)
    assert not save_answers(db, YEAR, SESSION, told, "a" * 64, DAY)
    kept = answers(db, YEAR)
    assert kept["satisfaction"].tolist() == [2, 5, 5]
    assert kept["usefulness"].isna().tolist() == [True, False, False]
    assert set(kept["session"]) == {SESSION}


def test_a_corrected_file_replaces_what_was_read_of_its_session(db: Db):
    make_session(db)
    save_answers(db, YEAR, SESSION, sheets((5, 4, 60, 70), (4, 4, 60, 70)), "a" * 64, DAY)
    assert save_answers(db, YEAR, SESSION, sheets((3, 4, 60, 70)), "b" * 64, DAY)
    assert answers(db, YEAR)["satisfaction"].tolist() == [3]


def test_a_mark_that_there_is_not_is_refused(db: Db):
    make_session(db)
    with pytest.raises(IntegrityError, match="satisfaction_is_a_mark"):
        save_answers(db, YEAR, SESSION, sheets((6, 4, 60, 70)), "a" * 64, DAY)


def promised(*lines: tuple[str | int, ...]) -> pd.DataFrame:
    return pd.DataFrame(lines, columns=["agency", *COUNTS])


def test_commitments_are_those_of_the_latest_file(db: Db):
    make_session(db)
    make_agency(db)
    make_agency(db, "dlh", "Dinas Lingkungan Hidup")
    first = promised(("dinkes", 5, 4, 3, 2, 1), ("dlh", 4, 4, 4, 0, 0))
    assert save_commitments(db, YEAR, first, "a" * 64, DAY)
    assert not save_commitments(db, YEAR, first, "a" * 64, DAY)
    assert save_commitments(db, YEAR, promised(("dinkes", 5, 5, 4, 2, 2)), "b" * 64, DAY)
    assert commitments(db, YEAR).to_numpy().tolist() == [["dinkes", 5, 5, 4, 2, 2]]
    assert rows(db, tables.Commitments) == 1


def test_more_done_than_was_promised_is_refused(db: Db):
    make_session(db)
    make_agency(db)
    with pytest.raises(IntegrityError, match="done_is_part_of_made"):
        save_commitments(db, YEAR, promised(("dinkes", 3, 3, 4, 0, 0)), "a" * 64, DAY)
