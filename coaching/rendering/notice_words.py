"""What the mail to operators is filled with."""

from dataclasses import dataclass

from coaching.rendering.letter_words import Sender

SHOWN = 20  # things told one by one; of more, the count


@dataclass(frozen=True)
class OneTrouble:
    """One thing: what it is called, what became of it, what to do, and where it is shown."""

    title: str
    state: str
    sentence: str
    link: str


@dataclass(frozen=True)
class OperatorNoticeWords:
    """All that needs a person, in one mail."""

    sender: Sender
    count: int
    troubles: tuple[OneTrouble, ...]
    more: int
