"""Bounces of old and odd mail servers, which name the address in words of their own."""

import logging
from collections.abc import Collection
from email.message import Message

from flufl.bounce import all_failures

# It writes a trace for each mail that one of its detectors cannot read.
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL + 1)

LARGEST = 200_000  # bytes; its patterns look at every line some twenty times


def odd_bounce(mail: Message, size: int) -> tuple[bool, str] | None:
    """Return whether a mail tells of a failure for good, and of which address; None otherwise.

    Args:
        mail: one that no strict rule understood, and that a person hardly wrote.
        size: of its bytes; a large one is not looked at.

    Source: flufl.bounce, the detectors of GNU Mailman.
    """
    if size > LARGEST:
        return None
    try:
        temporary, permanent = all_failures(mail)
    except Exception:  # its detectors trust what they read
        return None
    if permanent:
        return True, _first(permanent)
    return (False, _first(temporary)) if temporary else None


def _first(addresses: Collection[bytes | str]) -> str:
    told = (one.decode("ascii", "replace") if isinstance(one, bytes) else one for one in addresses)
    return min(address.strip().lower() for address in told)
