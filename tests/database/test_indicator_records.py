"""Indicator values in versions, and pulls that are recognised."""

from datetime import date

import pandas as pd
import pytest
from records_cast import (
    DAY,
    make_agency,
    rows,
)
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coaching.database import indicators, pulls, tables
from coaching.database.work import Db


def values(drawing: str) -> pd.DataFrame:
    """Read lines of agency, indicator, period, value, respondents (- for none)."""
    cells = [line.split() for line in drawing.strip().splitlines()]
    return pd.DataFrame(
        [(a, i, p, float(v), None if n == "-" else int(n)) for a, i, p, v, n in cells],
        columns=indicators.COLUMNS,
    )


def pull(db: Db, content: str, on: date = DAY) -> int:
    return pulls.record(db, "people-survey", content * 64, on, accepted=1, rejected=0)


def save(db: Db, drawing: str, content: str = "a", on: date = DAY) -> tuple[int, int]:
    for agency in ("dinkes", "dispora"):
        make_agency(db, agency)
    return indicators.save_values(db, values(drawing), pull(db, content, on))


def test_a_value_that_did_not_change_adds_nothing(db: Db):
    drawing = "dinkes ip-asn 2024 71.5 120"
    assert save(db, drawing, "a") == (1, 0)
    assert save(db, drawing, "b") == (0, 0)
    assert rows(db, tables.IndicatorValue) == 1


def test_a_changed_value_is_a_new_version_and_the_old_one_stays(db: Db):
    save(db, "dinkes ip-asn 2024 71.5 120", "a")
    assert save(db, "dinkes ip-asn 2024 72.0 120", "b") == (0, 1)
    row = tables.IndicatorValue
    versions = db.execute(select(row.version, row.value).order_by(row.version)).all()
    assert versions == [(1, 71.5), (2, 72.0)]
    assert indicators.values(db)["value"].tolist() == [72.0]


def test_a_changed_number_of_respondents_is_a_new_version(db: Db):
    save(db, "dinkes ip-asn 2024 71.5 -", "a")
    assert save(db, "dinkes ip-asn 2024 71.5 80", "b") == (0, 1)
    assert save(db, "dinkes ip-asn 2024 71.5 80", "c") == (0, 0)
    assert save(db, "dinkes ip-asn 2024 71.5 -", "d") == (0, 1)


def test_a_value_that_changes_back_is_a_third_version(db: Db):
    for content, value in zip("abc", (1, 2, 1), strict=True):
        save(db, f"dinkes ip-asn 2024 {value} -", content)
    assert rows(db, tables.IndicatorValue) == 3


def test_other_periods_and_agencies_are_other_values(db: Db):
    first = "dinkes ip-asn 2024 1 -\ndispora ip-asn 2024 1 -\ndinkes ip-asn 2023 1 -"
    assert save(db, first) == (3, 0)


def test_a_day_in_the_past_reads_as_it_was_known_then(db: Db):
    save(db, "dinkes ip-asn 2024 71.5 -", "a", on=date(2025, 1, 12))
    save(db, "dinkes ip-asn 2024 72.0 -", "b", on=date(2025, 3, 1))
    known = [indicators.values(db, on)["value"].tolist()
             for on in (date(2025, 1, 11), date(2025, 1, 12), date(2025, 3, 1))]  # fmt: skip
    assert known == [[], [71.5], [72.0]]


def test_the_same_content_of_a_source_is_recognised(db: Db):
    pull(db, "a")
    assert pulls.is_unchanged(db, "people-survey", "a" * 64)
    assert not pulls.is_unchanged(db, "people-survey", "b" * 64)
    assert not pulls.is_unchanged(db, "absences", "a" * 64)


def test_content_that_comes_back_has_changed_and_its_values_are_the_newest(db: Db):
    for content, value in zip("aba", (71.5, 72, 71.5), strict=True):
        assert not pulls.is_unchanged(db, "people-survey", content * 64)
        save(db, f"dinkes ip-asn 2024 {value} -", content)
    assert indicators.values(db)["value"].tolist() == [71.5]
    assert [one.number for one in pulls.all_pulls(db)] == [1, 2, 3]


def test_of_two_pulls_at_the_same_moment_one_is_recorded(db: Db):
    pull(db, "a")
    told = {"sha256": "a" * 64, "taken_on": DAY, "rows_read": 1, "accepted": 1, "rejected": 0}
    db.add(tables.Pull(source="people-survey", number=1, **told))
    with pytest.raises(IntegrityError, match=r"uq_pull_source_number|pull\.number"):
        db.flush()


def test_a_pull_keeps_its_moment_its_files_and_what_was_left_out(db: Db):
    files = [{"name": "a.csv", "sha256": "0" * 64, "rows": 3}]
    pulls.record(db, "x", "a" * 64, DAY, accepted=2, rejected=1, left_out=4, files=files)
    [row] = pulls.all_pulls(db)
    assert (row.rows_read, row.left_out, row.files, row.is_correction) == (3, 4, files, False)
    assert row.taken_at is not None
    assert row.taken_at.tzinfo is not None


@pytest.mark.parametrize(
    ("first", "then", "saved", "latest"),
    [
        ((70, True), (70, False), (0, 1), (70, False)),  # the same value, now final
        ((70, True), (71, True), (0, 1), (71, True)),
        ((70, False), (71, True), (0, 0), (70, False)),  # a final one is not taken back
        ((70, False), (71, False), (0, 1), (71, False)),
    ],
)
def test_provisional_and_final_are_told_apart(
    db: Db, first: tuple[float, bool], then: tuple[float, bool],
    saved: tuple[int, int], latest: tuple[float, bool],
):  # fmt: skip
    make_agency(db, "dinkes")
    done = (0, 0)
    for content, (value, is_provisional) in zip("ab", (first, then), strict=True):
        frame = values(f"dinkes ip-asn 2024 {value} -").assign(is_provisional=is_provisional)
        done = indicators.save_values(db, frame, pull(db, content))
    assert done == saved
    [row] = indicators.values(db).to_dict("records")
    assert (row["value"], row["is_provisional"]) == latest


def test_no_row_of_a_pull_is_lost(db: Db):
    db.add(tables.Pull(source="x", sha256="0", taken_on=DAY, rows_read=5, accepted=3, rejected=1))
    with pytest.raises(IntegrityError, match="nothing_is_lost"):
        db.flush()


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("versions_count_from_one", {"version": 0}),
        ("respondents_are_a_count", {"respondents": -1}),
    ],
)
def test_a_value_keeps_the_rules_of_its_table(db: Db, rule: str, changes: dict[str, int]):
    told = {"agency_code": make_agency(db), "indicator": "ip-asn", "period": "2024",
            "version": 1, "value": 1.0, "pull_id": pull(db, "a")}  # fmt: skip
    db.add(tables.IndicatorValue(**(told | changes)))
    with pytest.raises(IntegrityError, match=rule):
        db.flush()
