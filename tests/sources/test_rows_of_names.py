"""Heads, agencies and rejects; whatever cells hold, no row is lost."""

import csv
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from drawing import KNOWN, LOOKUP, STRAIGHT, source, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rows_told import BUDI, PEOPLE, SARI, reasons

from coaching.programme import Holds
from coaching.sources import read_source, write_rejects
from coaching.sources.heads import echelon_rank, heads
from coaching.sources.names import agencies_by_name
from coaching.sources.source import CHECKS


def who_heads(*posts: tuple[str, str]) -> list[str]:
    people = pd.DataFrame(posts, columns=["position", "echelon"]).assign(agency="a")
    return people.loc[heads(people), "position"].tolist()


def test_the_head_stands_highest_among_those_called_head():
    assert who_heads(("Kepala Bidang Umum", "III.b"), ("Kepala Dinas", "II.b")) == ["Kepala Dinas"]
    assert who_heads(("Sekretaris", "II.a"), ("Inspektur", "II.b")) == ["Inspektur"]
    assert who_heads(("Kepala Dinas", ""), ("Kepala Bidang Umum", "")) == ["Kepala Dinas"]
    assert who_heads(("Plt. Camat Sumberarum", ""), ("Pengemudi", "")) == ["Plt. Camat Sumberarum"]


def test_where_two_stand_equally_high_nobody_is_called_head():
    assert who_heads(("Kepala Dinas", "II.b"), ("Kepala Dinas", "II.b")) == []
    assert who_heads(("Pengemudi", ""), ("Sekretaris", "III.a")) == []


def test_echelons_are_in_order():
    written = ["I.a", "I.b", "II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b", "V", ""]
    ranks = [echelon_rank(text) for text in written]
    assert ranks == sorted(set(ranks))


def test_a_name_means_an_agency_in_its_years_alone():
    assert LOOKUP.code_of("bappeda", 2021) == "bapperida"
    assert LOOKUP.code_of("Bappeda", 2022) is None
    assert LOOKUP.code_of("Bapperida Baru", 2090) == "bapperida"
    assert LOOKUP.code_of("Kantor Kebersihan", 2012) == "dlh"
    assert LOOKUP.code_of("Kantor Kebersihan", 2017) == "dinkes"
    assert LOOKUP.code_of(" DINAS   kesehatan ", 1999) == "dinkes"
    assert LOOKUP.nearest("Dinas Kesehatn") == "Dinas Kesehatan"
    assert LOOKUP.nearest("Bank Daerah") is None


def test_agencies_without_a_list_go_by_the_newest_of_their_names():
    names = pd.DataFrame(
        [("a", "Old", 2001, 2005), ("a", "New", 2006, None), ("b", "Only", 2001, 2003)],
        columns=["agency", "name", "from_year", "to_year"],
    ).astype({"to_year": "Int64"})
    assert agencies_by_name(names)["name"].tolist() == ["New", "Only"]


def test_mistakes_of_names_rooms_and_years_have_their_reasons(tmp_path: Path):
    assert reasons(
        tmp_path,
        "agency-names",
        """
        agency,name,from_year,to_year
        dinkes,Dinas Kesehatan,2010,
        dinkes,Kantor,2010,2009
        dinkes,Kantor,dulu,
        dinkes,,2010,
    """,
    ) == [[3, "to_year", "years-reversed"], [4, "from_year", "not-a-year"], [5, "name", "empty"]]
    assert reasons(
        tmp_path,
        "venues",
        """
        code,name,address,seats
        aula,Aula,Jalan Contoh,80
        kecil,Ruang Kecil,Jalan Contoh,beberapa
    """,
    ) == [[3, "seats", "not-a-count"]]
    assert reasons(
        tmp_path,
        "past-coaching",
        """
        agency,year
        dinkes,2023
        nobody,2023
        dlh,kapan
        dinkes,2023
    """,
    ) == [[3, "agency", "agency-unknown"], [4, "year", "not-a-year"], [5, "agency", "repeated"]]


