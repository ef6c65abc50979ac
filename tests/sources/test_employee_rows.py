"""Lists of employees: what is taken of them, what is not, and what is told of that."""

import random
from pathlib import Path

import polars as pl
import pytest
from drawing import write
from employees_drawn import BUDI, KNOWN, PROFILE, ROWS, SARI, TONO, noticed, of, read, reasons
from openpyxl import Workbook

from coaching.domain.corrections import Correction, Mending
from coaching.errors import ColumnMissing, NothingAccepted, SourceUnreadable
from coaching.sources.employees import read_list
from coaching.sources.employees.nip_numbers import possible
from coaching.sources.nips import nip_reason


def test_units_are_rolled_up_to_agencies_and_words_become_ours(tmp_path: Path):
    found = read(tmp_path, "employees", PROFILE + ROWS)
    assert found.accepted.sort("person").rows() == [
        (int(TONO), "dinkes", "d3", "executor", None, "pppk"),
        (int(BUDI), "dinkes", "s2", "structural", 2, "pns"),
        (int(SARI), "dinkes", "s1", "functional", None, "pns"),
    ]
    assert found.rejected.empty


@pytest.mark.parametrize(
    ("nip", "reason"),
    [("1.98E+17", "nip-mangled"), ("", "nip-missing"), (SARI[:-1], "nip-impossible"),
     (SARI[:-3] + "000", "nip-impossible"), ("bukan", "nip-impossible")],
)  # fmt: skip
def test_a_nip_that_is_none_is_called_what_it_is(tmp_path: Path, nip: str, reason: str):
    found = read(tmp_path, "employees", PROFILE + ROWS + f"{nip};2;S-2;Jabatan Pelaksana;\n")
    assert reasons(found) == [[5, "nip", reason]]
    assert nip[:-3] not in found.rejected["value"].iloc[0] or len(nip) <= 3


@pytest.mark.parametrize("nip", [f"'{SARI}", f"{SARI[:8]} {SARI[8:14]} {SARI[14]} {SARI[15:]}"])
def test_a_nip_written_with_spaces_or_an_apostrophe_is_one(tmp_path: Path, nip: str):
    found = read(tmp_path, "employees", PROFILE + f"{nip};2;S-2;Jabatan Pelaksana;\n")
    assert found.accepted["person"].to_list() == [int(SARI)]


def test_many_nips_at_a_time_are_judged_as_one_by_one():
    dice = random.Random(3)
    cells = [
        f"{dice.randint(1950, 2005)}{dice.randint(0, 13):02d}{dice.randint(0, 32):02d}"
        f"{dice.randint(1980, 2030)}{dice.randint(0, 31):02d}{dice.randint(0, 3)}"
        f"{dice.choice((0, 1, 999)):03d}"
        for _ in range(20_000)
    ]
    cells += ["200002292024211001", "190002292024211001", "199902292024211001"]
    frame = pl.DataFrame({"nip": [int(cell) for cell in cells]})
    found = frame.select(possible(pl.col("nip"))).to_series().to_list()
    assert found == [nip_reason(cell) is None for cell in cells]
    assert 500 < sum(found) < 19_000


def test_a_birth_date_or_sex_beside_it_must_be_that_of_the_nip(tmp_path: Path):
    text = f"nip;agency;born_on;sex\n{SARI};Dinkes;01-01-1990;F\n{BUDI};Dinkes;03/02/1985;M\n"
    found = read(tmp_path, "employees", text + f"{TONO};Dinkes;;L\n198001012005011001;Dinkes;;P\n")
    assert reasons(found) == [[3, "born_on", "nip-differs"], [5, "sex", "nip-differs"]]
    assert "born_on" not in found.accepted.columns
    assert "sex" not in found.accepted.columns


def test_a_unit_of_no_agency_is_rejected_with_the_name_that_was_probably_meant(tmp_path: Path):
    rows = f"{SARI};9;S-1;Jabatan Pelaksana;\n{BUDI};77;S-1;Jabatan Pelaksana;\n"
    found = read(tmp_path, "employees", PROFILE + rows + f"{TONO}; 4 ;S-1;Jabatan Pelaksana;\n")
    assert reasons(found) == [[2, "unit", "agency-unknown"], [3, "unit", "agency-unknown"]]
    assert found.rejected["hint"].tolist() == ["Dinas Pasar", ""]
    assert found.accepted["agency"].to_list() == ["dinkes"]


