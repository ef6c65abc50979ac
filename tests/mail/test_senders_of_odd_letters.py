"""Letters and servers that could do harm."""

import pytest
from letterbox import Start, once, outgoing, scripted_server, settings_for
from sent import refuse, settings_like

from coaching.errors import MailboxClosed, MailServerAway
from coaching.mail.catcher import Catcher
from coaching.mail.catcher_manners import Deed, Stage
from coaching.mail.senders import BatchClient, Outcome, mailbox


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
