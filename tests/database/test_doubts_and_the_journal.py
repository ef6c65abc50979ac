"""A mail in doubt is decided by the journal's copy, at a real mailbox, or stays in doubt."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from ledger_steps import claim, intend, settle
from post_office import fill, states
from records_cast import message_id

from coaching.database.ledger import Settlement
from coaching.domain.invitations import MailState
from coaching.mail.journal import resolve_doubts
from coaching.settings import Settings

sys.path.append(str(Path(__file__).parents[1] / "mail"))  # pytest adds it for tests there alone

from dovecot import Dovecot, dovecot

LATER = timedelta(minutes=31)


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


def copy_of(person: str) -> bytes:
    return f"Message-ID: {message_id(person)}\r\nSubject: Undangan\r\n\r\n.".encode()


def given(server: Dovecot, user: str) -> Settings:
    settings = Settings(secret="test", journal=server.settings(user))
    settings.mail.journal_address = "arsip@kotacontoh.example"
    return settings


def sari_in_doubt_and_budi_sent() -> None:
    fill(("sari", "budi"))
    for mail in claim():
        assert intend(mail)
        how = MailState.IN_DOUBT if mail.person == "sari" else MailState.SENT
        settle(mail, Settlement(how, "told"))


def test_a_copy_in_the_journal_says_that_the_mail_left(server: Dovecot, sqlite: str):
    sari_in_doubt_and_budi_sent()
    server.deliver(copy_of("sari"), "left")
    assert resolve_doubts(given(server, "left")) == {"sent": 1}
    assert states()["sari"] == "sent"


def test_no_copy_half_an_hour_later_says_that_it_did_not(server: Dovecot, sqlite: str):
    sari_in_doubt_and_budi_sent()
    server.deliver(copy_of("budi"), "works")  # sent after it: the journal works
    assert resolve_doubts(given(server, "works")) == {"open": 1}
    assert states()["sari"] == "in_doubt"
    assert resolve_doubts(given(server, "works"), datetime.now(UTC) + LATER) == {"queued": 1}
    assert states()["sari"] == "queued"


def test_a_journal_that_holds_nothing_proves_nothing(server: Dovecot, sqlite: str):
    sari_in_doubt_and_budi_sent()
    server.deliver(copy_of("somebody"), "broken")
    assert resolve_doubts(given(server, "broken"), datetime.now(UTC) + LATER) == {"open": 1}
    assert states()["sari"] == "in_doubt"


def test_without_a_journal_a_person_decides(sqlite: str):
    sari_in_doubt_and_budi_sent()
    assert resolve_doubts(Settings(secret="test"), datetime.now(UTC) + LATER) == {}
    assert states()["sari"] == "in_doubt"
