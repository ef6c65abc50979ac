"""Agencies in the years of their names, and people under keys that tell nothing."""

import pytest
from records_cast import (
    make_agency,
    make_person,
    rows,
)
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coaching.database import agencies, people, tables
from coaching.database.work import Db


def test_an_agency_is_in_force_in_the_years_of_its_names(db: Db):
    for code in ("dinkes", "dispora", "bpbd"):
        make_agency(db, code)
    agencies.take_in_names(
        db,
        [("dispora", "Dinas Pemuda", 2010, 2018), ("bpbd", "Badan Bencana", 2018, None)],
    )
    assert agencies.in_force(db, 2017) == ["dinkes", "dispora"]
    assert agencies.in_force(db, 2018) == ["bpbd", "dinkes", "dispora"]
    assert agencies.in_force(db, 2025) == ["bpbd", "dinkes"]


def test_an_agency_goes_by_the_name_of_the_year(db: Db):
    make_agency(db, "dinkes", "Dinas Kesehatan")
    agencies.take_in_names(
        db,
        [("dinkes", "Dinas Kesehatan Kota", 2010, 2018), ("dinkes", "DinkesPPKB", 2019, None)],
    )
    titles = [agencies.titles(db, year)["dinkes"] for year in (2009, 2018, 2019)]
    assert titles == ["Dinas Kesehatan", "Dinas Kesehatan Kota", "DinkesPPKB"]
    assert agencies.titles(db) == {"dinkes": "Dinas Kesehatan"}


def test_taking_agencies_in_again_changes_nothing(db: Db):
    given = [("dinkes", "Dinas Kesehatan", "Dinkes")]
    assert [agencies.take_in(db, given) for _ in range(2)] == [1, 0]
    assert agencies.take_in(db, [("dinkes", "Dinas Kesehatan Kota", "Dinkes")]) == 1


def test_taking_names_in_again_changes_nothing_and_an_end_corrects_one(db: Db):
    make_agency(db)
    open_name = [("dinkes", "Dinas Kesehatan", 2010, None)]
    assert [agencies.take_in_names(db, open_name) for _ in range(2)] == [1, 0]
    assert agencies.take_in_names(db, [("dinkes", "Dinas Kesehatan", 2010, 2018)]) == 1
    assert agencies.names(db)["to_year"].tolist() == [2018]


def test_a_name_does_not_end_before_it_begins(db: Db):
    make_agency(db)
    with pytest.raises(IntegrityError, match="years_in_order"):
        agencies.take_in_names(db, [("dinkes", "Dinas Kesehatan", 2018, 2017)])


def test_past_coaching_is_recorded_once(db: Db):
    make_agency(db)
    assert agencies.take_in_past_coaching(db, [("dinkes", 2023), ("dinkes", 2023)]) == 1
    assert agencies.take_in_past_coaching(db, [("dinkes", 2023), ("dinkes", 2024)]) == 1
    assert agencies.coached_in(db) == {"dinkes": {2023, 2024}}


def person(**changes: object) -> people.PersonRow:
    told = {"nip": "197001011996031999", "reference": None, "agency": "dinkes", "name": "Sari",
            "position": "Kepala", "position_type": "structural", "is_head": True,
            "email": "sari@dinkes.example"}  # fmt: skip
    return people.PersonRow(**(told | changes))


def test_a_person_keeps_the_key_when_post_or_address_change(db: Db):
    make_agency(db)
    assert people.take_in(db, [person()]) == (1, 0)
    before = people.candidates(db, ["dinkes"])["dinkes"][0].key
    assert people.take_in(db, [person(position="Sekretaris", email=None)]) == (0, 1)
    after = people.candidates(db, ["dinkes"])["dinkes"][0]
    assert (after.key, after.position) == (before, "Sekretaris")
    assert people.take_in(db, [person(position="Sekretaris", email=None)]) == (0, 0)


def test_somebody_without_nip_is_known_by_reference(db: Db):
    make_agency(db)
    row = person(nip=None, reference="official:dinkes:kepala")
    assert [people.take_in(db, [row]) for _ in range(2)] == [(1, 0), (0, 0)]


def test_one_source_that_names_somebody_twice_makes_one_person(db: Db):
    make_agency(db)
    people.take_in(db, [person(), person(position="Sekretaris")])
    assert rows(db, tables.Person) == 1


def test_a_key_tells_nothing_of_the_person(db: Db):
    make_agency(db)
    people.take_in(db, [person(), person(nip="197001011996031998", name="Budi")])
    keys = list(db.scalars(select(tables.Person.key)))
    assert len(set(keys)) == 2
    assert all(len(key) == 32 and "1970" not in key for key in keys)


def test_a_nip_is_one_persons(db: Db):
    for key in ("sari", "budi"):
        make_person(db, key)
        db.add(tables.PersonNip(person_key=key, nip="197001011996031999"))
    with pytest.raises(IntegrityError, match="nip"):
        db.flush()


def test_an_officer_is_corrected_and_not_doubled(db: Db):
    first = people.officer(db, "ppk", "Hj. Sekar", "Wali Kota", "walikota@kotacontoh.example")
    again = people.officer(db, "ppk", "H. Bagus", "Wali Kota", None)
    assert first == again
    assert db.get_one(tables.Person, first).name == "H. Bagus"


def test_who_has_no_address_is_listed_without_a_name(db: Db):
    make_person(db, "sari", email=None)
    make_person(db, "budi")
    make_person(db, "tono", email=None, position_type="functional")
    make_person(db, "wati", email=None, position_type="functional", is_head=True)
    meant, others = people.without_address(db, {"structural"})
    assert meant == [("dinkes", "Kepala Dinas", "sari"), ("dinkes", "Kepala Dinas", "wati")]
    assert others == 1
    assert people.without_address(db, ()) == ([("dinkes", "Kepala Dinas", "wati")], 2)
