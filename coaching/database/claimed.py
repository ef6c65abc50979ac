"""A mail that a worker holds, and what can become of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from coaching.domain.invitations import MailKind, MailState


@dataclass(frozen=True)
class Claimed:
    """A mail this worker holds; the fence proves that it still does.

    Args:
        person: key of the first, and mostly only one it goes to.
        others: keys of those who share the mailbox with them, and whom it names as well.
    """

    id: int
    fence: int
    year: int
    session: str
    person: str
    kind: MailKind
    revision: int
    message_id: str
    address: str
    attempts: int
    queued_at: datetime
    others: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Keys of everybody it goes to."""
        return (self.person, *self.others)


@dataclass(frozen=True)
class Pause:
    """What a mail server asked us to hold back.

    Args:
        about: "relay": all mail; "@dinkes.example": a domain's; "2025 sinar-1": letters
            of that session.
        delays: seconds until it is tried again, the first time, the second time, ...;
            none: until a person ends it.
        why: what the server said.
    """

    about: str
    delays: tuple[int, ...]
    why: str


@dataclass(frozen=True)
class Settlement:
    """What became of a mail that was handed over.

    Args:
        counts: the attempt was about this mail; one that our own mailbox was refused
            for makes no later one wait longer.
    """

    state: MailState  # sent, queued (again), failed, in_doubt
    outcome: str
    code: int | None = None
    text: str = ""
    retry_after: timedelta = timedelta(0)
    suppress: bool = False
    counts: bool = True
    pause: Pause | None = None
