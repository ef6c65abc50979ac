"""What a file is shows in what it begins with; headings and cells as programs write them."""

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import fsspec
import polars as pl
import pytest
from drawing import KNOWN, source, write
from openpyxl import Workbook

from coaching import errors
from coaching.sources import Reading, read_source
from coaching.sources.cells import written

HEADER = ["agency", "period", "indicator", "value"]


def sheet(folder: Path, rows: list[list[object]], name: str = "a.xlsx") -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    (folder / "data").mkdir(exist_ok=True)
    book.save(folder / "data" / name)
    return folder


def read(folder: Path, **more: object) -> Reading:
    return read_source(source("indicators", **more), folder, KNOWN)


def test_a_percent_of_a_workbook_is_what_a_person_sees(tmp_path: Path):
    book = Workbook()
    book.active.append(HEADER)
    book.active.append(["dinkes", 2024, "ip-asn", 0.57])
    book.active.append(["dlh", 2024, "ip-asn", 57])
    book.active["D2"].number_format = "0.0%"
    (tmp_path / "data").mkdir()
    book.save(tmp_path / "data" / "a.xlsx")
    assert read(tmp_path).accepted["value"].tolist() == [57.0, 57.0]


def test_a_formula_whose_result_was_not_saved_is_named(tmp_path: Path):
    sheet(tmp_path, [HEADER, ["dinkes", 2024, "ip-asn", "=40+41"], ["dlh", 2024, "ip-asn", 7]])
    reading = read(tmp_path)
    assert reading.rejected[["row", "column", "value", "reason"]].to_numpy().tolist() == [
        [2, "value", "=40+41", "formula"]
    ]
    assert reading.accepted["value"].tolist() == [7.0]


def test_a_title_above_the_headings_is_not_read(tmp_path: Path):
    title = [["Indeks Profesionalitas ASN"], ["Kota, tahun 2024"], []]
    sheet(tmp_path, [*title, HEADER, ["dinkes", 2024, "ip-asn", 81]])
    reading = read(tmp_path)
    assert reading.read == 1
    write(tmp_path, "Judul, tanpa kolom\n\nagency;period;indicator;value\ndlh;2024;ip-asn;80,5\n")
    assert read(tmp_path, path="data/*.csv").accepted["value"].tolist() == [80.5]


def test_headings_in_two_rows_are_told(tmp_path: Path):
    top, below = ["agency", "period", "Capaian", None], [None, None, "indicator", "value"]
    sheet(tmp_path, [top, below, ["dinkes", 2024, "ip-asn", 81]])
    with pytest.raises(errors.SourceUnreadable) as told:
        read(tmp_path)
    assert told.value.facts["why"] == "headings-in-two-rows"
    assert told.value.facts["row"] in (1, 2)


def test_a_workbook_or_parquet_that_is_called_csv_is_read_all_the_same(tmp_path: Path):
    sheet(tmp_path, [HEADER, ["dinkes", 2024, "ip-asn", 81]], "a.csv")
    pl.DataFrame(
        [("dlh", 2024, "ip-asn", 81.25, "x")], [*HEADER, "nik"], orient="row"
    ).write_parquet(tmp_path / "data" / "b.csv")
    reading = read(tmp_path)
    assert reading.accepted[["agency", "value"]].to_numpy().tolist() == [
        ["dinkes", 81.0], ["dlh", 81.25],
    ]  # fmt: skip


def test_parquet_counts_its_records_from_one(tmp_path: Path):
    (tmp_path / "data").mkdir()
    rows = [("dinkes", "2024", "ip-asn", 81.5), ("dinkes", "2024", "hours", None)]
    pl.DataFrame(rows, HEADER, orient="row").write_parquet(tmp_path / "data" / "a.parquet")
    reading = read(tmp_path)
    assert reading.accepted["value"].tolist() == [81.5]
    assert reading.rejected[["row", "reason"]].to_numpy().tolist() == [[2, "no-value"]]


def test_files_behind_an_address_are_read_like_those_of_a_folder(tmp_path: Path):
    text = b"agency,period,indicator,value\ndinkes,2024,ip-asn,81\n"
    with fsspec.open("memory://exports/ip_asn_1.csv", "wb") as out:
        out.write(text)
    with fsspec.open("memory://exports/ip_asn_2.csv", "wb") as out:
        out.write(text.replace(b"dinkes", b"dlh"))
    for address in ("memory://exports/ip_asn_*.csv", (tmp_path / "*.csv").as_uri()):
        (tmp_path / "a.csv").write_bytes(text + text.splitlines()[1].replace(b"dinkes", b"dlh"))
        reading = read(tmp_path, path=address.replace("%2A", "*"))
        assert reading.accepted["agency"].tolist() == ["dinkes", "dlh"]


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("memory://nowhere/a.csv", errors.SourceMissing),
        ("memory://nowhere/*.csv", errors.SourceMissing),
        ("carrier-pigeon://loft/a.csv", errors.SourceAway),
        ("ftp://127.0.0.1:9/a.csv", errors.SourceAway),
    ],
)
def test_an_address_that_leads_nowhere_is_told(tmp_path: Path, address: str, problem: type):
    with pytest.raises(problem):
        read(tmp_path, path=address)


def test_a_json_file_is_a_list_of_objects(tmp_path: Path):
    (tmp_path / "data").mkdir()
    record = {"agency": {"code": "dinkes"}, "period": 2024, "indicator": "ip-asn", "value": 81.5}
    file = tmp_path / "data" / "a.json"
    file.write_text(json.dumps({"meta": {"total": 1}, "data": [record]}))
    columns = {name: name for name in HEADER} | {"agency": "agency.code"}
    assert read(tmp_path, columns=columns).accepted["value"].tolist() == [81.5]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""), (True, "true"), (81.0, "81"), (81.25, "81.25"), (Decimal("81.50"), "81.50"),
        (Decimal("1E+2"), "100"), (date(2024, 5, 1), "2024-05-01"),
        (datetime.fromisoformat("2024-05-01"), "2024-05-01"),
        (datetime.fromisoformat("2024-05-01T08:00"), "2024-05-01 08:00:00"),
    ],
)  # fmt: skip
def test_a_cell_of_a_program_is_written_as_a_person_would(cell: object, text: str):
    assert written(cell) == text