def test_an_official_is_the_head(tmp_path: Path):
    write(tmp_path, "agency,name,position,email\ndinkes,Sari,Kepala Dinas,sari@dinkes.example\n")
    [official] = read_source(source("officials"), tmp_path, KNOWN).accepted.to_dict("records")
    assert official["is_head"] is True
    assert official["nip"] is None
    assert official["agency"] == "dinkes"


def test_the_file_of_rejects_says_what_to_do_and_hides_who_it_is(tmp_path: Path):
    text = PEOPLE + f"{SARI[:4]}13{SARI[6:]},Sari,dinkes,=Kepala,Jabatan Struktural,,\n"
    text += f"{BUDI},Budi,Dinas Kesehatn,Pengemudi,Jabatan Pelaksana,,\n"
    reading = read_source(source("people"), write(tmp_path, text), KNOWN)
    file = write_rejects(reading, tmp_path / "rejects", "en")
    assert file is not None
    again = file.read_bytes()
    assert write_rejects(reading, tmp_path / "rejects", "en") == file
    assert file.read_bytes() == again
    header, first, second = csv.reader(file.read_text("utf-8-sig").splitlines())
    assert header == ["File", "Row", "Column", "Value", "Reason", "What to do", "Leave as it is"]
    assert first[:4] == ["file.csv", "2", "nip", "•" * 15 + SARI[-3:]]
    assert second[3:5] == [
        "Dinas Kesehatn",
        "No agency goes by this name in that year. Perhaps meant: Dinas Kesehatan.",
    ]
    assert SARI[:14] not in file.read_text("utf-8-sig")


def test_without_rejects_no_file_is_written(tmp_path: Path):
    text = "agency,period,indicator,value\ndinkes,2024,ip-asn,80\n"
    reading = read_source(source("indicators"), write(tmp_path, text), KNOWN)
    assert write_rejects(reading, tmp_path / "rejects", "en") is None
    assert not (tmp_path / "rejects").exists()


@pytest.mark.parametrize("holds", list(CHECKS))
def test_a_file_with_nothing_but_a_header_has_no_rows(tmp_path: Path, holds: Holds):
    reading = read_source(
        source(holds), write(tmp_path, ",".join(STRAIGHT[holds])), replace(KNOWN, session="s")
    )
    assert (reading.read, len(reading.accepted), len(reading.rejected)) == (0, 0, 0)
    reading.raise_if_empty()


CELLS = [
    "",
    "dinkes",
    "2024",
    "1.98E+17",
    SARI,
    "-1",
    "#N/A",
    "Kepala Dinas",
    "struktural",
    "a@b.id",
]


@pytest.mark.parametrize("holds", [one for one in CHECKS if one is not Holds.ATTENDANCE])
@given(cells=st.lists(st.lists(st.sampled_from(CELLS), min_size=7, max_size=7), max_size=4))
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
def test_whatever_cells_hold_no_row_is_lost(tmp_path: Path, holds: Holds, cells: list[list[str]]):
    columns = STRAIGHT[holds]
    lines = [",".join(columns), *(",".join(row[: len(columns)]) for row in cells)]
    filled = sum(any(row[: len(columns)]) for row in cells)
    text = "\n".join(lines)
    reading = read_source(source(holds), write(tmp_path, text), KNOWN)
    assert reading.read + reading.left_out == filled
    assert reading.read == len(reading.accepted) + len(reading.rejected)


@pytest.mark.parametrize("rows", [0, 1])
def test_respondents_may_be_missing_and_else_are_a_count(tmp_path: Path, rows: int):
    columns = dict.fromkeys(["agency", "period", "indicator", "value", "respondents"])
    text = ",".join(columns) + "\ndinkes,2023,ip-asn,80,beberapa\ndinkes,2024,hours,1,-4\n"
    text += "dinkes,2024,ip-asn,81,\ndlh,2024,ip-asn,82,40\n" * rows
    mapped = source("indicators", columns={name: name for name in columns})
    reading = read_source(mapped, write(tmp_path, text), KNOWN)
    assert reading.rejected["reason"].tolist() == ["not-a-count", "not-a-count"]
    counts = [None if pd.isna(count) else count for count in reading.accepted["respondents"]]
    assert counts == [None, 40][: 2 * rows]
