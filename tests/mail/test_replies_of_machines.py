"""Bounces, complaints, receipts and other machines."""

from base64 import b64encode

import pytest
from answered import RETURNED, by_hand, group, mail, multipart, status_mail

from coaching.domain.invitations import Answer
from coaching.mail.replies import Kind, understand


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [
        ("failed", "5.1.1", Kind.BOUNCE),
        ("Failed", "4.4.7", Kind.BOUNCE),
        ("delayed", "4.4.1", Kind.DELAY),
        ("delivered", "2.0.0", Kind.RECEIPT),
        ("relayed", "2.0.0", Kind.RECEIPT),
    ],
)
def test_a_delivery_status_is_what_its_action_says(action: str, status: str, kind: Kind):
    told = status_mail(group(action, status))
    assert (told.kind, told.status) == (kind, status)
    assert told.recipient == "sari@dinkes.example"
    assert told.original_message_id == "<invitation.0af3.0@kotacontoh.example>"
    assert told.verp_token == "17-abcdefgh"


def test_the_worst_of_several_recipients_counts():
    told = status_mail(
        group("delivered", "2.0.0", "arsip@kotacontoh.example"), group("failed", "5.2.1")
    )
    assert (told.kind, told.recipient, told.status) == (
        Kind.BOUNCE,
        "sari@dinkes.example",
        "5.2.1",
    )


def test_a_bounce_marked_as_automatic_is_a_bounce():
    told = status_mail(group("failed", "5.1.1"), headers=("Auto-Submitted: auto-replied",))
    assert told.kind is Kind.BOUNCE


def test_a_bounce_with_the_header_of_exim():
    failed = "X-Failed-Recipients: sari@dinkes.example"
    told = by_hand("550 5.1.1 unknown", failed, "Auto-Submitted: auto-replied")
    assert (told.kind, told.recipient, told.status) == (
        Kind.BOUNCE,
        "sari@dinkes.example",
        "5.1.1",
    )


def test_the_copy_of_our_letter_below_a_bounce_tells_no_status():
    failed = "X-Failed-Recipients: sari@dinkes.example"
    copy = (
        "------ This is a copy of the message, including all the headers. ------\nX-Mailer: X 5.2.2"
    )
    told = by_hand(f"SMTP error:\n    550 No such user here\n\n{copy}\n", failed)
    assert (told.kind, told.status) == (Kind.BOUNCE, "5.0.0")
    assert told.diagnostic.startswith("550 No such user here")


@pytest.mark.parametrize(
    ("said", "kind", "status"),
    [
        ("said: 550 5.1.1 no such user", Kind.BOUNCE, "5.1.1"),
        ("Remote host said: 550 no mailbox here", Kind.BOUNCE, "5.0.0"),
        ("said: 451 4.4.1 still trying", Kind.DELAY, "4.4.1"),
        ("is over. I tried from 10.5.1.1 on 5.1.1", Kind.BOUNCE, "5.1.1"),
        ("this is Exim 4.94.2, which said: 550 no such user", Kind.BOUNCE, "5.0.0"),
        ("by hMailServer 5.6.8, said: 550 5.1.1 no such user", Kind.BOUNCE, "5.1.1"),
        ("something went wrong", Kind.BOUNCE, None),  # the form of qmail, without a status
    ],
)
def test_a_bounce_in_a_mail_systems_own_words(said: str, kind: Kind, status: str | None):
    told = understand(
        mail(
            f"Hi. This is the mail system.\n\n<sari@dinkes.example>:\n{said}\n",
            head="From: MAILER-DAEMON@mx.example\nReturn-Path: <>\nSubject: failure notice\n",
        )
    )
    assert (told.kind, told.status) == (kind, status)


def test_a_person_who_writes_about_errors_did_not_bounce():
    told = by_hand("<sari@dinkes.example> said: 550 5.1.1 failure notice")
    assert told.kind is Kind.UNKNOWN


def test_a_complaint_comes_before_everything():
    body, kind = multipart(
        "report; report-type=feedback-report",
        "Content-Type: text/plain\n\nHADIR\n",
        "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n"
        "Original-Rcpt-To: <Sari@dinkes.example>\n",
        RETURNED,
    )
    told = understand(mail(body, kind, "X-Failed-Recipients: a@b.example"))
    assert (told.kind, told.recipient) == (Kind.COMPLAINT, "sari@dinkes.example")
    assert told.original_message_id == "<invitation.0af3.0@kotacontoh.example>"


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "base64, not really"])
def test_the_fields_of_a_report_may_be_encoded(encoding: str):
    fields = "Feedback-Type: abuse\nOriginal-Rcpt-To: <sari@dinkes.example>\n"
    if encoding == "base64":
        fields = b64encode(fields.encode()).decode()
    body, kind = multipart(
        "report; report-type=feedback-report",
        "Content-Type: message/feedback-report\n"
        f"Content-Transfer-Encoding: {encoding.partition(',')[0]}\n\n{fields}",
    )
    told = understand(mail(body, kind))
    assert told.kind is Kind.COMPLAINT
    assert told.recipient == ("sari@dinkes.example" if "not" not in encoding else None)


