"""Names of mails and appointments: the same each time they are made, and not to be guessed."""

import hashlib
import json
import re

KIND = re.compile(r"[a-z][a-z-]*")


def message_id(
    secret: bytes, *, year: int, session: str, person: str, kind: str, revision: int, domain: str
) -> str:
    """Return the Message-ID of one letter to one person, with its angle brackets.

    The same letter made again, by another process or after a crash, carries the
    same Message-ID: it shows whether the letter has been sent, and lets
    mailboxes drop a second copy. A letter sent again by decision has the next revision.
    """
    if not KIND.fullmatch(kind):
        raise ValueError(f"no kind of letter: {kind!r}")
    digest = keyed_digest(secret, b"message-id", [year, session, person, kind, revision])
    return f"<{kind}.{digest}.{revision}@{domain}>"


def calendar_uid(secret: bytes, *, event: str, person: str, domain: str) -> str:
    """Return the UID of one person's appointment.

    Stable when the appointment moves, and unguessable: a calendar reply that
    quotes it was written by someone who holds the invitation.
    """
    return f"{event}.{keyed_digest(secret, b'calendar-uid', [event, person])}@{domain}"


def keyed_digest(secret: bytes, purpose: bytes, facts: list[str | int]) -> str:
    """Return 32 hexadecimal digits that only the holder of the secret can make.

    Args:
        secret: of any length.
        facts: what the digest names.
        purpose: at most 16 bytes; digests of different purposes tell nothing of each other.

    Raises:
        ValueError: there is no secret.
    """
    if not secret:
        raise ValueError("a secret is needed")
    # JSON keeps ("a", "bc") and ("ab", "c") apart.
    message = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()
    key = hashlib.blake2b(secret, digest_size=64).digest()  # blake2b takes keys of up to 64 bytes
    return hashlib.blake2b(message, key=key, person=purpose, digest_size=16).hexdigest()
