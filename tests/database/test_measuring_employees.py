"""Stage 1 on employee rows: from files to values, with nothing kept that is nobody's business."""

import csv
import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from records_cast import rows
from small_city import (
    BUDI,
    CONFIG,
    DAY,
    NAMES,
    NEVER,
    SARI,
    SOURCES,
    TONO,
)

from coaching.database import indicators, measurements, tables
from coaching.database.work import reading
from coaching.domain.yearly_values import outcome_values
from coaching.errors import ConfigInvalid
from coaching.programme import Holds, read_programme
from coaching.settings import settings
from tasks.employees import measure_employees, years_to_measure
from tasks.indicators import pull_source


def measure(folder: Path, year: int = 2024) -> dict[str, Any]:
    settings.cache_clear()
    programme = read_programme(folder / "config")
    return {one.source: one for one in measure_employees.fn(programme, NAMES, year, DAY)}


def values() -> dict[str, tuple[float, float]]:
    with reading() as db:
        frame = indicators.values(db)
    assert set(frame["agency"]) <= {"dinkes"}
    return {row.indicator: (row.value, row.respondents) for row in frame.itertuples()}


def test_values_of_an_agency_follow_from_its_employee_rows(city: Path):
    told = measure(city)
    assert (told["profil"].read, told["profil"].accepted, told["profil"].rejected) == (4, 3, 1)
    # Sari: 15 + 40 + 30 + 5; Budi: 20 + 15 + 25 + 3; Tono is PPPK.
    assert values() == {
        "ip-asn": (76.5, 2), "ip-asn-without-coaching": (67.75, 2),
        "twenty-hours": (33.3333, 3), "good-performance": (50.0, 2),
        "discipline-cases": (33.3333, 3), "unexcused-absence": (133.3333, 3),
        "absence-ladder": (33.3333, 3),
    }  # fmt: skip
    with reading() as db:
        found = measurements.latest(db).set_index("indicator")
    four = found.loc["ip-asn", ["qualification", "competence", "performance", "discipline"]]
    assert four.tolist() == [17.5, 27.5, 27.5, 4.0]
    assert found.loc["good-performance", ["heads", "measured"]].tolist() == [3, 2]
    assert found.loc["ip-asn", "rule_set"] == "ipasn-2019"


def test_the_configuration_says_which_variant_selects_and_which_evaluates(city: Path):
    programme = read_programme(city / "config")
    selecting = {one.code for one in programme.indicators}
    assert "ip-asn" in selecting
    assert programme.outcome_indicator.code == "ip-asn-without-coaching"
    assert programme.outcome_indicator.code not in selecting
    measure(city)
    with reading() as db:
        found = outcome_values(indicators.values(db), programme.outcome_indicator.code, 2024, None)
    assert found.to_dict() == {"dinkes": 67.75}


def test_the_same_files_again_change_nothing_and_a_changed_one_is_a_new_version(city: Path):
    measure(city)
    before = sorted(file.name for file in (city / "snapshots").iterdir())
    again = measure(city)
    assert all(one.is_unchanged and one.changed == 0 for one in again.values())
    assert sorted(file.name for file in (city / "snapshots").iterdir()) == before
    file = city / "data/kinerja_a.csv"
    file.write_text(file.read_text().replace("2023,Baik", "2023,Kurang"))
    assert measure(city)["profil"].changed == 2
    assert values()["ip-asn"] == (66.5, 2)
    with reading() as db:
        assert rows(db, tables.EmployeeSnapshot) == 6


