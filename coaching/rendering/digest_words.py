"""Words of the letter about mails that did not arrive."""

from dataclasses import dataclass

from coaching.rendering.letter_words import Sender


@dataclass(frozen=True)
class UnreachedPerson:
    """Somebody whom our mail did not reach; `reason` in a sentence."""

    name: str
    position: str
    address: str
    reason: str


@dataclass(frozen=True)
class BounceDigestWords:
    """An agency's HR contact is told of all mails of a day that did not arrive."""

    sender: Sender
    recipient: str
    agency: str
    count: int
    lines: tuple[UnreachedPerson, ...]
