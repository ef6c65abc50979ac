"""People who share a mailbox: one mail names them all, and each stays a person of their own."""

import pytest
from ledger_steps import claim, intend, settle
from records_cast import DAY, MOMENT, SESSION, YEAR, make_mail
from sharing import BOX, GIVEN, KEYS, correct, enter, mails, make_office, set_state
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coaching.database import doubts, erasing, ledger_counts, operating, tables
from coaching.database.work import reading, work
from coaching.domain.invitations import MailKind, MailState
from coaching.mail import addressing

SHARED, ALL = ("budi", "sari", "wati"), ("budi", "rini", "sari", "wati")


def regroup() -> None:
    with work() as db:
        addressing.regroup(GIVEN, db, YEAR, SESSION)


def identity(kind: MailKind = MailKind.INVITATION) -> dict[str, str]:
    """Message-ID by the mailbox or person it goes to."""
    row = tables.MailMessage
    with reading() as db:
        found = db.scalars(select(row).where(row.kind == kind))
        return {one.mailbox or str(one.person_key): one.message_id for one in found}


def test_one_mail_goes_to_a_mailbox_and_names_all_who_share_it(database: str):
    make_office()
    assert [enter(), enter()] == [2, 0]
    assert mails() == {SHARED: "queued", ("rini",): "queued"}
    [shared, alone] = sorted(claim(), key=lambda one: -len(one.people))
    assert (shared.address, alone.address) == (BOX, "rini@dinkes.example")
    assert shared.people[0] == KEYS["sari"]  # the head of the office
    assert set(shared.people) == {KEYS[name] for name in SHARED}
    assert intend(shared)
    assert settle(shared)
    with reading() as db:
        assert ledger_counts.people_reached(db, YEAR, SESSION, MailKind.INVITATION) == 3
        assert ledger_counts.tally(db, YEAR, SESSION) == {"sent": 1, "leased": 1}
    assert enter() == 0


def test_a_mail_goes_to_a_person_or_to_a_mailbox(database: str):
    make_office()
    with pytest.raises(IntegrityError, match="to_a_person_or_to_a_mailbox"), work() as db:
        make_mail(db, KEYS["sari"], mailbox=BOX)
    with pytest.raises(IntegrityError, match="to_a_person_or_to_a_mailbox"), work() as db:
        make_mail(db, person_key=None)


def test_whoever_leaves_a_mailbox_before_the_mail_has_left_gets_one_of_their_own(database: str):
    make_office()
    enter()
    before = identity()
    assert correct("wati", "wati@dinkes.example") == 1
    assert mails() == {("budi", "sari"): "queued", ("wati",): "queued", ("rini",): "queued"}
    assert identity().items() >= before.items()
    # Back again: one mail names all as before, under the same name.
    assert correct("wati", BOX) == 1
    assert mails() == {SHARED: "queued", ("rini",): "queued"}
    assert identity() == before


def test_whoever_comes_into_a_mailbox_is_named_by_its_mail(database: str):
    make_office()
    enter()
    assert correct("rini", BOX.upper()) == 1
    assert mails() == {ALL: "queued"}
    assert enter() == 0


def test_two_who_come_to_share_a_mailbox_get_one_mail_and_what_was_tried_stays(database: str):
    make_office()
    for name in SHARED:
        correct(name, f"{name}@dinkes.example")
    enter()
    assert len(mails()) == 4
    with work() as db:
        row = tables.MailMessage
        tried = db.scalars(select(row.id).where(row.person_key == KEYS["budi"])).one()
        db.add(tables.MailAttempt(mail_id=tried, number=1, connection="c", started_at=MOMENT))
        for name in ALL:
            db.get_one(tables.Person, KEYS[name]).email = BOX  # as the next pull would
    regroup()
    assert mails() == {("rini", "sari", "wati"): "queued", ("budi",): "queued"}


