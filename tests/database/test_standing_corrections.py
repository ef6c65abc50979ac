"""Corrected rows of lists that are read anew at each pull: they stand, and nothing is lost."""

import csv
from datetime import date
from pathlib import Path

import pytest
from records_cast import make_call, make_person, make_session, rows
from small_city import BUDI, DAY, TONO, write_small_city

from coaching.database import corrections, indicators, measurements, tables
from coaching.database.erasing import erase, key_of
from coaching.database.work import reading, work
from coaching.errors import NothingAccepted, RejectsUnedited, SourceUnreadable
from coaching.programme import Programme, read_programme
from coaching.settings import settings
from tasks.attendance import read_sheet, save_register
from tasks.employees import measure_employees
from tasks.indicators import pull_agencies
from tasks.rejects import Corrected, take_back_rejects

HELD_ON = date(2025, 3, 13)
OTHERS = """
[[source]]
name = "agencies"
holds = "agencies"
path = "data/agencies.csv"
columns = { agency = "kode", name = "nama", short_name = "singkatan" }

[[source]]
name = "attendance"
holds = "attendance"
path = "data/attendance/{session}.csv"
columns = { nip = "NIP", name = "Nama", presence = "Kehadiran" }
"""


@pytest.fixture
def programme(sqlite: str, tmp_path: Path) -> Programme:
    """A city of two agencies, one of them without its name; its lists have been pulled."""
    write_small_city(tmp_path)
    with (tmp_path / "config/sources.toml").open("a") as out:
        out.write(OTHERS)
    Path("data/agencies.csv").write_text(
        "kode,nama,singkatan\ndinkes,Dinas Kesehatan,Dinkes\ndlh,,DLH\n"
    )
    settings.cache_clear()
    decided = read_programme(tmp_path / "config")
    pull(decided)
    return decided


def pull(programme: Programme) -> None:
    _, names = pull_agencies.fn(programme, 2025, DAY)
    measure_employees.fn(programme, names, 2024, DAY)


def lines_of(source: str) -> tuple[Path, list[list[str]]]:
    file = max(Path("rejects").glob(f"{source}-*.csv"), key=lambda one: one.stat().st_mtime_ns)
    return file, list(csv.reader(file.read_text("utf-8-sig").splitlines()))


def correct(source: str, wrong: str, right: str | None) -> Path:
    """Write a value in the place of another one in the newest file of rejects."""
    file, lines = lines_of(source)
    [found] = [line for line in lines if line[3] == wrong]
    if right is None:
        lines.remove(found)
    else:
        found[3] = right
    with file.open("w", newline="") as out:
        csv.writer(out).writerows(lines)
    return file


def take(programme: Programme, file: Path) -> Corrected:
    return take_back_rejects.fn(file, programme, DAY, "Sari")


def heads() -> int:
    with reading() as db:
        found = measurements.latest(db).set_index("indicator")
    return int(found.loc["twenty-hours", "heads"])


@pytest.mark.parametrize("source", ["profil", "agencies"])
def test_an_unedited_file_changes_nothing(programme: Programme, source: str):
    file, _ = lines_of(source)
    before = {one.name: one.read_bytes() for one in Path("rejects").iterdir()}
    with pytest.raises(RejectsUnedited) as told:
        take(programme, file)
    assert told.value.exit_code == 29
    assert {one.name: one.read_bytes() for one in Path("rejects").iterdir()} == before
    with reading() as db:
        assert rows(db, tables.RowCorrection) == 0


