"""What becomes of a letter is said exactly, and a letter is posted at most once.

The names in brackets are those of known defects of stock yagmail 0.16; each
test shows that we do not have one: C1 a connection per letter, C2 dropped
without QUIT, C3 connects to preview, C4 sends again after a cut, C5 takes a
time-out for a cut, C6 an ambiguous result, C7 loses what it kept unsent, C8
shares a connection between threads, C9 no time-out, C10 refusals; T1 no
certificate checked, T2 login name from the address, T3 asks for a password,
T5 touches the logging of others; M10 to M12 harmful addresses and contents.
"""

import logging
import socket
import threading
import time

import pytest
import yagmail
from letterbox import Start, once, outgoing, scripted_server, settings_for

from coaching.errors import CertificateRefused, MailboxClosed, MailServerAway
from coaching.mail import senders
from coaching.mail.answers import Scope
from coaching.mail.catcher import Catcher
from coaching.mail.catcher_manners import Deed, Stage
from coaching.mail.senders import BatchClient, Outcome, mailbox
from coaching.settings import MailSettings


def refuse(address: str, reply: str):
    def manner(stage: Stage, at: str) -> Deed | None:
        return Deed(reply=reply) if stage is Stage.RCPT and at == address else None

    return manner


def files(catcher: Catcher) -> list[bytes]:
    return [path.read_bytes() for path in sorted(catcher.store.folder.glob("*.eml"))]


def test_a_letter_arrives_byte_for_byte(catcher: Catcher):
    with mailbox(settings_for(catcher)) as post:
        answer = post(outgoing())
    assert (answer.outcome, answer.code, answer.enhanced) == (Outcome.SENT, 250, "2.0.0")
    assert answer.scope is Scope.MESSAGE
    assert files(catcher) == [outgoing().raw]


def test_lines_that_begin_with_a_dot_arrive_as_they_are(catcher: Catcher):
    raw = b".Message-ID: <a@b>\r\n\r\n.\r\n..\r\n.a\r\nb.\r\n"
    with mailbox(settings_for(catcher)) as post:
        assert post(outgoing(raw=raw)).outcome is Outcome.SENT
        assert post(outgoing(1)).outcome is Outcome.SENT
    assert files(catcher)[0] == raw


def test_every_letter_leaves_through_yagmails_send(catcher: Catcher, monkeypatch):
    sent = []
    original = yagmail.Client.send
    monkeypatch.setattr(
        yagmail.Client,
        "send",
        lambda self, *a, **k: (sent.append(k["contents"]), original(self, *a, **k))[1],
    )
    with mailbox(settings_for(catcher)) as post:
        post(outgoing())
    assert len(sent) == catcher.count() == 1
    assert "send" not in vars(BatchClient)


def test_one_connection_carries_a_batch_c1(catcher: Catcher):
    with mailbox(settings_for(catcher)) as post:
        assert [post(outgoing(number)).outcome for number in range(5)] == [Outcome.SENT] * 5
    assert (catcher.connections, catcher.login_attempts, catcher.count()) == (1, 1, 5)


def test_a_connection_ends_with_quit_c2(start: Start, monkeypatch):
    goodbyes = []
    catcher = start()
    monkeypatch.setattr(
        senders, "hang_up", lambda line: (goodbyes.append(line.quit()), line.close())
    )
    with mailbox(settings_for(catcher, per_connection=1)) as post:
        post(outgoing(0))
        post(outgoing(1))
    assert [code for code, _ in goodbyes] == [221, 221]


def test_a_connection_carries_no_more_than_it_may(catcher: Catcher):
    with mailbox(settings_for(catcher, per_connection=3)) as post:
        for number in range(7):
            post(outgoing(number))
    assert (catcher.connections, catcher.count()) == (3, 7)


def test_nothing_connects_before_the_first_letter_c3(catcher: Catcher):
    with mailbox(settings_for(catcher)):
        pass
    assert catcher.connections == 0


def test_a_line_cut_after_the_letter_leaves_a_doubt_and_one_copy_c4(start: Start):
    catcher = start(manner=once(Stage.KEPT, Deed(cut=True)))
    began = time.monotonic()
    with mailbox(settings_for(catcher)) as post:
        first, second = post(outgoing(0)), post(outgoing(1))
    assert (first.outcome, first.code) == (Outcome.IN_DOUBT, None)
    assert second.outcome is Outcome.SENT
    assert [rcpt for raw in files(catcher) for rcpt in (b"sari0@" in raw, b"sari1@" in raw)] == [
        True,
        False,
        False,
        True,
    ]
    assert time.monotonic() - began < 3


