"""The mailbox: each letter arrives once, over few connections, and doubts are told."""

import socket
import threading
import time

import pytest
import yagmail
from letterbox import Start, once, outgoing, settings_for
from sent import files, settings_like

from coaching.errors import MailServerAway
from coaching.mail import senders
from coaching.mail.answers import Scope
from coaching.mail.catcher import Catcher
from coaching.mail.catcher_manners import Deed, Stage
from coaching.mail.senders import BatchClient, Outcome, mailbox


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
    with mailbox(settings_for(catcher, timeout_seconds=120)) as post:
        first, second = post(outgoing(0)), post(outgoing(1))
    assert (first.outcome, first.code) == (Outcome.IN_DOUBT, None)
    assert second.outcome is Outcome.SENT
    assert [rcpt for raw in files(catcher) for rcpt in (b"sari0@" in raw, b"sari1@" in raw)] == [
        True,
        False,
        False,
        True,
    ]
    assert time.monotonic() - began < 60  # not by waiting for it


def test_a_late_answer_leaves_a_doubt_and_one_copy_c5(start: Start):
    catcher = start(manner=once(Stage.KEPT, Deed(delay=5.0)))
    with mailbox(settings_for(catcher, timeout_seconds=2.0)) as post:
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