def test_what_has_left_names_whom_it_named_and_nobody_is_invited_twice(database: str):
    make_office()
    enter()
    set_state(MailState.SENT)
    assert correct("wati", "wati@dinkes.example") == 0
    assert correct("rini", BOX) == 0
    regroup()
    assert enter() == 0
    assert mails() == {SHARED: "sent", ("rini",): "sent"}


@pytest.mark.parametrize("state", [MailState.IN_DOUBT, MailState.SENDING, MailState.LEASED])
def test_a_mail_that_may_have_left_is_left_alone(database: str, state: MailState):
    make_office()
    enter(names=SHARED)
    claim()
    if state is not MailState.LEASED:
        with work() as db:
            row = db.scalars(select(tables.MailMessage)).one()
            row.state = state
            row.lease_until = row.lease_until if state is MailState.SENDING else None
    assert correct("wati", "wati@dinkes.example") == 0
    assert enter() == 1  # Rini's own
    assert list(mails()) == [SHARED, ("rini",)]


def test_an_invitation_that_was_refused_goes_to_the_right_addresses_once(database: str):
    make_office()
    enter()
    set_state(MailState.FAILED)
    for name in SHARED:
        assert correct(name, "kantor@dinkes.example") == 1
    told = mails()
    # Each waits anew; the last ones found each other before anything left.
    assert told.pop(("rini",)) == "failed"
    assert told.pop(()) == "expired"
    assert told == {SHARED: "queued"}


def test_the_right_mailbox_can_be_tried_again(database: str):
    make_office()
    enter()
    set_state(MailState.FAILED)
    assert correct("sari", BOX) == 1
    assert mails() == {SHARED: "queued", ("rini",): "failed"}


def test_who_is_not_called_any_more_is_named_no_more(database: str):
    make_office()
    enter()
    with work() as db:
        told = {"why": "x", "entered_by": "Budi", "as_of": DAY}
        assert not operating.withdraw(db, YEAR, SESSION, KEYS["wati"], **told)
    assert mails() == {("budi", "sari"): "queued", ("rini",): "queued"}
    set_state(MailState.SENT)
    with work() as db:
        assert operating.withdraw(db, YEAR, SESSION, KEYS["budi"], **told)
        assert operating.called_in_vain(db, YEAR, SESSION) == [KEYS["budi"]]
        assert operating.still_called(db, YEAR, SESSION) == [KEYS["sari"], KEYS["rini"]]


def test_a_doubt_about_a_shared_mailbox_names_the_agency_they_have_in_common(database: str):
    make_office()
    enter(names=SHARED)
    set_state(MailState.IN_DOUBT)
    with work() as db:
        [one] = doubts.doubts(db)
        assert one.agency == "dinkes"
        db.add(tables.Agency(code="dispora", name="Dispora", short_name="Dispora"))
        db.flush()
        db.get_one(tables.Person, KEYS["wati"]).agency_code = "dispora"
    with reading() as db:
        [one] = doubts.doubts(db)
        assert one.agency is None


def test_erasing_one_of_them_leaves_the_mailbox_to_the_others(database: str):
    make_office()
    enter()
    with reading() as db:
        assert erasing.has_mail_waiting(db, KEYS["wati"])
    set_state(MailState.SENT)
    with work() as db:
        db.add(tables.MailSuppression(address=BOX, reason="x", since=MOMENT))
        db.flush()
        assert not erasing.has_mail_waiting(db, KEYS["wati"])
        erasing.erase(db, KEYS["wati"])
        assert db.get(tables.MailSuppression, BOX) is not None
        for name in ("sari", "budi"):
            erasing.erase(db, KEYS[name])
        assert db.get(tables.MailSuppression, BOX) is None
        # Of Rini's own mail it is forgotten where it went.
        erasing.erase(db, KEYS["rini"])
        alone = select(tables.MailMessage.sent_to).where(tables.MailMessage.mailbox.is_(None))
        assert db.scalars(alone).all() == [None]
