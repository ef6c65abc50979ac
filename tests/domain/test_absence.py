"""The ladder of PP 94/2021, step by step."""

import csv
from pathlib import Path

import polars as pl
import pytest

from coaching.domain.absence import LADDER, step, step_number

FILE = Path(__file__).parents[3] / "shared/data/indonesia/pp94_absence_ladder.csv"
LEVELS = {"ringan": "minor", "sedang": "moderate", "berat": "severe"}


def test_every_step_of_the_ladder_is_that_of_the_regulation() -> None:
    if not FILE.exists():
        pytest.skip(f"no ladder at {FILE.name}")
    lines = FILE.read_text("utf-8").splitlines()
    rows = [one for one in csv.DictReader(lines) if one["basis"] == "cumulative per year"]
    assert rows[0]["level"] == "none"
    assert [(int(one["days_min"]), LEVELS[one["level"]]) for one in rows[1:]] == [
        (one.days, one.level) for one in LADDER
    ]
    for row in rows:
        for days in (int(row["days_min"]), int(row["days_max"] or 365)):
            found = step(days)
            assert (found.days if found else 1) == int(row["days_min"])


@pytest.mark.parametrize(
    ("days", "in_a_row", "code"),
    [
        (2, None, None), (3, None, "oral-reprimand"), (4, 4, "written-reprimand"),
        (10, 9, "statement-of-dissatisfaction"), (10, 10, "dismissal"), (28, 3, "dismissal"),
        (27, None, "released-12-months"),
    ],
)  # fmt: skip
def test_ten_days_in_a_row_lead_to_the_last_step(
    days: int, in_a_row: int | None, code: str | None
) -> None:
    found = step(days, in_a_row)
    assert (found.code if found else None) == code


def test_many_at_a_time_get_the_same_steps() -> None:
    rows = [(days, run) for days in range(40) for run in (None, 1, 9, 10, 11)]
    frame = pl.DataFrame(rows, schema={"days": pl.Int64, "in_a_row": pl.Int64}, orient="row")
    found = [step(days, run) for days, run in rows]
    assert frame.select(step_number()).to_series().to_list() == [
        one.number if one else 0 for one in found
    ]
