"""A domain whose server finds us too fast gets half as many mails a minute, from all workers."""

from datetime import UTC, datetime, timedelta

from ledger_steps import claim, intend, settle
from post_office import post, rests
from records_cast import SESSION, YEAR, entry, make_person, make_year
from sqlalchemy import update

from coaching.database import ledger, paces, tables
from coaching.database.claimed import Pause, Settlement
from coaching.database.work import reading, work
from coaching.domain.invitations import MailState
from coaching.domain.paces import FAST, TAKEN
from coaching.mail.catcher import Catcher
from coaching.mail.catcher_manners import Deed, Stage

DOMAIN, MINUTE = "@dinkes.example", timedelta(minutes=1)
TOO_FAST = Settlement(
    MailState.QUEUED, "temporary", 451, "4.7.1 slow down", counts=False,
    pause=Pause(DOMAIN, (1200,), "451 4.7.1 slow down"),
)  # fmt: skip


def fill(count: int, *others: str) -> None:
    with work() as db:
        make_year(db)
        names = [f"p{number:02d}" for number in range(count)]
        for name in names:
            make_person(db, name)
        for name in others:
            make_person(db, name, email=f"{name}@dispora.example")
        ledger.enqueue(db, [entry(name) for name in (*names, *others)])


def pace() -> int | None:
    with reading() as db:
        row = db.get(tables.DomainPace, DOMAIN)
        return row.per_minute if row else None


def set_pace(per_minute: int) -> None:
    now = datetime.now(UTC)
    with work() as db:
        db.add(tables.DomainPace(domain=DOMAIN, per_minute=per_minute, next_at=now, taken=0))


def pass_time(by: timedelta) -> None:
    """Let time pass for whoever waits, for paces and pauses."""
    with work() as db:
        mail, row = tables.MailMessage, tables.DomainPace
        for one in db.query(mail).filter(mail.state == MailState.QUEUED):
            one.not_before -= by
        for one in db.query(row):
            one.next_at -= by
        db.execute(update(tables.RelayPause).values(until_at=datetime.now(UTC) - MINUTE))


def test_half_of_what_went_there_in_the_last_minute_and_half_again_once_a_pause(database: str):
    fill(9)
    held = claim(limit=8)
    for mail in held:
        assert intend(mail)
    settle(held[0], TOO_FAST)
    assert pace() == 4
    settle(held[1], TOO_FAST)  # told at the same time: that is no other answer
    assert pace() == 4
    pass_time(timedelta(minutes=20))
    settle(held[2], TOO_FAST)
    assert pace() == 2


def test_a_stop_for_our_reputation_is_no_pace(database: str):
    fill(1)
    [mail] = claim()
    intend(mail)
    settle(mail, Settlement(MailState.QUEUED, "refused", 554, "", pause=Pause(DOMAIN, (), "spam")))
    assert pace() is None


def test_a_minutes_mails_leave_at_once_and_then_others_have_their_turn(database: str):
    fill(10, "wati")
    set_pace(3)
    # Ten wait for three turns; whoever is elsewhere does not wait with them.
    assert [one.person for one in claim(limit=4)] == ["p00", "p01", "p02"]
    assert [one.person for one in claim(owner="b", limit=4)] == ["wati"]
    assert claim(owner="c") == []
    waits = sorted(rests().values())
    assert len(waits) == 7
    assert timedelta(0) < waits[0] < MINUTE
    pass_time(MINUTE)
    assert len(claim(owner="b")) == 3
    assert claim(owner="c") == []


def test_a_hundred_mails_that_were_taken_make_it_a_tenth_faster_until_it_needs_none(database: str):
    fill(1)
    [mail] = claim()
    intend(mail)
    settle(mail, Settlement(MailState.SENT, "sent", 250))
    set_pace(FAST - 2)
    for taken, after in ((TAKEN - 2, FAST - 2), (TAKEN - 1, None)):
        with work() as db:
            row = db.get_one(tables.DomainPace, DOMAIN)
            row.taken = taken
            db.flush()
            paces.speed_up(db, [mail])
        assert pace() == after


def test_a_worker_that_is_told_to_slow_down_leaves_a_pace_and_a_person_lifts_it(catcher: Catcher):
    catcher.manner = lambda at, _: Deed("451 4.7.1 slow down") if at is Stage.RCPT else None
    post(catcher)
    assert pace() == 1
    with work() as db:
        paces.lift(db)
    assert pace() is None
    with reading() as db:
        assert ledger.waiting(db, YEAR, SESSION)
