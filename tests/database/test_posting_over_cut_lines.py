"""Posting over cut lines, and to relays that pause or are away."""

from datetime import datetime, timedelta

import pytest
from post_office import (
    attempts,
    compose,
    kept,
    nth,
    post,
    rests,
    settings_for,
    states,
    wake,
)
from posted import CUT
from records_cast import SESSION, YEAR, message_id

from coaching.database import tables
from coaching.database.ledger import Claimed
from coaching.database.work import work
from coaching.errors import (
    CertificateRefused,
    CoachingError,
    MailboxClosed,
    MailServerAway,
    SecretMissing,
)
from coaching.mail.catcher import Catcher
from coaching.mail.catcher_manners import Stage
from coaching.mail.posting import post_waiting, recover


@pytest.mark.parametrize("stage", [Stage.MAIL, Stage.RCPT])
def test_a_line_cut_before_the_letter_went_over_it_loses_and_doubles_nothing(
    catcher: Catcher, stage: Stage
):
    catcher.manner = nth(stage, 2, CUT)
    post(catcher)
    assert states() == {"sari": "sent", "budi": "queued", "wati": "sent"}
    wake()
    post(catcher)
    assert states()["budi"] == "sent"
    assert len(kept(catcher)) == len(set(kept(catcher))) == 3


def test_a_line_cut_three_times_rests_longer(catcher: Catcher):
    catcher.manner = lambda stage, _address: CUT if stage is Stage.MAIL else None
    waits = []
    for _ in range(3):
        post(catcher)
        waits.append(rests()["sari"])
        wake()
    assert waits[0] < timedelta(seconds=10)
    assert waits[2] > timedelta(minutes=4)


@pytest.mark.parametrize(
    ("stage", "arrives"), [(Stage.DATA, False), (Stage.CONTENT, False), (Stage.KEPT, True)]
)
def test_a_line_cut_after_that_leaves_one_mail_in_doubt(
    catcher: Catcher, stage: Stage, arrives: bool
):
    catcher.manner = nth(stage, 2, CUT)
    post(catcher)
    assert states() == {"sari": "sent", "budi": "in_doubt", "wati": "sent"}
    assert (message_id("budi") in kept(catcher)) is arrives
    wake()
    assert post(catcher) == 0  # nobody but evidence decides it


def away(catcher: Catcher) -> None:
    catcher.__exit__(None, None, None)


def a_wrong_password(catcher: Catcher) -> None:
    catcher.password = "another"


def another_authority(catcher: Catcher) -> None:
    import trustme

    trustme.CA().cert_pem.write_to_path(str(catcher.ca_file))


@pytest.mark.parametrize(
    ("trouble", "problem"),
    [
        (away, MailServerAway),
        (a_wrong_password, MailboxClosed),
        (another_authority, CertificateRefused),
    ],
)
def test_without_a_connection_everybody_waits_and_nobody_is_left_half_way(
    catcher: Catcher, trouble, problem: type[CoachingError]
):
    trouble(catcher)
    with pytest.raises(problem):
        post(catcher)
    assert set(states().values()) == {"queued"}
    assert attempts() == [("sari", "not-sent")]
    assert kept(catcher) == []


def test_without_a_secret_nobody_is_left_half_way(catcher: Catcher):
    given = settings_for(catcher).model_copy(update={"secret": None})
    with pytest.raises(SecretMissing):
        post_waiting(given, YEAR, SESSION, compose)
    assert set(states().values()) == {"queued"}


def test_an_address_that_could_do_harm_leaves_nobody_half_way(catcher: Catcher):
    with work() as db:
        db.get_one(tables.Person, "sari").email = "sari@dinkes.example> SIZE=1"

    def careless(mail: Claimed, moment: datetime) -> bytes:
        return b"Subject: Undangan\r\n\r\nYth.\r\n"

    with pytest.raises(ValueError, match="plain address"):
        post_waiting(settings_for(catcher), YEAR, SESSION, careless)
    assert set(states().values()) == {"queued"}
    assert kept(catcher) == []


@pytest.mark.parametrize(("broken", "sent"), [("sari", 0), ("budi", 1), ("wati", 2)])
def test_a_letter_that_cannot_be_made_leaves_nobody_half_way(
    catcher: Catcher, broken: str, sent: int
):
    def at_fault(mail: Claimed, moment: datetime) -> bytes:
        if mail.person == broken:
            raise KeyError("a word nobody gave")
        return compose(mail, moment)

    with pytest.raises(KeyError):
        post_waiting(settings_for(catcher), YEAR, SESSION, at_fault)
    assert sorted(states().values()) == ["queued"] * (3 - sent) + ["sent"] * sent
    assert len(kept(catcher)) == sent


def test_a_mail_whose_lease_was_lost_while_it_was_made_is_not_posted(catcher: Catcher):
    def slow(mail: Claimed, moment: datetime) -> bytes:
        with work() as db:
            row = db.get_one(tables.MailMessage, mail.id)
            row.lease_until -= timedelta(hours=1)
        return compose(mail, moment)

    post_waiting(settings_for(catcher), YEAR, SESSION, slow)
    assert kept(catcher) == []
    recover()
    assert set(states().values()) == {"queued"}
