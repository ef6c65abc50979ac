"""Addresses, envelope senders and identities: checked, masked, not to be forged."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.mail.addresses import checked_address, mask_address, mask_addresses
from coaching.mail.identity import calendar_uid, message_id
from coaching.mail.verp import envelope_sender, mail_of, token_in

SECRET = b"rahasia"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("sari@dinkes.example", "sari@dinkes.example"),
        (" Sari.W@Dinkes.EXAMPLE\n", "Sari.W@dinkes.example"),
        ("sari+dinas@kotacontoh.go.id", "sari+dinas@kotacontoh.go.id"),
    ],
)
def test_an_address_loses_blanks_around_it_only(typed: str, address: str):
    assert checked_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    ["", "sari", "sari@", "@dinkes.example", "(x)a@b.example", "a@x.example\nb", "a b@c.example",
     "a@b@c.example", "é@x.example", "a@dinkés.example", "a" * 65 + "@x.example", "a@localhost",
     "Sari <sari@dinkes.example>", "sari@dinkes.example,budi@dinkes.example", "a..b@c.example"],
)  # fmt: skip
def test_what_is_no_address_is_refused_m11(typed: str):
    with pytest.raises(ValueError, match=r"\w"):
        checked_address(typed)


def test_a_masked_address_shows_a_letter_and_the_domain():
    assert mask_address("sari@dinkes.example") == "s***@dinkes.example"
    assert mask_address("tanpa alamat") == "***"
    assert mask_addresses("<sari@dinkes.example>: no") == "<s***@dinkes.example>: no"


@given(mail_id=st.integers(0, 10**17))
def test_an_envelope_sender_says_which_letter(mail_id: int):
    address = envelope_sender("bounce@kotacontoh.example", mail_id, SECRET)
    token = token_in(f"<{address.upper()}>")
    assert token is not None
    assert mail_of(token, SECRET) == mail_id
    assert mail_of(token, b"lain") is None


@pytest.mark.parametrize("token", ["17-abcdefgh", "17-", "-abcdefgh", "", "x-abcd", "17", "17-é"])
def test_a_forged_envelope_sender_names_no_letter(token: str):
    assert mail_of(token, SECRET) is None


def test_another_letters_check_does_not_fit():
    token = token_in(envelope_sender("b@k.example", 17, SECRET)) or ""
    assert mail_of(token.replace("17-", "18-"), SECRET) is None


def test_an_envelope_sender_fits_the_limit_of_its_local_part():
    with pytest.raises(ValueError, match="short part"):
        envelope_sender("b" * 60 + "@k.example", 17, SECRET)


FACTS = {
    "year": 2025,
    "session": "sinar-1",
    "person": "p1",
    "kind": "invitation",
    "revision": 0,
    "domain": "kotacontoh.example",
}


def test_a_message_id_is_the_same_in_another_process():
    code = (
        "from coaching.mail.identity import message_id;"
        f"print(message_id({SECRET!r}, **{FACTS!r}), end='')"
    )
    again = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert again.stdout == message_id(SECRET, **FACTS)


@pytest.mark.parametrize(
    "change",
    [{"year": 2026}, {"session": "sinar-2"}, {"person": "p2"}, {"kind": "reminder"},
     {"revision": 1}, {"domain": "lain.example"}, {"session": "sinar-1p", "person": "1"}],
)  # fmt: skip
def test_another_letter_has_another_message_id(change: dict[str, object]):
    assert message_id(SECRET, **(FACTS | change)) != message_id(SECRET, **FACTS)


def test_the_part_nobody_can_guess_depends_on_secret_and_revision():
    ids = [
        message_id(SECRET, **FACTS),
        message_id(SECRET, **(FACTS | {"revision": 1})),
        message_id(b"lain", **FACTS),
    ]
    assert len({told.split(".")[1] for told in ids}) == 3


def test_a_message_id_tells_the_kind_and_the_revision_only():
    told = message_id(SECRET, **FACTS)
    assert told.startswith("<invitation.")
    assert told.endswith(".0@kotacontoh.example>")
    assert "p1" not in told.removeprefix("<invitation.").split(".")


def test_a_calendar_uid_is_one_persons_and_needs_the_secret():
    first = calendar_uid(SECRET, event="2025-sinar-1", person="p1", domain="k.example")
    others = [
        calendar_uid(SECRET, event="2025-sinar-1", person="p2", domain="k.example"),
        calendar_uid(b"lain", event="2025-sinar-1", person="p1", domain="k.example"),
    ]
    assert first.startswith("2025-sinar-1.")
    assert first not in others


def test_without_a_secret_nothing_is_named():
    with pytest.raises(ValueError, match="secret"):
        message_id(b"", **FACTS)
