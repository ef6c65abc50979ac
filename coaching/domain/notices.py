"""When operators are told that something needs them: soon, once, and many things together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

QUIET = timedelta(seconds=8)  # no new trouble for that long: it may be told
SOON = timedelta(seconds=35)  # it is told by then, also where more keeps coming
MANY = 5  # things in one mail after which the next one waits


@dataclass(frozen=True)
class Trouble:
    """Something that needs an operator.

    Args:
        key: names it for good.
        title: the run's name, or what has ended.
        state: a key of the words of `notices.state`.
        sentence: what to do, in words; empty where nobody wrote any.
        since: when it came up; aware.
        path: where it is shown, below the address of the pages; may be empty.
    """

    key: str
    title: str
    state: str
    sentence: str
    since: datetime
    path: str = ""


def is_time_to_tell(
    troubles: Sequence[Trouble],
    now: datetime,
    *,
    last_told: datetime | None,
    told_with: int,
    digest: timedelta,
) -> bool:
    """Say whether a mail leaves now.

    Args:
        troubles: what has not been told.
        now: aware.
        last_told: when the last mail left.
        told_with: how many things it told of.
        digest: how long the next one waits after a mail of many.
    """
    if not troubles:
        return False
    if last_told is not None and told_with >= MANY and now < last_told + digest:
        return False
    newest = max(one.since for one in troubles)
    oldest = min(one.since for one in troubles)
    return now >= newest + QUIET or now >= oldest + SOON
