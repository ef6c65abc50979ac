"""Who the mailbox trusts, and what it tells whom."""

import logging
import socket

import pytest
from letterbox import Start, outgoing, scripted_server, settings_for
from sent import settings_like

from coaching.errors import CertificateRefused, MailboxClosed, MailServerAway
from coaching.mail.catcher import Catcher
from coaching.mail.senders import Outcome, mailbox


def test_a_server_that_is_not_there_is_away():
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with mailbox(settings_like(port=port)) as post, pytest.raises(MailServerAway) as told:
        post(outgoing())
    assert (told.value.facts["host"], told.value.facts["port"]) == ("127.0.0.1", port)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_certified_by_a_stranger_gets_nothing_t1(start: Start, security: str):
    stranger, ours = start(security=security), start()
    given = settings_for(stranger, ca_file=ours.ca_file)
    with mailbox(given) as post, pytest.raises(CertificateRefused, match=r"issuer|self-signed"):
        post(outgoing())
    assert (stranger.login_attempts, stranger.count()) == (0, 0)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_for_another_name_gets_nothing_t1(start: Start, security: str):
    other = start(security=security, names=("totally.wrong.example",))
    with mailbox(settings_for(other)) as post, pytest.raises(CertificateRefused, match="match"):
        post(outgoing())
    assert (other.login_attempts, other.count()) == (0, 0)


def test_without_an_authority_named_the_machines_own_decide_t1(catcher: Catcher):
    given = settings_for(catcher, ca_file=None)
    with mailbox(given) as post, pytest.raises(CertificateRefused):
        post(outgoing())
    assert catcher.login_attempts == 0


def test_a_server_without_encryption_hears_neither_name_nor_letter_t1():
    with scripted_server({"EHLO": "250 SIZE"}) as (port, heard):
        given = settings_like(port=port, user="apikey", password="rahasia")
        with mailbox(given) as post, pytest.raises(CertificateRefused, match="STARTTLS"):
            post(outgoing())
    assert [command.split(" ")[0].upper() for command in heard] == ["EHLO"]


def test_tls_from_the_start_carries_letters(start: Start):
    catcher = start(security="tls")
    with mailbox(settings_for(catcher)) as post:
        assert post(outgoing()).outcome is Outcome.SENT


def test_the_login_name_is_not_the_address_t2(catcher: Catcher):
    given = settings_for(catcher)
    assert (given.user, given.from_address) == ("apikey", "bkpsdm@kotacontoh.example")
    with mailbox(given) as post:
        assert post(outgoing()).outcome is Outcome.SENT
    assert catcher.login_attempts == 1


def test_without_a_user_nobody_logs_in(start: Start):
    catcher = start(user=None)
    with mailbox(settings_for(catcher)) as post:
        assert post(outgoing()).outcome is Outcome.SENT
    assert catcher.login_attempts == 0


def test_a_missing_password_is_asked_of_nobody_t3(catcher: Catcher, monkeypatch):
    for name in ("builtins.input", "getpass.getpass"):
        monkeypatch.setattr(name, lambda *_: pytest.fail("a terminal was asked"))
    with (
        mailbox(settings_for(catcher, password=None)) as post,
        pytest.raises(MailboxClosed) as told,
    ):
        post(outgoing())
    assert told.value.facts["code"] == 535


def test_a_wrong_password_closes_the_mailbox_and_is_not_told(catcher: Catcher):
    with (
        mailbox(settings_for(catcher, password="keliru")) as post,
        pytest.raises(MailboxClosed) as told,
    ):
        post(outgoing())
    assert told.value.facts["code"] == 535
    assert "keliru" not in str(told.value)
    assert catcher.count() == 0


def test_logging_of_others_is_left_alone_t5(catcher: Catcher):
    logger = logging.getLogger("yagmail.log")
    before = (list(logger.handlers), logger.level)
    with mailbox(settings_for(catcher)) as post:
        post(outgoing())
    assert (logger.handlers, logger.level) == before
