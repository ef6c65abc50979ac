"""Plans are frozen before the first mail; the newest answer on a threat counts."""

from datetime import date

import pytest
from records_cast import DAY, YEAR, make_agency, make_mail, make_person, make_year, rows
from sqlalchemy.exc import IntegrityError

from coaching.database import agencies, plans, tables
from coaching.database.work import Db
from coaching.domain.evaluation_rules import Threat, ThreatAnswer

LATER = date(2025, 3, 3)


def test_a_plan_is_frozen_once(db: Db):
    make_year(db)
    assert plans.frozen(db, YEAR) is None
    assert plans.freeze(db, YEAR, {"margin": 1.0}, DAY)
    assert not plans.freeze(db, YEAR, {"margin": 1.0}, LATER)
    assert plans.frozen(db, YEAR) == ({"margin": 1.0}, DAY)


def test_until_mails_are_there_a_changed_plan_replaces_the_one_before_and_then_none_does(db: Db):
    make_year(db)
    plans.freeze(db, YEAR, {"margin": 1.0}, DAY)
    assert plans.freeze(db, YEAR, {"margin": 2.0}, LATER)
    assert plans.frozen(db, YEAR) == ({"margin": 2.0}, LATER)
    make_person(db)
    make_mail(db)
    assert not plans.freeze(db, YEAR, {"margin": 3.0}, LATER)
    assert plans.frozen(db, YEAR) == ({"margin": 2.0}, LATER)


def test_once_people_are_invited_it_is_too_late_to_plan(db: Db):
    make_year(db)
    make_person(db)
    make_mail(db)
    assert not plans.freeze(db, YEAR, {"margin": 1.0}, DAY)
    assert plans.frozen(db, YEAR) is None


def test_the_newest_answer_on_a_threat_counts_and_the_old_one_stays(db: Db):
    make_year(db)
    yes, no = ThreatAnswer(True, "new rules in March"), ThreatAnswer(False, "asked the BKN")
    assert plans.answer(db, YEAR, Threat.RULE_SET, yes, "Budi", DAY)
    assert not plans.answer(db, YEAR, Threat.RULE_SET, yes, "Sari", LATER)
    assert plans.answer(db, YEAR, Threat.RULE_SET, no, "Sari", LATER)
    assert plans.answers(db, YEAR) == {Threat.RULE_SET: no}
    assert rows(db, tables.ThreatAnswer) == 2


def test_an_answer_has_a_person(db: Db):
    make_year(db)
    with pytest.raises(IntegrityError, match="answer_has_a_person"):
        plans.answer(db, YEAR, Threat.RULE_SET, ThreatAnswer(True, "x"), "", DAY)


def test_agencies_whose_name_began_or_ended_between_two_years_are_found(db: Db):
    for code in ("same", "renamed", "merged", "old"):
        make_agency(db, code, code)
    agencies.take_in_names(db, [
        ("same", "Same", 2000, None), ("renamed", "First", 2000, 2024),
        ("renamed", "Second", 2025, None), ("merged", "Merged", 2000, 2024),
        ("old", "Old", 2000, 2020), ("old", "Newer", 2021, None),
    ])  # fmt: skip
    assert agencies.changed_between(db, 2024, 2025) == {"renamed", "merged"}
    assert agencies.changed_between(db, 2022, 2023) == set()