@pytest.mark.parametrize("feedback", ["not-spam", "Auth-Failure", "virus"])
def test_feedback_that_blames_no_letter_is_no_complaint(feedback: str):
    body, kind = multipart(
        "report; report-type=feedback-report",
        "Content-Type: text/plain\n\nHADIR\n",
        f"Content-Type: message/feedback-report\n\nFeedback-Type: {feedback}\n",
    )
    told = understand(mail(body, kind, "Auto-Submitted: auto-generated"))
    assert (told.kind, told.reason) == (Kind.UNKNOWN, f"feedback-report: {feedback.lower()}")


def test_of_several_failed_recipients_the_archive_is_told_of_last():
    failed = "X-Failed-Recipients: arsip@kotacontoh.example, sari@dinkes.example"
    raw = mail("550 5.1.1 unknown", failed)
    assert understand(raw, "arsip@kotacontoh.example").recipient == "sari@dinkes.example"


def test_a_receipt_is_no_answer():
    body, kind = multipart(
        "report; report-type=disposition-notification",
        "Content-Type: text/plain\n\nHADIR\n",
        "Content-Type: message/disposition-notification\n\n"
        "Final-Recipient: rfc822;sari@dinkes.example\n"
        "Original-Message-ID: <invitation.0af3.0@kotacontoh.example>\n"
        "Disposition: manual-action/MDN-sent-manually; displayed\n",
    )
    told = understand(mail(body, kind))
    assert (told.kind, told.answer) == (Kind.RECEIPT, None)
    assert told.original_message_id == "<invitation.0af3.0@kotacontoh.example>"


@pytest.mark.parametrize(
    "header",
    ["Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated", "X-Autoreply: yes",
     "Precedence: auto_reply", "X-Precedence: auto_reply", "X-Yahoo-Autoresponder: yes",
     "X-Auto-Response-Suppress: All\nSubject: Automatic reply: x",
     "X-Auto-Response-Suppress: All\nSubject: Automatische Antwort: x",
     "X-Auto-Response-Suppress: All\nSubject: =?utf-8?b?6Ieq5YuV5b+c562U?=: x",
     "Return-Path: <>\nSubject: Auto: Undangan"],
)  # fmt: skip
def test_a_machines_answer_is_nobodys(header: str):
    told = by_hand("HADIR", header)
    assert (told.kind, told.answer) == (Kind.AUTO_REPLY, None)


def test_a_subject_alone_proves_nothing_and_answers_nothing():
    assert by_hand("HADIR", "Subject: Balasan otomatis: cuti").kind is Kind.UNKNOWN


def test_a_person_may_say_that_it_was_not_automatic():
    assert by_hand("HADIR", "Auto-Submitted: no").answer is Answer.ACCEPTED


def test_a_mail_system_that_names_no_address_is_for_a_person():
    told = understand(
        mail("Something went wrong.\n", head="From: MAILER-DAEMON@mx.example\nReturn-Path: <>\n")
    )
    assert (told.kind, told.status) == (Kind.UNKNOWN, None)


@pytest.mark.parametrize("subject", ["Fwd: failure notice", "Re: undangan"])
def test_a_person_who_passes_a_bounce_on_did_not_bounce(subject: str):
    told = understand(
        mail(
            "Pak, ini kenapa?\n\nHi. This is the qmail-send program.\n"
            "I'm afraid I wasn't able to deliver your message.\n\n"
            "<budi@dinkes.example>:\n550 5.1.1 no such user\n",
            head=f"From: Sari <sari@dinkes.example>\nSubject: {subject}\n",
        )
    )
    assert told.kind is Kind.UNKNOWN


def test_what_the_refusing_server_said_is_kept():
    said = "Diagnostic-Code: smtp; 550 5.7.1 blocked by policy\n"
    told = status_mail(group("failed", "5.7.1") + said)
    assert told.diagnostic == "smtp; 550 5.7.1 blocked by policy"


@pytest.mark.parametrize("precedence", ["bulk", "junk"])
def test_a_note_of_absence_of_an_older_program_is_told_by_two_signs(precedence: str):
    assert by_hand("Cuti.", f"Precedence: {precedence}", "Subject: Sedang cuti").kind is (
        Kind.AUTO_REPLY
    )
    assert by_hand("HADIR", f"Precedence: {precedence}").answer is Answer.ACCEPTED
