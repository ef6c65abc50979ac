"""Bounces that mail systems write for people, and people who write about bounces."""

import pytest
from answered import by_hand, mail

from coaching.mail.replies import Kind, Understood, understand

SARI = "sari@dinkes.example"


def from_system(subject: str, text: str, sender: str = "postmaster@dinkes.example") -> Understood:
    head = f"From: {sender}\nTo: bkpsdm+17-abcdefgh@kotacontoh.example\nReturn-Path: <>\n"
    subject = f"Subject: {subject}"
    return understand(mail(text, subject, "Content-Type: text/plain; charset=utf-8", head=head))


@pytest.mark.parametrize(
    ("subject", "text", "status"),
    [
        ("Undeliverable: Undangan", f"Your message to {SARI} couldn't be delivered.", None),
        ("Tidak terkirim: Undangan", f"Kepada {SARI}: 550 5.1.10 tidak ditemukan", "5.1.10"),
        ("Undangan", f"Surat tidak dapat disampaikan kepada {SARI}: 550 5.1.1 tidak ada", "5.1.1"),
        ("Undelivered Mail", f"{SARI}: 4.4.7 message expired, giving up", "4.4.7"),
        ("Message Delivery Failure", f"Recipient: [SMTP:{SARI}]\nReason: 550 5.1.1 no", "5.1.1"),
        (
            "failure notice",
            f"From <bkpsdm@kotacontoh.example> to <{SARI}>: 550 5.1.1 unknown",
            "5.1.1",
        ),
    ],
)
def test_a_bounce_is_told_by_a_mail_systems_words(subject: str, text: str, status: str | None):
    told = from_system(subject, text)
    assert (told.kind, told.recipient, told.status) == (Kind.BOUNCE, SARI, status)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Pengiriman tertunda", f"{SARI}: 452 4.2.2 kotak surat penuh, akan dicoba lagi"),
        ("Warning: could not send message", f"<{SARI}>... Deferred\nWill keep trying"),
    ],
)
def test_a_mail_system_that_tries_on_tells_of_a_delay(subject: str, text: str):
    told = from_system(subject, text)
    assert (told.kind, told.recipient) == (Kind.DELAY, SARI)


def test_a_delay_may_name_its_address_by_the_header_of_a_failure():
    told = by_hand("Delivery has been delayed:\n  x\n", f"X-Failed-Recipients: {SARI}")
    assert told.kind is Kind.DELAY


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Pemeliharaan server", f"Server dipelihara hari Sabtu. Pertanyaan: {SARI}"),
        ("Undelivered Mail", "Your message could not be delivered."),
    ],
)
def test_a_mail_system_that_is_not_clear_is_for_a_person(subject: str, text: str):
    assert from_system(subject, text).kind is Kind.UNKNOWN


def test_a_person_who_copies_a_bounce_into_a_new_mail_did_not_bounce():
    told = understand(
        mail(
            "Pak, saya terima ini, kenapa?\n\n"
            "This message was created automatically by mail delivery software.\n\n"
            "A message that you sent could not be delivered to one or more of its\n"
            "recipients. This is a permanent error. The following address(es) failed:\n\n"
            "  budi@dinkes.example\n    Unrouteable address\n",
            head="From: Sari <sari@dinkes.example>\nSubject: tanya surel\n",
        )
    )
    assert told.kind is Kind.UNKNOWN
