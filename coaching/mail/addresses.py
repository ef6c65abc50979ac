"""Addresses people typed: checked before they reach a mail, masked before they reach a log."""

import re

from email_validator import EmailNotValidError, validate_email

IN_TEXT = re.compile(r"[^\s<>\"'(),;:]+@[^\s<>\"'(),;:]+")


def checked_address(text: str) -> str:
    """Return the address without blanks around it, its domain in lower case.

    Whether anybody reads mail there is not asked: that shows when it is sent.

    Raises:
        ValueError: why it is no address that every mail server takes; letters
            outside ASCII are refused, since many servers refuse them.
    """
    stripped = text.strip()
    if not stripped.isascii():
        raise ValueError("the address holds letters outside ASCII")
    try:
        checked = validate_email(
            stripped, check_deliverability=False, allow_smtputf8=False, strict=True
        )
    except EmailNotValidError as problem:
        raise ValueError(str(problem)) from None
    return checked.normalized


def mask_address(address: str) -> str:
    """Return the address as logs may show it: its first letter and its domain."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}***@{domain}" if at else "***"


def mask_addresses(text: str) -> str:
    """Return a text with every address in it masked."""
    return IN_TEXT.sub(lambda found: mask_address(found[0]), text)