def test_a_late_answer_leaves_a_doubt_and_one_copy_c5(start: Start):
    catcher = start(manner=once(Stage.KEPT, Deed(delay=1.0)))
    with mailbox(settings_for(catcher, timeout_seconds=0.4)) as post:
        first, second = post(outgoing(0)), post(outgoing(1))
    assert first.outcome is Outcome.IN_DOUBT
    # The late answer to the first letter is not taken for one to the second.
    assert (second.outcome, catcher.connections) == (Outcome.SENT, 2)
    assert catcher.count() == 2


@pytest.mark.parametrize("stage", [Stage.MAIL, Stage.RCPT])
def test_a_line_cut_before_the_letter_surely_sent_nothing(start: Start, stage: Stage):
    catcher = start(manner=once(stage, Deed(cut=True)))
    with mailbox(settings_for(catcher)) as post:
        first, second = post(outgoing(0)), post(outgoing(1))
    assert [first.outcome, second.outcome] == [Outcome.NOT_SENT, Outcome.SENT]
    assert (catcher.count(), catcher.connections) == (1, 2)


def test_a_line_cut_within_the_letter_leaves_a_doubt(start: Start):
    catcher = start(manner=once(Stage.DATA, Deed(cut=True)))
    with mailbox(settings_for(catcher)) as post:
        assert post(outgoing(0)).outcome is Outcome.IN_DOUBT
        assert post(outgoing(1)).outcome is Outcome.SENT
    assert catcher.count() == 1


@pytest.mark.parametrize(
    ("stage", "reply", "outcome", "scope"),
    [
        (Stage.MAIL, "451 4.3.0 later", Outcome.TEMPORARY, Scope.MESSAGE),
        (Stage.RCPT, "550 5.1.1 User unknown", Outcome.REFUSED, Scope.MESSAGE),
        (Stage.RCPT, "450 4.2.0 Greylisted", Outcome.TEMPORARY, Scope.MESSAGE),
        (Stage.DATA, "452 4.3.1 disk full", Outcome.TEMPORARY, Scope.MESSAGE),
        (Stage.CONTENT, "554 5.7.1 spam", Outcome.REFUSED, Scope.DOMAIN),
        (Stage.CONTENT, "552 5.3.4 too large", Outcome.REFUSED, Scope.CAMPAIGN),
        (Stage.CONTENT, "451 4.4.5 busy", Outcome.TEMPORARY, Scope.RELAY),
    ],
)
def test_a_refusal_is_told_and_the_next_letter_goes_c6_c10(
    start: Start, stage: Stage, reply: str, outcome: Outcome, scope: Scope
):
    catcher = start(manner=once(stage, Deed(reply=reply)))
    with mailbox(settings_for(catcher)) as post:
        first, second = post(outgoing(0)), post(outgoing(1))
    assert (first.outcome, first.scope) == (outcome, scope)
    assert f"{first.code} {first.text}" == reply
    assert second.outcome is Outcome.SENT
    assert (catcher.count(), catcher.connections) == (1, 1)


def test_after_421_the_line_is_given_up(start: Start):
    catcher = start(manner=once(Stage.RCPT, Deed(reply="421 4.3.2 closing")))
    with mailbox(settings_for(catcher)) as post:
        first, second = post(outgoing(0)), post(outgoing(1))
    assert (first.outcome, first.scope) == (Outcome.TEMPORARY, Scope.RELAY)
    assert (second.outcome, catcher.connections) == (Outcome.SENT, 2)


def test_nothing_is_kept_to_be_sent_some_other_time_c7(start: Start):
    catcher = start(manner=once(Stage.RCPT, Deed(cut=True)))
    client = BatchClient(settings_for(catcher))
    client.send(contents=outgoing())
    client.send_unsent()
    client.close()
    assert (client.unsent, catcher.count()) == ([], 0)


def test_a_mailbox_belongs_to_one_thread_c8(catcher: Catcher):
    problems: list[Exception] = []

    def elsewhere(post: senders.Post) -> None:
        try:
            post(outgoing())
        except RuntimeError as problem:
            problems.append(problem)

    with mailbox(settings_for(catcher)) as post:
        thread = threading.Thread(target=elsewhere, args=(post,))
        thread.start()
        thread.join()
    assert len(problems) == 1
    assert catcher.connections == 0