def test_nothing_that_is_nobodys_business_reaches_the_disk(city: Path):
    measure(city)
    made = [
        one for one in city.rglob("*")
        if one.is_file() and not {"data", "config"} & set(one.relative_to(city).parts)
    ]  # fmt: skip
    kinds = {one.suffix for one in made}
    assert {".parquet", ".db", ".csv"} <= kinds
    told = "\n".join(everything_in(one) for one in made)
    assert "dinkes" in told
    assert [header for header, value in NEVER.items() if value in told] == []
    assert "Nama Orang Ini" not in told
    parquet = "\n".join(everything_in(one) for one in made if one.suffix == ".parquet")
    assert [nip for nip in (SARI, BUDI, TONO) if nip in parquet] == []
    assert SARI in "\n".join(everything_in(one) for one in made if one.suffix == ".db")
    for one in made:
        assert not any(nip in one.name for nip in (SARI, BUDI, TONO))
        raw = one.read_bytes()
        assert not any(value.encode() in raw for value in NEVER.values()), one.name


def everything_in(file: Path) -> str:
    if file.suffix == ".parquet":
        return json.dumps(pl.read_parquet(file).cast(pl.String, strict=False).to_dicts())
    if file.suffix == ".db":
        with sqlite3.connect(file) as connection:
            return "\n".join(connection.iterdump())
    return file.read_bytes().decode("latin-1")


def test_a_column_that_is_never_kept_cannot_even_be_mapped(city: Path):
    file = city / "config/sources.toml"
    for header in ("NIK", "Alamat", "NPWP NOMOR"):
        file.write_text(SOURCES.replace('unit = "UNOR ID"', f'unit = "{header}"'))
        with pytest.raises(ConfigInvalid) as told:
            read_programme(city / "config")
        assert told.value.facts["why"] == "never-kept"


def test_without_a_list_of_discipline_nobody_is_measured_and_there_is_no_index(city: Path):
    file = city / "config/sources.toml"
    start, _, rest = SOURCES.partition('[[source]]\nname = "hukdis"')
    file.write_text(start + "[[source]]\n" + rest.partition("[[source]]\n")[2])
    measure(city)
    assert "ip-asn" not in values()
    assert "discipline-cases" not in values()
    with reading() as db:
        found = measurements.latest(db).set_index("indicator")
    assert found.loc["ip-asn", ["heads", "measured"]].tolist() == [2, 0]


def test_a_list_of_trainings_that_has_not_reached_the_year_measures_nobody(city: Path):
    file = city / "data/diklat_a.csv"
    file.write_text(file.read_text().replace("2024-", "2023-"))
    measure(city)
    assert not {"ip-asn", "twenty-hours"} & set(values())


def test_from_the_year_of_published_results_the_index_is_taken_as_published(city: Path):
    shutil.copy(CONFIG / "ip_asn.toml", city / "config/ip_asn.toml")
    measure(city)
    assert not {"ip-asn", "ip-asn-without-coaching"} & set(values())
    assert "twenty-hours" in values()
    programme = read_programme(city / "config")
    [source] = programme.sources_of(Holds.IP_ASN)
    told = pull_source.fn(source, programme, NAMES, 2025, DAY)
    assert (told.read, told.accepted, told.rejected) == (2, 2, 0)
    assert values()["ip-asn"] == (pytest.approx((90 * 78.41 + 10 * 65) / 100), 100)
    [rejects] = (city / "rejects").glob("hasil-ip-asn-*.csv")
    told_rows = rejects.read_text("utf-8-sig")
    assert "tidak berjumlah" in told_rows
    assert "77.94" in told_rows


def test_rejected_rows_are_masked_and_say_what_to_do(city: Path):
    measure(city)
    [file] = (city / "rejects").glob("profil-*.csv")
    [_, row] = csv.reader(file.read_text("utf-8-sig").splitlines())
    assert row[:3] == ["siasn_2024.csv", "5", "NIP BARU"]
    assert row[3] == "•••••+17"
    assert "1.98E+17" in row[4]
    assert "simpan kolom itu sebagai teks" in row[5]


def test_the_year_before_and_the_year_itself_are_measured_where_their_profile_lies(city: Path):
    programme = read_programme(city / "config")
    assert years_to_measure(programme, 2025) == [2024]
    shutil.copy(city / "data/siasn_2024.csv", city / "data/siasn_2025.csv")
    assert years_to_measure(programme, 2025) == [2024, 2025]
    assert years_to_measure(programme, 2027) == []
