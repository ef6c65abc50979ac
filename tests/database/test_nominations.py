"""People named by the head of an agency: the form goes out, comes back, and is taken in once."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from records_cast import DAY, NOTE, YEAR, make_call, make_mail, make_person, make_session

from coaching.database import nominations, selection, tables
from coaching.database.nominations import TakenIn
from coaching.database.work import Db
from coaching.domain.cycle import Subject
from coaching.errors import NominationRefused, NominationsOverCapacity
from coaching.rendering.nomination_form import NominationFormWords, nomination_form
from coaching.sources.nominations import ReturnedForm, read_nominations

NIPS = {"sari": "198001012005012001", "budi": "198102022022211002", "cici": "198203032006022003"}
WORDS = NominationFormWords("id", YEAR, "dinkes", "Dinas Kesehatan", 3, "27 Februari 2025")
FIRST = 7  # row of the form


@pytest.fixture
def approved(db: Db) -> Db:
    """Three people of a chosen agency and one of another, each with a NIP."""
    make_session(db)
    for key, nip in NIPS.items():
        make_person(db, key)
        db.add(tables.PersonNip(person_key=key, nip=nip))
    make_person(db, "dodi", "dispora")
    db.add(tables.PersonNip(person_key="dodi", nip="198304042006021004"))
    selection.record_approval(
        db, Subject.SELECTION, YEAR, fingerprint="f" * 64, approved_list=["dinkes"],
        decided_by="Wali Kota", entered_by="Sari", as_of=DAY, **NOTE,
    )  # fmt: skip
    db.flush()
    return db


def filled(path: Path, *nips: object, words: NominationFormWords = WORDS) -> Path:
    book = load_workbook(BytesIO(nomination_form(words)))
    for number, nip in enumerate(nips):
        book.worksheets[0].cell(FIRST + number, 2, nip)
    book.save(path)
    return path


def taken(db: Db, form: ReturnedForm, places: int = 3) -> TakenIn:
    return nominations.take_in(
        db, form.year, form.agency, form.nips, file=form.file, sha256=form.sha256,
        places=places, entered_by="Sari", as_of=DAY,
    )  # fmt: skip


def test_named_people_are_known_by_their_nip_and_taken_once(approved: Db, tmp_path: Path):
    form = read_nominations(filled(tmp_path / "a.xlsx", NIPS["sari"], NIPS["budi"]))
    assert (form.year, form.agency, form.nips) == (
        YEAR, "dinkes", {FIRST: NIPS["sari"], FIRST + 1: NIPS["budi"]},
    )  # fmt: skip
    assert taken(approved, form) == TakenIn(YEAR, "dinkes", 2, 2, 0)
    assert taken(approved, form) == TakenIn(YEAR, "dinkes", 2, 0, 0)
    assert nominations.named(approved, YEAR) == {"sari", "budi"}


def test_a_later_form_takes_the_place_of_the_one_before(approved: Db, tmp_path: Path):
    taken(approved, read_nominations(filled(tmp_path / "a.xlsx", NIPS["sari"], NIPS["budi"])))
    later = read_nominations(filled(tmp_path / "b.xlsx", NIPS["cici"], NIPS["budi"]))
    assert taken(approved, later) == TakenIn(YEAR, "dinkes", 2, 1, 1)
    assert nominations.named(approved, YEAR) == {"cici", "budi"}


def test_more_people_than_places_are_refused_with_the_counts(approved: Db, tmp_path: Path):
    form = read_nominations(filled(tmp_path / "a.xlsx", *NIPS.values()))
    with pytest.raises(NominationsOverCapacity) as told:
        taken(approved, form, places=2)
    assert told.value.facts == {"year": YEAR, "agency": "dinkes", "given": 3, "places": 2}
    assert nominations.named(approved, YEAR) == set()


@pytest.mark.parametrize(
    ("nip", "why"),
    [
        ("199001012015011005", "nobody-has-it"),
        ("198304042006021004", "other-agency"),
        ("1.98E+17", "nip-mangled"),
        (1.98001012005012e17, "nip-mangled"),
        ("12345", "nip-impossible"),
    ],
)
def test_a_row_that_names_nobody_of_the_agency_is_told_with_its_number(
    approved: Db, tmp_path: Path, nip: object, why: str
):
    with pytest.raises(NominationRefused) as told:
        taken(approved, read_nominations(filled(tmp_path / "a.xlsx", NIPS["sari"], nip)))
    assert told.value.facts == {"file": "a.xlsx", "row": FIRST + 1, "column": "NIP", "why": why}
    assert nominations.named(approved, YEAR) == set()


def test_the_same_nip_twice_is_a_slip(approved: Db, tmp_path: Path):
    with pytest.raises(NominationRefused) as told:
        read_nominations(filled(tmp_path / "a.xlsx", NIPS["sari"], NIPS["sari"]))
    assert told.value.facts["why"] == "twice"


def test_a_name_without_a_nip_is_told(tmp_path: Path):
    path = filled(tmp_path / "a.xlsx")
    book = load_workbook(path)
    book.worksheets[0].cell(FIRST, 3, "Sari")
    book.save(path)
    with pytest.raises(NominationRefused) as told:
        read_nominations(path)
    assert (told.value.facts["row"], told.value.facts["why"]) == (FIRST, "nip-missing")


def test_an_agency_that_was_not_chosen_cannot_name_anybody(approved: Db, tmp_path: Path):
    words = NominationFormWords("id", YEAR, "dispora", "Dispora", 3, "27 Februari 2025")
    form = read_nominations(filled(tmp_path / "a.xlsx", "198304042006021004", words=words))
    with pytest.raises(NominationRefused) as told:
        taken(approved, form)
    assert told.value.facts["why"] == "agency-not-chosen"


def test_once_invitations_have_left_nobody_can_be_named_any_more(approved: Db, tmp_path: Path):
    make_call(approved)
    make_mail(approved)
    form = read_nominations(filled(tmp_path / "a.xlsx", NIPS["budi"]))
    with pytest.raises(NominationRefused) as told:
        taken(approved, form)
    assert told.value.facts["why"] == "invited-already"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not-a-workbook"),
        (b"nip,nama\n1,2\n", "not-a-workbook"),
        (b"PK\x03\x04half", "not-a-workbook"),
    ],
)
def test_what_is_no_workbook_is_called_that(tmp_path: Path, content: bytes, why: str):
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(NominationRefused) as told:
        read_nominations(tmp_path / "a.xlsx")
    assert told.value.facts == {"file": "a.xlsx", "row": None, "column": None, "why": why}


def test_another_workbook_is_not_our_form_and_no_file_is_none(tmp_path: Path):
    from openpyxl import Workbook

    Workbook().save(tmp_path / "a.xlsx")
    for name, why in (("a.xlsx", "not-our-form"), ("b.xlsx", "no-such-file")):
        with pytest.raises(NominationRefused) as told:
            read_nominations(tmp_path / name)
        assert told.value.facts["why"] == why


def test_the_form_keeps_a_nip_as_text_and_repeats_its_bytes():
    sheet = load_workbook(BytesIO(nomination_form(WORDS))).worksheets[0]
    assert {sheet.cell(FIRST + number, 2).number_format for number in range(3)} == {"@"}
    assert "Dinas Kesehatan" in str(sheet["A2"].value)
    assert nomination_form(WORDS) == nomination_form(WORDS)
