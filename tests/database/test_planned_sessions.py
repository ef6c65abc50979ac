"""Who is planned into which session: rooms, days off, groups, and what has begun."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from records_cast import DAY, YEAR, make_agency, make_mail, make_person, make_year
from sqlalchemy import select
from test_decisions import propose

from coaching.database import invitations, tables
from coaching.database.placing import placed
from coaching.database.work import reading, work
from coaching.errors import PlacesMissing, SeatsMissing, SessionOnDayOff
from coaching.mail.letter_words import gather
from coaching.programme import Programme, read_programme
from coaching.programme.meetings import Group, Session, Venue
from coaching.settings import settings
from tasks.invitations import plan_invitations

CONFIG = Path(__file__).parents[2] / "config"
PNS, PPPK = "19800101200501{:04d}", "19800101202221{:04d}"


@pytest.fixture
def shipped(sqlite: str, monkeypatch: pytest.MonkeyPatch) -> Programme:
    monkeypatch.setenv("COACHING_SECRET", "a secret of the tests")
    settings.cache_clear()
    with work() as db:
        make_year(db)
    return read_programme(CONFIG)


def changed(programme: Programme, sessions: list[Session], seats: int, **more: Any) -> Programme:
    room = Venue(code="sabha", name="Ruang", address="Jalan", time_zone="Asia/Jakarta", seats=seats)
    told = {"session": tuple(sessions), "venue": (room,), **more}
    return programme.model_copy(update=told)


def session(code: str, day: date, **more: Any) -> Session:
    told = {
        "year": YEAR, "code": code, "date": day, "starts": "08.00", "ends": "11.30",
        "venue": "sabha", "agenda": "Pembinaan", **more,
    }  # fmt: skip
    return Session.model_validate(told)


FIRST, SECOND = session("one", date(YEAR, 3, 13)), session("two", date(YEAR, 4, 24))


def staff(agency: str, people: int) -> None:
    with work() as db:
        make_agency(db, agency)
        for number in range(people):
            make_person(
                db, f"{agency}-{number:02d}", agency, is_head=number == 0,
                position_type="structural", position=f"Kepala {number}",
            )  # fmt: skip


def planned() -> dict[str, set[str]]:
    with reading() as db:
        found: dict[str, set[str]] = {}
        for call in invitations.planned(db, YEAR):
            found.setdefault(call.session, set()).add(call.agency)
        return found


def test_agencies_share_a_session_as_long_as_there_are_seats(shipped: Programme):
    for agency in ("dinkes", "dispora", "bkad"):
        staff(agency, 5)  # the head and four others are called
    programme = changed(shipped, [FIRST, SECOND], seats=10)
    assert plan_invitations.fn(YEAR, ["dinkes", "dispora", "bkad"], programme, DAY) == 15
    assert planned() == {"one": {"dinkes", "dispora"}, "two": {"bkad"}}
    with reading() as db:
        found = placed(db, YEAR, "")
    assert found is not None
    assert (found.method, found.shares[("bkad", 1)]) == ("greedy", "two")


def test_too_few_seats_plan_nobody_and_say_how_many(shipped: Programme):
    for agency in ("dinkes", "dispora"):
        staff(agency, 5)
    with pytest.raises(SeatsMissing) as told:
        plan_invitations.fn(YEAR, ["dinkes", "dispora"], changed(shipped, [FIRST], 9), DAY)
    assert told.value.facts == {"year": YEAR, "group": None, "people": 10, "seats": 9}
    with pytest.raises(PlacesMissing):  # seats enough, but nobody is divided
        plan_invitations.fn(
            YEAR, ["dinkes", "dispora"], changed(shipped, [FIRST, SECOND], 9)
            .model_copy(update={"session": (FIRST.model_copy(update={"agencies": 1}),)}), DAY,
        )  # fmt: skip
    assert planned() == {}


def test_what_was_said_to_the_same_question_stands(shipped: Programme):
    staff("dinkes", 3)
    programme = changed(shipped, [FIRST, SECOND], 20)
    plan_invitations.fn(YEAR, ["dinkes"], programme, DAY)
    with work() as db:  # as if a solver had said so
        db.scalars(select(tables.SessionPlace)).one().session = "two"
    plan_invitations.fn(YEAR, ["dinkes"], programme, DAY)
    assert planned() == {"two": {"dinkes"}}


def test_who_was_invited_stays_where_they_were_invited_to(shipped: Programme):
    for agency in ("dinkes", "dispora"):
        staff(agency, 2)
    programme = changed(shipped, [FIRST, SECOND], 2)
    plan_invitations.fn(YEAR, ["dinkes", "dispora"], programme, DAY)
    with work() as db:
        make_mail(db, "dinkes-00", session="one")
    # Now the other one stands first: it does not push out who was invited.
    plan_invitations.fn(YEAR, ["dispora", "dinkes"], programme, DAY)
    assert planned() == {"one": {"dinkes"}, "two": {"dispora"}}


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2025, 3, 15), "saturday"), (date(2025, 3, 31), "Hari Raya Idul Fitri"),
     (date(2025, 6, 20), "Hari Jadi Kota Contoh")],
)  # fmt: skip
def test_a_session_on_a_day_off_plans_nobody(shipped: Programme, day: date, name: str):
    staff("dinkes", 2)
    programme = changed(shipped, [session("one", day)], 20)
    with pytest.raises(SessionOnDayOff) as told:
        plan_invitations.fn(YEAR, ["dinkes"], programme, DAY)
    assert told.value.facts == {"session": "one", "day": day, "name": name}
    assert planned() == {}
    [remark] = [one for one in programme.remarks(YEAR) if one.code.startswith("session-on")]
    assert remark.facts["name"] == name
    meant = changed(shipped, [session("one", day, on_day_off=True)], 20)
    assert plan_invitations.fn(YEAR, ["dinkes"], meant, DAY) == 2


def test_a_group_fills_its_sessions_across_agencies(shipped: Programme):
    staff("dinkes", 2)
    with work() as db:
        for agency, people in (("dispora", 12), ("dikbud", 3)):
            make_agency(db, agency)
            for number in range(people):
                key = f"{agency}-{number:02d}"
                make_person(db, key, agency, position="Guru Kelas", position_type="functional")
                nip = (PPPK if number else PNS).format(len(agency) * 100 + number)
                db.add(tables.PersonNip(person_key=key, nip=nip))
    teachers = Group(
        year=YEAR, code="pppk-teachers", name="Guru PPPK", employment="pppk", positions=("guru",)
    )
    days = [date(YEAR, 5, 6), date(YEAR, 5, 7)]
    own = [session(f"guru-{n}", day, group="pppk-teachers") for n, day in enumerate(days)]
    programme = changed(shipped, [FIRST, *own], 8, group=(teachers,))
    # Two of the chosen agency; of the teachers eleven and two, without those in tenure.
    assert plan_invitations.fn(YEAR, ["dinkes"], programme, DAY) == 2 + 13
    assert planned()["one"] == {"dinkes"}
    assert planned()["guru-0"] | planned()["guru-1"] == {"dispora", "dikbud"}
    assert plan_invitations.fn(YEAR, ["dinkes"], programme, DAY) == 15
    with work() as db:
        propose(db, ["dinkes"])
        told = gather(db, YEAR, "guru-0", programme, "id")
    # Their letters speak of the group, and of no rank: most of their agencies have none.
    assert told.group == "Guru PPPK"
    assert told.reasons["dispora"].startswith("Sesi ini untuk Guru PPPK")
    with pytest.raises(SeatsMissing) as told:
        plan_invitations.fn(
            YEAR, ["dinkes"], changed(shipped, [FIRST, own[0]], 8, group=(teachers,)), DAY
        )
    assert told.value.facts == {"year": YEAR, "group": "pppk-teachers", "people": 13, "seats": 8}
