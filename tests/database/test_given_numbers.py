"""Numbers of letters that another register gave: taken in as a whole, or not at all."""

from datetime import date
from pathlib import Path

import pytest
from records_cast import DAY, SESSION, YEAR, make_agency, make_call, make_person, make_session

from coaching.database import given_numbers
from coaching.database.given_numbers import Numbered
from coaching.database.work import reading, work
from coaching.errors import WrongInput
from coaching.mail import numbering

HEAD = "perangkat_daerah;nomor;tanggal;hari\n"
FIRST = "dinkes;000.1/12/417.403/2025;2025-02-27;Kamis\n"
SECOND = "Dinas Pemuda;000.1/13/417.403/2025;28-02-2025;\n"


@pytest.fixture
def called(database: str) -> None:
    """Sari of one agency and Budi of another are called."""
    with work() as db:
        session = make_session(db)
        make_agency(db, "dispora", "Dinas Pemuda")
        for person, agency in (("sari", "dinkes"), ("budi", "dispora")):
            make_call(db, make_person(db, person, agency), agency, session)


def take(tmp_path: Path, text: str, entered_by: str = "Budi") -> int:
    file = tmp_path / "nomor.csv"
    file.write_text(text, encoding="utf-8")
    return numbering.take_in(YEAR, SESSION, file, entered_by=entered_by, as_of=DAY)


def known() -> dict[str, Numbered]:
    with reading() as db:
        return given_numbers.given(db, YEAR, SESSION)


def test_numbers_come_in_once_by_code_or_by_name(called: None, tmp_path: Path):
    assert numbering.awaiting(YEAR, SESSION) == ["dinkes", "dispora"]
    assert [take(tmp_path, HEAD + FIRST) for _ in range(2)] == [1, 0]
    assert numbering.awaiting(YEAR, SESSION) == ["dispora"]
    assert take(tmp_path, (HEAD + FIRST + SECOND).replace(";", ",")) == 1
    assert known()["dispora"] == Numbered("dispora", "000.1/13/417.403/2025", date(2025, 2, 28))
    assert numbering.awaiting(YEAR, SESSION) == []


@pytest.mark.parametrize(
    ("old", "new", "field", "why"),
    [
        ("Kamis", "Rabu", "hari", "another-weekday"),
        ("2025-02-27;Kamis", "2025-02-30;", "tanggal", "date"),
        ("2025-02-27", "2025-03-13", "tanggal", "not-before-session"),
        ("000.1/12/417.403/2025", "", "nomor", "number-taken"),
        ("000.1/12", "000.1/13", "nomor", "number-taken"),
        ("dinkes", "bkad", "perangkat_daerah", "no-letter-of-it"),
        ("dinkes", "dispora", "perangkat_daerah", "no-letter-of-it"),
        ("nomor;", "no;", "file", "columns-missing"),
    ],
)
def test_one_row_that_cannot_be_meant_takes_none_in(
    called: None, tmp_path: Path, old: str, new: str, field: str, why: str
):
    with pytest.raises(WrongInput) as told:
        take(tmp_path, HEAD + SECOND + FIRST.replace(old, new) if old in FIRST
             else (HEAD + FIRST).replace(old, new))  # fmt: skip
    assert (told.value.facts["field"], told.value.facts["why"]) == (field, why)
    assert known() == {}


def test_a_number_stands_once_it_is_given(called: None, tmp_path: Path):
    take(tmp_path, HEAD + FIRST)
    with pytest.raises(WrongInput) as told:
        take(tmp_path, HEAD + FIRST.replace("/12/", "/99/"))
    assert told.value.facts["why"] == "number-stands"


def test_somebody_answers_for_numbers_and_the_file_is_there(called: None, tmp_path: Path):
    with pytest.raises(WrongInput):
        take(tmp_path, HEAD + FIRST, entered_by=" ")
    with pytest.raises(WrongInput):
        numbering.take_in(YEAR, SESSION, tmp_path / "none.csv", entered_by="Budi", as_of=DAY)
