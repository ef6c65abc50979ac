"""Mails that come back: which of ours, and what that changes in the ledger."""

import pytest
from ledger_steps import claim, intend
from records_cast import MOMENT, entry, make_mail
from replying import (
    bounce,
    counted,
    invite,
    ledger_state,
    mail_number,
    queued,
    suppressed,
    take,
    written,
)
from sqlalchemy import select

from coaching.database import ledger, returns, tables
from coaching.database.work import reading, work
from coaching.domain.invitations import MailKind, MailState

SARIS = "<invitation.sari.0@kotacontoh.example>"


@pytest.fixture
def sari(sqlite: str) -> int:
    invite(("sari",))
    return mail_number()


def test_a_mailbox_that_is_not_there_fails_the_mail_and_is_not_written_to_again(database: str):
    invite(("sari",))
    assert take(bounce(mail=mail_number())) == [False]
    assert ledger_state() == "failed"
    assert suppressed() == {"sari@dinkes.example"}
    assert take(bounce(mail=mail_number(), name="<b2@mx.example>")) == [False]  # told twice


@pytest.mark.parametrize(
    ("status", "said", "severity"),
    [
        ("5.1.1", "", "hard"),
        ("5.0.0", "550 user unknown", "hard"),
        ("5.0.0", "", "refused"),
        ("4.4.7", "", "soft"),
        ("5.2.2", "552 mailbox full", "soft"),
        ("5.7.1", "550 blocked by DMARC policy", "ours"),
        ("5.0.0", "554 your message looks like spam", "ours"),
    ],
)
def test_only_an_address_that_is_wrong_is_not_written_to_again(
    sari: int, status: str, said: str, severity: str
):
    take(bounce(status, said=said, mail=sari))
    assert ledger_state() == "failed"  # it did not arrive, whosever fault
    assert bool(suppressed()) == (severity == "hard")
    with reading() as db:
        assert db.scalars(select(tables.IncomingMail.severity)).one() == severity


def test_the_address_it_came_back_to_outweighs_what_the_bounce_quotes(database: str):
    invite(("sari", "budi"))
    take(bounce(mail=mail_number("budi"), quoted=SARIS))
    assert (ledger_state("sari"), ledger_state("budi")) == ("sent", "failed")


def test_a_bounce_that_only_quotes_our_mail_is_about_it(sari: int):
    take(bounce(quoted=SARIS))
    assert ledger_state() == "failed"


def test_an_address_with_a_forged_check_says_nothing(sari: int):
    raw = bounce(mail=sari).replace(f"+{sari}-".encode(), f"+{sari}-a".encode())
    assert take(raw) == [True]
    assert ledger_state() == "sent"
    assert suppressed() == set()


def test_a_bounce_about_none_of_ours_is_for_a_person(sari: int):
    assert take(bounce()) == [True]
    assert ["about-none-of-ours" in one for one in queued()] == [True]


def test_where_only_the_copy_for_the_archive_comes_back_the_letter_stays_sent(sari: int):
    assert take(bounce(mail=sari, whose="ARSIP@kotacontoh.example")) == [True]
    assert (ledger_state(), suppressed()) == ("sent", set())
    assert "archive-copy" in queued()[0]


def test_without_an_archive_a_bounce_that_names_nobody_is_about_the_letter(sari: int):
    assert take(bounce(mail=sari, whose="?"), archive=None) == [False]
    assert ledger_state() == "failed"


def test_where_both_come_back_it_is_the_person_who_is_not_written_to_again(sari: int):
    person = "Final-Recipient: rfc822; sari@dinkes.example\nAction: failed\nStatus: 5.2.2\n"
    take(bounce(mail=sari, whose="arsip@kotacontoh.example", also=person))
    assert (ledger_state(), suppressed()) == ("failed", set())


def test_a_delay_changes_nothing(sari: int):
    assert take(bounce("4.4.1", mail=sari, action="delayed")) == [False]
    assert ledger_state() == "sent"


def test_what_came_back_had_left(sari: int):
    with work() as db:
        mail = db.get_one(tables.MailMessage, sari)
        mail.state, mail.sent_at = MailState.IN_DOUBT, None
    take(bounce(mail=sari))
    assert ledger_state() == "failed"


def test_a_mail_that_never_left_cannot_come_back(sari: int):
    with work() as db:
        mail = db.get_one(tables.MailMessage, sari)
        mail.state, mail.sent_at = MailState.QUEUED, None
    take(bounce(mail=sari))
    assert ledger_state() == "queued"


def test_a_complaint_is_about_letters_of_its_kind(database: str):
    invite(("sari",))
    raw = written(
        "--b\nContent-Type: text/plain\n\nSpam.\n"
        "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: {SARIS}\n\n--b--\n",
        "Content-Type: multipart/report; report-type=feedback-report; boundary=b",
    )
    assert take(raw) == [True]  # our reputation: a person should know
    assert suppressed() == set()
    with work() as db:
        ledger.enqueue(
            db, [entry("sari", 1), entry("sari", kind=MailKind.THANKS, message_id="<t@b>")]
        )
    intended = {mail.kind: intend(mail) for mail in claim()}
    assert intended == {MailKind.INVITATION: False, MailKind.THANKS: True}


def test_an_address_from_which_three_mails_came_back_in_a_week_is_told(sari: int):
    with work() as db:
        for revision in (1, 2):
            make_mail(
                db, revision=revision, message_id=f"<invitation.sari.{revision}@k.example>",
                state=MailState.SENT, sent_at=MOMENT, sent_to="sari@dinkes.example",
            )  # fmt: skip
    often = []
    for number in range(3):
        take(bounce("4.2.2", mail=sari + number, name=f"<b{number}@mx.example>"))
        with reading() as db:
            often.append(returns.comes_back_often(db, sari))
    assert often == [False, False, True]
    assert suppressed() == set()


def test_an_automatic_answer_changes_nothing(sari: int):
    raw = written("HADIR", "Auto-Submitted: auto-replied", f"In-Reply-To: {SARIS}")
    assert take(raw) == [False]
    assert (ledger_state(), counted()) == ("sent", {})
