"""Sheets without names, and what became of commitments."""

from pathlib import Path

import pandas as pd
import pytest
from drawing import KNOWN, source, write
from rows_told import reasons

from coaching.sources import read_source


def test_each_sheet_counts_for_what_it_says(tmp_path: Path):
    text = """
        satisfaction,usefulness,before,after
        5,4,"60,5",71
        ,,40,
        3,-,,
    """
    found = read_source(source("feedback"), write(tmp_path, text), KNOWN).accepted
    assert found["before"].tolist()[:2] == [60.5, 40]
    assert found.notna().sum().tolist() == [2, 1, 2, 1]


def test_each_mistake_of_a_sheet_has_its_reason(tmp_path: Path):
    assert reasons(tmp_path, "feedback", """
        satisfaction,usefulness,before,after
        6,4,60,70
        4,baik,60,70
        4,4,101,70
        4,4,60,-1
        ,n/a,-,
        4.5,4,60,70
    """) == [
        [2, "satisfaction", "not-a-mark"], [3, "usefulness", "not-a-mark"],
        [4, "before", "not-a-test-result"], [5, "after", "not-a-test-result"],
        [6, "satisfaction", "not-filled-in"], [7, "satisfaction", "not-a-mark"],
    ]  # fmt: skip


def test_each_mistake_of_a_commitment_has_its_reason(tmp_path: Path):
    assert reasons(tmp_path, "commitments", """
        agency,made,told,done,checked,confirmed
        dinkes,5,4,3,2,1
        dinas pasar,5,4,3,,
        dlh,5,6,3,,
        dlh,5,4,5,,
        dlh,5,4,3,1,2
        dlh,,4,3,,
        bapperida,5,4,,,
        dinkes,6,4,3,2,1
    """) == [
        [2, "agency", "contradicts"], [3, "agency", "agency-unknown"],
        [4, "done", "no-such-part"], [5, "done", "no-such-part"], [6, "done", "no-such-part"],
        [7, "made", "not-a-count"], [8, "done", "not-a-count"], [9, "agency", "contradicts"],
    ]  # fmt: skip


@pytest.mark.parametrize(("columns", "told"), [("told", 0), ("", 5)])
def test_of_commitments_nobody_tells_of_nothing_is_known_unless_nobody_was_asked(
    tmp_path: Path, columns: str, told: int
):
    names = ["agency", "made", "done", *([columns] if columns else [])]
    text = f"{','.join(names)}\ndinkes,5,0{',' if columns else ''}"
    mapped = source("commitments", columns={name: name for name in names})
    found = read_source(mapped, write(tmp_path, text), KNOWN).accepted
    expected = {"agency": "dinkes", "made": 5, "told": told, "done": 0, "checked": 0}
    assert found.to_dict("records") == [{**expected, "confirmed": 0}]


def test_the_year_in_a_path_is_the_year_asked_for(tmp_path: Path):
    write(tmp_path, "agency,made,done\ndinkes,5,1", "commitments_2023.csv")
    write(tmp_path, "agency,made,done\ndinkes,7,2", "commitments_2024.csv")
    named = source(
        "commitments", "data/commitments_{year}.*",
        columns={name: name for name in ("agency", "made", "done")},
    )  # fmt: skip
    found: pd.DataFrame = read_source(named, tmp_path, KNOWN).accepted
    assert found["made"].tolist() == [7]
