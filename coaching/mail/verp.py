"""Envelope senders that say which letter came back, whatever the bounce itself says."""

import base64
import hashlib
import hmac
import re

TOKEN = re.compile(r"\+([0-9]{1,18}-[a-z2-7]{8})@", re.IGNORECASE)
CHECK_BYTES = 5  # 40 bits: 8 characters of base32


def envelope_sender(bounce_address: str, mail_id: int, secret: bytes) -> str:
    """Return the address to which bounces of one letter go: `local+<id>-<check>@domain`.

    Raises:
        ValueError: no address, or the local part would have more than the 64
            characters of RFC 5321.
    """
    local, at, domain = bounce_address.rpartition("@")
    marked = f"{local}+{mail_id}-{_check(mail_id, secret)}"
    if not (local and at and domain) or mail_id < 0 or len(marked) > 64:
        raise ValueError("bounces need an address with a short part before its @")
    return f"{marked}@{domain}"


def token_in(text: str) -> str | None:
    """Return the first `<id>-<check>` in a header or address, in lower case; None without one."""
    found = TOKEN.search(text)
    return found[1].lower() if found else None


def mail_of(token: str, secret: bytes) -> int | None:
    """Return the letter a token names; None where we did not make it."""
    number, _, check = token.lower().partition("-")
    if not re.fullmatch(r"[0-9]{1,18}", number):
        return None
    genuine = hmac.compare_digest(check.encode(), _check(int(number), secret).encode())
    return int(number) if genuine else None


def _check(mail_id: int, secret: bytes) -> str:
    digest = hmac.digest(secret, b"verp:%d" % mail_id, hashlib.sha256)
    return base64.b32encode(digest[:CHECK_BYTES]).decode().lower()