def test_what_nobody_understands_is_told_and_the_person_is_kept_without(tmp_path: Path):
    text = PROFILE + f"{SARI};2;Profesi;Jabatan Aneh;\n{BUDI};2;;;\n"
    found = read(tmp_path, "employees", text)
    assert noticed(found) == [
        [2, "education", "education-unknown"], [2, "position_type", "position-type-unknown"],
    ]  # fmt: skip
    assert found.accepted.select("education", "position_type").rows() == [(None, None)] * 2
    own = KNOWN.__class__(2021, KNOWN.agencies, KNOWN.units, education={"profesi": "s1"})
    assert read(tmp_path, "employees", text, own).accepted["education"].to_list() == ["s1", None]


def test_the_same_person_twice_counts_once_and_contradictions_count_for_nobody(tmp_path: Path):
    twice = f"{SARI};2;S-1;Jabatan Pelaksana;\n" * 2
    other = f"{BUDI};2;S-1;Jabatan Pelaksana;\n{BUDI};2;S-2;Jabatan Pelaksana;\n"
    found = read(tmp_path, "employees", PROFILE + twice + other)
    assert reasons(found) == [
        [3, "nip", "repeated"], [4, "nip", "contradicts"], [5, "nip", "contradicts"],
    ]  # fmt: skip


def test_corrected_cells_and_rows_taken_out_are_read_as_if_the_file_said_so(tmp_path: Path):
    twice = f"{BUDI};2;S-1;Jabatan Pelaksana;\n{BUDI};2;S-2;Jabatan Pelaksana;\n"
    text = PROFILE + f"{SARI};77;Profesi;Jabatan Aneh;\n1.98E+17;2;;;\n" + twice
    before = read(tmp_path, "employees", text)
    keys = dict(zip(before.rejected["row"], before.rejected["key"], strict=True))
    assert len(set(keys.values())) == 4
    mending = Mending(
        frozenset({
            Correction(keys[2], "unit", "3"), Correction(keys[2], "education", "S-1"),
            Correction(keys[3], "nip", f" '{TONO}"), Correction("0123456789ab-2", "unit", "9"),
        }),
        frozenset({keys[4]}),
    )  # fmt: skip
    columns = PROFILE.strip().split(";")
    found = read_list(of("employees", *columns), tmp_path, KNOWN, mending)
    assert found.accepted.select("person", "agency", "education").rows() == [
        (int(SARI), "dinkes", "s1"), (int(TONO), "dinkes", None), (int(BUDI), "dinkes", "s2"),
    ]  # fmt: skip
    assert (found.read, reasons(found)) == (3, [])
    assert found.sha256 != before.sha256


def test_trainings_have_their_kind_level_and_hours(tmp_path: Path):
    text = f"""nip;kind;year;hours;name
    {SARI};Diklat Teknis;2021;20;Bimtek Arsip
    {SARI};Seminar;12-03-2020;;Pembinaan ASN Kota Contoh
    {BUDI};Diklatpim Tingkat III;2019;;
    {BUDI};Diklat Struktural;2019;;PKP Angkatan II
    {BUDI};Diklat Kepemimpinan;2019;;
    {BUDI};Karaoke;2019;;
    {BUDI};Diklat Fungsional;dulu;;
    {BUDI};Diklat Fungsional;2020;banyak;
    """
    found = read(tmp_path, "training", text)
    assert found.accepted.select("kind", "level", "year", "hours", "coaching").rows() == [
        ("technical", None, 2021, 20, False), ("workshop", None, 2020, None, True),
        ("leadership", 3, 2019, None, False), ("leadership", 4, 2019, None, False),
        ("leadership", None, 2019, None, False),
    ]  # fmt: skip
    assert reasons(found) == [
        [7, "kind", "training-kind-unknown"], [8, "year", "not-a-year"],
        [9, "hours", "not-a-number"],
    ]  # fmt: skip
    assert noticed(found) == [[6, "kind", "training-level-unknown"]]


def test_performance_is_a_value_or_a_predicate(tmp_path: Path):
    text = f"""nip;year;value;predicate
    {SARI};2020;88,25;
    {BUDI};2020;;Sangat Baik
    {TONO};2020;121;
    {TONO};2019;;Lumayan
    {TONO};2018;;
    {SARI};2019;90,5;
    {SARI};2019;91,5;
    """
    found = read(tmp_path, "performance", text)
    assert found.accepted.rows() == [
        (int(SARI), 2020, 88.25, None), (int(BUDI), 2020, None, "very-good"),
    ]  # fmt: skip
    assert reasons(found) == [
        [4, "value", "not-a-performance"], [5, "predicate", "predicate-unknown"],
        [6, "value", "no-value"], [7, "nip", "contradicts"], [8, "nip", "contradicts"],
    ]  # fmt: skip


