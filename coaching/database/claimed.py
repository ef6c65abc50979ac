"""A mail that a worker holds, and what can become of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from coaching.domain.invitations import MailKind, MailState


@dataclass(frozen=True)
class Claimed:
    """A mail this worker holds; the fence proves that it still does."""

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


@dataclass(frozen=True)
class Settlement:
    """What became of a mail that was handed over."""

    state: MailState  # sent, queued (again), failed, in_doubt
    outcome: str
    code: int | None = None
    text: str = ""
    retry_after: timedelta = timedelta(0)
    suppress: bool = False