def test_a_nip_is_corrected_and_stands_when_another_list_is_pulled(programme: Programme):
    assert heads() == 3
    other = f"{TONO[:-1]}9"
    file = correct("profil", "•••••+17", other)
    taken = take(programme, file)
    assert (taken.tally.read, taken.tally.accepted, taken.tally.rejected) == (1, 1, 0)
    assert heads() == 4
    trainings = Path("data/diklat_a.csv")
    trainings.write_text(trainings.read_text() + f"{BUDI},Diklat Teknis,2024-06-01,30,Arsip\n")
    pull(programme)
    assert heads() == 4
    with reading() as db:
        values = indicators.values(db).set_index("indicator")
        assert rows(db, tables.EmployeeSnapshot) == 7  # the profile and the trainings are new
    assert values.loc["twenty-hours", "value"] == 50.0
    assert take(programme, file).tally.is_unchanged
    with reading() as db:
        assert rows(db, tables.RowCorrection) == 1


def test_a_list_that_is_handed_in_anew_is_to_be_corrected_anew(programme: Programme):
    file = correct("profil", "•••••+17", f"{TONO[:-1]}9")
    profile = Path("data/siasn_2024.csv")
    profile.write_text(profile.read_text() + "\n")
    with pytest.raises(SourceUnreadable) as told:
        take(programme, file)
    assert told.value.facts["why"] == "rejects-outdated"


def test_what_was_typed_of_a_person_goes_with_the_person(programme: Programme):
    other = f"{TONO[:-1]}9"
    take(programme, correct("profil", "•••••+17", f" '{other} "))
    with work() as db:
        [edit] = corrections.standing(db)["profil"].edits
        assert edit.value == other
        key = key_of(db, other)
        assert key is not None
        erase(db, key)
        assert corrections.standing(db) == {}


def test_an_agency_gets_its_name_and_keeps_it(programme: Programme):
    file, lines = lines_of("agencies")
    assert lines[1][4] == "Isian ini kosong."
    lines[1][3] = "Dinas Lingkungan Hidup"
    with file.open("w", newline="") as out:
        csv.writer(out).writerows(lines)
    assert take(programme, file).tally.accepted == 1
    _, names = pull_agencies.fn(programme, 2025, DAY)
    assert names.code_of("Dinas Lingkungan Hidup", 2025) == "dlh"
    with reading() as db:
        assert db.get_one(tables.Agency, "dlh").name == "Dinas Lingkungan Hidup"


def test_where_no_agency_can_be_used_the_file_to_correct_is_there(programme: Programme):
    Path("data/agencies.csv").write_text("kode,nama,singkatan\n,Dinas Kesehatan,Dinkes\n")
    with pytest.raises(NothingAccepted):
        pull_agencies.fn(programme, 2025, DAY)
    file, lines = lines_of("agencies")
    lines[1][3] = "dinkes"
    with file.open("w", newline="") as out:
        csv.writer(out).writerows(lines)
    assert take(programme, file).tally.accepted == 1


def test_a_sheet_of_attendance_is_corrected_and_the_register_with_it(programme: Programme):
    with work() as db:
        session = make_session(db, code="sinar-1", held_on=HELD_ON)
        for key, name in (("a" * 32, "Sari"), ("b" * 32, "Budi")):
            make_person(db, key, name=name)
            make_call(db, key, session_id=session)
    Path("data/attendance").mkdir()
    Path("data/attendance/sinar-1.csv").write_text(
        "NIP,Nama,Kehadiran\n,Sari,Hadir\n,Budi,?\n,Budi,Hadir dan pulang\n"
    )
    sheet = read_sheet.fn("sinar-1", 2025, programme)
    assert sheet is not None
    assert save_register.fn(2025, "sinar-1", sheet, HELD_ON).present == 1
    file, _ = lines_of("attendance")
    with pytest.raises(RejectsUnedited):
        take(programme, file)
    taken = take(programme, correct("attendance", "?", "Hadir"))
    assert (taken.year, taken.session) == (2025, "sinar-1")
    assert (taken.tally.read, taken.tally.accepted) == (2, 1)
    again = read_sheet.fn("sinar-1", 2025, programme)
    assert again is not None
    assert save_register.fn(2025, "sinar-1", again, HELD_ON).present == 2