def test_discipline_and_absence_have_their_levels_and_days(tmp_path: Path):
    text = f"nip,level,year\n{SARI},Hukuman Disiplin Ringan,2021\n{BUDI},?,2021\n"
    found = read(tmp_path, "discipline", text)
    assert found.accepted.rows() == [(int(SARI), "minor", 2021)]
    assert reasons(found) == [[3, "level", "discipline-level-unknown"]]
    text = f"nip,year,days,in_a_row\n{SARI},2021-03,2,1\n{SARI},2021-04,-1,\n{BUDI},2021,,\n"
    found = read(tmp_path, "absence", text)
    assert found.accepted.rows() == [(int(SARI), 2021, 2, 1)]
    assert reasons(found) == [[3, "days", "not-a-number"], [4, "days", "no-value"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str):
    rows = ROWS.replace("S-1/Sarjana", "S-1 Pénuh")
    found = read(tmp_path, "employees", PROFILE + rows, encoding=encoding)
    assert found.accepted["education"].to_list().count("s1") == 1
    assert len(found.accepted) == 3


def test_a_row_with_too_many_cells_is_rejected_where_it_stands(tmp_path: Path):
    text = PROFILE + ROWS.replace("\n", "\n\n", 1) + f"{SARI};2;S-2;Jabatan Pelaksana;;x;y\n"
    found = read(tmp_path, "employees", text)
    assert reasons(found) == [[6, "", "ragged"]]
    assert len(found.accepted) == 3


def test_a_workbook_and_a_parquet_file_read_like_the_csv(tmp_path: Path):
    header, *lines = [line.split(";") for line in (PROFILE + ROWS).strip().splitlines()]
    wanted = read(tmp_path, "employees", PROFILE + ROWS).accepted.sort("person")
    (tmp_path / "data/file.csv").unlink()
    frame = pl.DataFrame(lines, schema=header, orient="row")
    frame.write_parquet(tmp_path / "data/file.parquet")
    found = read_list(of("employees", *header), tmp_path, KNOWN)
    assert found.accepted.sort("person").equals(wanted)
    (tmp_path / "data/file.parquet").unlink()
    book = Workbook()
    for line in (header, *lines):
        book.active.append(line)
    book.save(tmp_path / "data/file.xlsx")
    found = read_list(of("employees", *header), tmp_path, KNOWN)
    assert found.accepted.sort("person").equals(wanted)


def test_rows_that_where_leaves_out_are_not_part_of_the_source(tmp_path: Path):
    text = PROFILE.replace("\n", ";x status\n") + ROWS.replace("\n", "; Aktif \n", 2)
    kept = read(tmp_path, "employees", text, where={"x status": "Aktif"})
    assert (kept.read, len(kept.accepted)) == (2, 2)
    others = read(tmp_path, "employees", text, where_not={"x status": "Aktif"})
    assert others.accepted["person"].to_list() == [int(TONO)]


def test_what_cannot_be_read_ends_in_a_named_problem(tmp_path: Path):
    with pytest.raises(ColumnMissing) as missing:
        read_list(of("employees", "nip", "unit"), write(tmp_path, "nip;unitt\n1;2"), KNOWN)
    assert missing.value.facts["nearest"] == "unitt"
    for content in (b"", b"\n\n", b"nip\x00;unit\n", b"PK\x03\x04\x00\x00"):
        (tmp_path / "data/file.csv").write_bytes(content)
        with pytest.raises(SourceUnreadable):
            read_list(of("employees", "nip", "unit"), tmp_path, KNOWN)
    found = read_list(of("employees", "nip", "unit"), write(tmp_path, "nip;unit\n1;2"), KNOWN)
    with pytest.raises(NothingAccepted):
        found.raise_if_empty()


def test_the_same_rows_are_known_again_and_a_new_name_makes_them_new(tmp_path: Path):
    first = read(tmp_path, "employees", PROFILE + ROWS).sha256
    assert read(tmp_path, "employees", PROFILE + ROWS).sha256 == first
    assert read(tmp_path, "employees", PROFILE + ROWS.replace("S-2", "S-3")).sha256 != first
    text = PROFILE + ROWS + "198001012005011001;9;S-2;Jabatan Pelaksana;\n"
    before = read(tmp_path, "employees", text)
    tree = KNOWN.units
    assert tree is not None
    units = dict(tree.units) | {"9": tree.units["2"]}
    known = KNOWN.__class__(2021, KNOWN.agencies, tree.__class__(units, tree.government))
    assert read(tmp_path, "employees", text, known).sha256 != before.sha256
