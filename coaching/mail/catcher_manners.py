"""How the catcher may be told to behave like a mail server in trouble."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where in a dialogue the catcher may be told to behave otherwise."""

    MAIL = "mail"  # with the sender's address
    RCPT = "rcpt"  # with the recipient's address
    DATA = "data"  # the content is announced; a cut comes in the middle of it
    CONTENT = "content"  # the whole mail came and is not kept yet
    KEPT = "kept"  # kept and logged, not yet answered


@dataclass(frozen=True)
class Deed:
    """What the catcher does instead of its usual answer.

    Args:
        reply: answered instead; at `KEPT` the mail stays kept all the same.
        cut: hang up without an answer.
        delay: seconds to wait before anything else.
    """

    reply: str | None = None
    cut: bool = False
    delay: float = 0.0


Manner = Callable[[Stage, str], Deed | None]


def polite(stage: Stage, address: str) -> Deed | None:
    """Take everything."""