def test_threads_with_a_mailbox_each_send_everything_once_c8(catcher: Catcher):
    def batch(first: int) -> None:
        with mailbox(settings_for(catcher)) as post:
            for number in range(first, first + 10):
                assert post(outgoing(number)).outcome is Outcome.SENT

    threads = [threading.Thread(target=batch, args=(first,)) for first in range(0, 40, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(files(catcher))) == catcher.count() == 40
    assert catcher.connections == 4


def test_a_silent_server_is_given_up_in_time_c9():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        given = settings_like(port=port, timeout_seconds=0.3)
        with mailbox(given) as post, pytest.raises(MailServerAway, match="timed out"):
            post(outgoing())


def settings_like(**changes: object) -> MailSettings:
    return MailSettings.model_validate({"host": "127.0.0.1", "timeout_seconds": 3} | changes)


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


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example\r\nRCPT TO:<x@y.example>",
        "a@b.example\n",
        "a b@c.example",
        "<a@b.example>",
        "",
        "a@b.example,c@d.example",
        "a\0@b.example",
        "sari@dinkés.example",
    ],
)
@pytest.mark.parametrize("field", ["mail_from", "rcpt_to", "journal"])
def test_an_address_that_could_do_harm_is_refused_m10_m11(
    catcher: Catcher, field: str, address: str
):
    with mailbox(settings_for(catcher)) as post, pytest.raises(ValueError, match="address"):
        post(outgoing(**{field: address}))
    assert catcher.connections == 0


@pytest.mark.parametrize("raw", [b"a: b\n\nc\r\n", b"a: b\r\n\r\nc\r.\r\n", b"\n.\r\n"])
def test_a_lone_line_end_cannot_end_a_mail_early(catcher: Catcher, raw: bytes):
    with mailbox(settings_for(catcher)) as post, pytest.raises(ValueError, match="CRLF"):
        post(outgoing(raw=raw))
    assert catcher.connections == 0


def test_only_finished_mails_leave_m12(catcher: Catcher):
    client = BatchClient(settings_for(catcher))
    with pytest.raises(TypeError):
        client.send("sari@dinkes.example", "Catatan", ["/etc/hostname"])
    client.close()
    assert catcher.count() == 0


def test_the_journal_gets_its_copy_in_the_same_letter(catcher: Catcher):
    with mailbox(settings_for(catcher)) as post:
        answer = post(outgoing(journal="arsip@kotacontoh.example"))
    assert not answer.journal_refused
    assert '"rcpt_to": ["sari0@dinkes.example", "arsip@kotacontoh.example"]' in (
        catcher.store.log.read_text()
    )


def test_a_refused_journal_does_not_hold_up_the_letter(start: Start):
    catcher = start(manner=refuse("arsip@kotacontoh.example", "550 5.1.1 no archive"))
    with mailbox(settings_for(catcher)) as post:
        answer = post(outgoing(journal="arsip@kotacontoh.example"))
    assert (answer.outcome, answer.journal_refused) == (Outcome.SENT, True)
    assert '"rcpt_to": ["sari0@dinkes.example"]' in catcher.store.log.read_text()


def test_where_the_person_is_refused_the_journal_gets_nothing(start: Start):
    catcher = start(manner=refuse("sari0@dinkes.example", "550 5.1.1 no"))
    with mailbox(settings_for(catcher)) as post:
        answer = post(outgoing(journal="arsip@kotacontoh.example"))
    assert (answer.outcome, catcher.count()) == (Outcome.REFUSED, 0)


def test_addresses_in_an_answer_are_masked(start: Start):
    catcher = start(manner=refuse("sari0@dinkes.example", "550 5.1.1 <sari0@dinkes.example> gone"))
    with mailbox(settings_for(catcher)) as post:
        assert post(outgoing()).text == "5.1.1 <s***@dinkes.example> gone"


@pytest.mark.parametrize(
    ("banner", "problem"), [("421 busy", MailServerAway), ("554 go away", MailboxClosed)]
)
def test_a_server_that_does_not_welcome_us(banner: str, problem: type[Exception]):
    with (
        scripted_server({}, banner) as (port, _),
        mailbox(settings_like(port=port)) as post,
        pytest.raises(problem, match=banner[4:]),
    ):
        post(outgoing())


def test_a_server_that_went_away_in_between_sent_nothing(start: Start):
    catcher = start(manner=once(Stage.RCPT, Deed(cut=True)))
    with mailbox(settings_for(catcher)) as post:
        assert post(outgoing(0)).outcome is Outcome.NOT_SENT
        catcher.__exit__(None, None, None)
        with pytest.raises(MailServerAway):
            post(outgoing(1))
    assert catcher.count() == 0


@pytest.mark.parametrize(
    ("stage", "outcome"), [(Stage.RCPT, Outcome.NOT_SENT), (Stage.KEPT, Outcome.IN_DOUBT)]
)
@pytest.mark.parametrize("reply", ["300 what?", "halo"])
def test_an_answer_that_answers_nothing_is_like_a_cut(
    start: Start, stage: Stage, outcome: Outcome, reply: str
):
    catcher = start(manner=once(stage, Deed(reply=reply)))
    with mailbox(settings_for(catcher)) as post:
        assert [post(outgoing(number)).outcome for number in (0, 1)] == [outcome, Outcome.SENT]
    assert catcher.connections == 2
