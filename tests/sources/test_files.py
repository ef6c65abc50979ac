"""Files as offices save them."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from drawing import AGENCIES, KNOWN, NAMES, source, write
from openpyxl import Workbook

from coaching import errors
from coaching.sources import AgencyNames, read_source

ROWS = """
    agency,period,indicator,value
    dinkes,2024,ip-asn,81.5
    Dinas Lingkungan Hidup,2024-Q1,hours,40
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found_out(tmp_path: Path, encoding: str, delimiter: str):
    write(
        tmp_path,
        ROWS.replace(",", delimiter) + f"dinkes{delimiter * 2}é{delimiter}",
        "a.csv",
        encoding,
    )
    reading = read_source(source("indicators"), tmp_path, KNOWN)
    assert reading.accepted["value"].tolist() == [81.5, 40.0]
    assert reading.read + reading.left_out == 3


def test_a_workbook_keeps_all_18_digits_of_text(tmp_path: Path):
    book = Workbook()
    book.active.append(["nip", "name", "agency", "position", "position_type", "echelon", "email"])
    text = [
        "199001012015051001",
        "Sari",
        "dinkes",
        "Kepala Dinas",
        "struktural",
        "II.b",
        "a@b.example",
    ]
    book.active.append(text)
    book.active.append([1.99001012015051e17, "Budi", "dlh", "Pengemudi", "pelaksana", None, None])
    (tmp_path / "data").mkdir()
    book.save(tmp_path / "data" / "people.xlsx")
    reading = read_source(source("people"), tmp_path, KNOWN)
    assert reading.accepted["nip"].tolist() == ["199001012015051001"]
    assert reading.rejected[["row", "reason"]].to_numpy().tolist() == [[3, "nip-mangled"]]


def test_a_sheet_of_a_workbook_is_chosen_by_its_name(tmp_path: Path):
    book = Workbook()
    book.create_sheet("Nilai").append(["agency", "period", "indicator", "value"])
    book["Nilai"].append(["dinkes", 2024, "ip-asn", 81])
    (tmp_path / "data").mkdir()
    book.save(tmp_path / "data" / "values.xlsx")
    reading = read_source(source("indicators", sheet="Nilai"), tmp_path, KNOWN)
    assert reading.accepted[["period", "value"]].to_numpy().tolist() == [["2024", 81.0]]
    with pytest.raises(errors.SourceUnreadable) as told:
        read_source(source("indicators", sheet="Lain"), tmp_path, KNOWN)
    assert told.value.facts["why"] == "sheet-missing"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.csv", b"", "empty-file"),
        ("a.csv", b"agency\x00period", "not-text"),
        ("a.csv", b"agency,\x81\n", "not-text"),
        ("a.xlsx", b"agency,period", "not-a-workbook"),
        ("a.csv", b'a,b\n"' + b"x" * 200_000 + b'",1', "not-a-table"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, name: str, content: bytes, why: str):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / name).write_bytes(content)
    with pytest.raises(errors.SourceUnreadable) as told:
        read_source(source("indicators"), tmp_path, KNOWN)
    assert told.value.facts["why"] == why


def test_a_missing_file_is_told(tmp_path: Path):
    (tmp_path / "data" / "folder.csv").mkdir(parents=True)
    with pytest.raises(errors.SourceMissing) as told:
        read_source(source("indicators", "data/*.csv"), tmp_path, KNOWN)
    assert told.value.facts == {"source": "drawn", "path": "data/*.csv"}


def test_a_missing_column_is_told_with_the_nearest(tmp_path: Path):
    write(tmp_path, ROWS.replace("period", "periode"))
    with pytest.raises(errors.ColumnMissing) as told:
        read_source(source("indicators"), tmp_path, KNOWN)
    assert told.value.facts == {
        "source": "drawn", "file": "file.csv", "column": "period", "row": 1,
        "nearest": "periode",
    }  # fmt: skip


def test_case_and_spaces_of_a_header_do_not_matter(tmp_path: Path):
    write(tmp_path, ROWS.replace("agency,", " AGENCY ,"))
    assert len(read_source(source("indicators"), tmp_path, KNOWN).accepted) == 2


def test_where_keeps_and_where_not_drops_and_neither_rejects(tmp_path: Path):
    write(
        tmp_path,
        """
        agency,period,indicator,value,total,group
        dinkes,2024,ip-asn,81,0,a
        dlh,2024,ip-asn,82,1,a
        bapperida,2024,ip-asn,83,0,b
    """,
    )
    kept = source("indicators", where={"total": "0"}, where_not={"group": ["b", "c"]})
    reading = read_source(kept, tmp_path, KNOWN)
    assert reading.accepted["agency"].tolist() == ["dinkes"]
    assert reading.read == 1


def test_ragged_rows_are_rejected_with_their_row(tmp_path: Path):
    write(tmp_path, ROWS + "dinkes,2024,hours\n\ndinkes,2023,hours,1,2\n")
    reading = read_source(source("indicators"), tmp_path, KNOWN)
    assert reading.rejected[["row", "reason"]].to_numpy().tolist() == [[4, "ragged"], [6, "ragged"]]
    assert len(reading.accepted) == 2


def test_the_same_content_is_recognised_whatever_it_is_called(tmp_path: Path):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one = read_source(source("indicators"), write(tmp_path / "one", ROWS, "a.csv"), KNOWN)
    two = read_source(source("indicators"), write(tmp_path / "two", ROWS, "b.csv"), KNOWN)
    assert one.sha256 == two.sha256
    write(tmp_path / "two", ROWS.replace("40", "41"), "b.csv")
    assert read_source(source("indicators"), tmp_path / "two", KNOWN).sha256 != one.sha256


def test_one_session_does_not_take_the_sheet_of_another(tmp_path: Path):
    for code, name in (("sinar-1", "Sari"), ("sinar-10", "Budi")):
        write(tmp_path, f"nip,name,agency,presence,representative\n,{name},,Hadir,", f"{code}.csv")
    known = replace(KNOWN, session="sinar-1")
    reading = read_source(source("attendance", "data/{session}.*"), tmp_path, known)
    assert reading.accepted["name"].tolist() == ["Sari"]


def test_a_name_learnt_since_makes_something_new_of_the_same_file(tmp_path: Path):
    write(tmp_path, ROWS + "Kantor Lingkungan,2024,ip-asn,70\n")
    before = read_source(source("indicators"), tmp_path, KNOWN)
    learnt = pd.DataFrame([("dlh", "Kantor Lingkungan", 2020, None)], columns=NAMES.columns)
    lookup = AgencyNames.of(AGENCIES, pd.concat([NAMES, learnt.astype(NAMES.dtypes)]))
    after = read_source(source("indicators"), tmp_path, replace(KNOWN, agencies=lookup))
    assert (len(before.rejected), len(after.rejected)) == (1, 0)
    assert before.sha256 != after.sha256
