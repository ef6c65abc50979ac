"""A file of rejects, corrected where it lies and taken back."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from drawing import AGENCIES
from openpyxl import Workbook

from coaching import errors
from coaching.database import indicators, pulls
from coaching.database.ready import ready
from coaching.database.work import engine, reading
from coaching.programme import Programme, read_programme
from coaching.settings import settings, shipped
from tasks.indicators import Tally, pull_agencies, pull_source
from tasks.rejects import take_back_rejects

DAY = date(2025, 1, 12)
VALUES = """perangkat_daerah,periode,indikator,nilai,jumlah_pegawai
Dinas Kesehatan,2024,ip-asn,"81,5",40
Dinas Lingkngan Hidup,2024,ip-asn,tujuh,30
dlh,2024,twenty-hours,70,30
dlh,2024,twenty-hours,71,30
"""


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Programme]:
    """A city with three agencies and one file of values, three of whose rows are wrong."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACHING_DATABASE_URL", f"sqlite:///{tmp_path}/city.db")
    monkeypatch.setenv("COACHING_LANGUAGE", "en")
    settings.cache_clear()
    ready()
    (tmp_path / "data").mkdir()
    told = AGENCIES.rename(columns={"agency": "kode", "name": "nama", "short_name": "singkatan"})
    told.to_csv("data/agencies.csv", index=False)
    Path("data/agency_names.csv").write_text("kode,nama,dari_tahun,sampai_tahun\n")
    Path("data/indicators_2024.csv").write_text(VALUES)
    yield read_programme(shipped("config"))
    engine().dispose()
    settings.cache_clear()


def pull(city: Programme) -> Path:
    _, names = pull_agencies.fn(city, 2025, DAY)
    [source] = [one for one in city.sources if one.name == "indicators"]
    tally = pull_source.fn(source, city, names, 2025, DAY)
    assert (tally.read, tally.accepted, tally.rejected) == (4, 1, 3)
    return newest()


def newest() -> Path:
    return max(Path("rejects").glob("indicators-*.csv"), key=lambda file: file.stat().st_mtime_ns)


def take(city: Programme, file: Path) -> Tally:
    return take_back_rejects.fn(file, city, DAY, "Sari").tally


def known() -> dict[tuple[str, str], float]:
    with reading() as db:
        rows = indicators.values(db).to_dict("records")
    return {(row["agency"], row["indicator"]): row["value"] for row in rows}


def lines_of(file: Path) -> list[list[str]]:
    return list(csv.reader(file.read_text("utf-8-sig").splitlines()))


def save(file: Path, lines: list[list[str]], *, delimiter: str = ",") -> None:
    with file.open("w", encoding="cp1252", newline="") as out:
        csv.writer(out, delimiter=delimiter).writerows(lines)


def test_an_unedited_file_has_its_own_problem_and_changes_nothing(city: Programme):
    file = pull(city)
    before = {one.name: one.read_bytes() for one in Path("rejects").iterdir()}
    with pytest.raises(errors.RejectsUnedited) as told:
        take(city, file)
    assert told.value.exit_code == 29
    assert {one.name: one.read_bytes() for one in Path("rejects").iterdir()} == before
    assert known() == {("dinkes", "ip-asn"): 81.5}


def test_rows_are_taken_back_step_by_step_and_none_twice(city: Programme):
    file = pull(city)
    header, unknown, *several = lines_of(file)
    assert unknown[3] == "Dinas Lingkngan Hidup"
    assert [line[4][:11] for line in several] == ["Another row"] * 2
    unknown[3] = "DLH"
    save(file, [header, unknown, several[0]], delimiter=";")  # one of two is deleted
    tally = take(city, file)
    assert (tally.read, tally.accepted, tally.rejected) == (3, 1, 2)
    assert known()["dlh", "twenty-hours"] == 70
    # The first row has another mistake; the new file holds both corrections.
    file = newest()
    header, *lines = lines_of(file)
    wrong = next(line for line in lines if line[3] == "tujuh")
    wrong[3] = "70,5"
    save(file, [header, *lines])
    tally = take(city, file)
    assert known()["dlh", "ip-asn"] == 70.5
    assert take(city, file).is_unchanged
    with reading() as db:
        assert [one.is_correction for one in pulls.all_pulls(db) if one.source == "indicators"] == [
            False, True, True,
        ]  # fmt: skip


def test_a_pull_after_a_correction_leaves_it_as_it_is(city: Programme):
    file = pull(city)
    header, unknown, *several = lines_of(file)
    save(file, [header, unknown, several[1]])
    take(city, file)
    pull(city)
    assert known()["dlh", "twenty-hours"] == 71


def test_a_file_saved_as_a_workbook_and_renamed_is_taken_too(city: Programme):
    header, unknown, *several = lines_of(pull(city))
    book = Workbook()
    for line in (header, unknown, several[0]):
        book.active.append(line)
    book.save("perbaikan sari.xlsx")
    assert take(city, Path("perbaikan sari.xlsx")).accepted == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a,b\n1,2\n", "no-rejects"),
        ("Value,Leave as it is\nx,\n", "correct-at-source"),
        ("Value,Leave as it is\nx,rooms:0:name\n", "correct-at-source"),
        ("Value,Leave as it is\nx,attendance:0:name\n", "rejects-outdated"),
        ("Value,Leave as it is\nx,agencies:0:name\n", "rejects-outdated"),
        ("Value,Leave as it is\nx,indicators:0123456789abcdef:value\n", "rejects-outdated"),
        ("", "empty-file"),
    ],
)
def test_any_other_file_is_told(city: Programme, text: str, why: str):
    Path("other.csv").write_text(text)
    with pytest.raises(errors.SourceUnreadable) as told:
        take(city, Path("other.csv"))
    assert told.value.facts["why"] == why


def test_a_file_that_is_not_there_is_told(city: Programme):
    with pytest.raises(errors.SourceMissing):
        take(city, Path("nowhere.csv"))
