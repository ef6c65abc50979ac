"""Who is invited, to which session, and the life of a mail."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """What an invited person answered."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
    DELEGATED = "delegated"


class MailKind(StrEnum):
    """The letters there are."""

    INVITATION = "invitation"
    REMINDER = "reminder"
    RESCHEDULE = "reschedule"
    CANCELLATION = "cancellation"
    DELEGATION_RECEIVED = "delegation-received"
    THANKS = "thanks"
    NOMINATION_REQUEST = "nomination-request"
    APPROVAL_REQUEST = "approval-request"
    REPORT = "report"
    NOBODY_NEEDS_COACHING = "nobody-needs-coaching"
    CANNOT_JUDGE = "cannot-judge"
    BOUNCE_DIGEST = "bounce-digest"


# Letters that say to come on a day: too late, they would only confuse.
CALLS = (MailKind.INVITATION, MailKind.REMINDER, MailKind.RESCHEDULE)


class MailState(StrEnum):
    """The life of a mail.

    `queued` waits; `leased` is held by a worker, nothing is on the wire;
    `sending` was committed before the first byte; `sent` means the relay took
    it; `failed` will not be tried again; `in_doubt` means the line broke after
    the letter was handed over: only evidence or a person resolves it. A reminder
    whose time has passed is `missed` and does not leave.
    """

    QUEUED = "queued"
    LEASED = "leased"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    IN_DOUBT = "in_doubt"
    EXPIRED = "expired"
    SUPPRESSED = "suppressed"
    MISSED = "missed"


@dataclass(frozen=True)
class InviteRule:
    """Who is invited from an agency.

    Args:
        who: "head", "position-type", or "nominated".
        position_types: with "position-type": the types meant, first ones first.
        quota: at most that many; None: all.
        unless_nominated: only where nobody of the agency was named.
    """

    who: str
    position_types: tuple[str, ...] = ()
    quota: int | None = None
    unless_nominated: bool = False


@dataclass(frozen=True)
class Candidate:
    """A person of a chosen agency, as far as the rule needs to know."""

    key: str
    name: str
    position: str
    position_type: str
    is_head: bool
    is_nominated: bool = False


def invited(people: Iterable[Candidate], rules: Sequence[InviteRule]) -> list[Candidate]:
    """Return who is invited from one agency: rule by rule, nobody twice.

    Within a rule people stand in order of position and name, so that the order
    of the file they came from does not decide.
    """
    waiting = sorted(people, key=lambda person: (person.position, person.name, person.key))
    has_named = any(person.is_nominated for person in waiting)
    chosen: list[Candidate] = []
    for rule in rules:
        if rule.unless_nominated and has_named:
            continue
        meant = [person for person in waiting if _is_meant(person, rule)]
        taken = meant if rule.quota is None else meant[: rule.quota]
        chosen.extend(taken)
        waiting = [person for person in waiting if person not in taken]
    return chosen


def _is_meant(person: Candidate, rule: InviteRule) -> bool:
    if rule.who == "head":
        return person.is_head
    if rule.who == "nominated":
        return person.is_nominated
    return not person.is_head and person.position_type in rule.position_types


def invitation_lines(calls: Iterable[tuple[str, str]]) -> list[str]:
    """Return the exact list an approval binds to: one line per (session, person key)."""
    return sorted(f"{session} {person}" for session, person in calls)


def short(lines: Iterable[str]) -> list[str]:
    """Return lines as a message may show them: of a person key only its start."""
    return [
        " ".join(word[:SHOWN] if len(word) == KEY else word for word in line.split())
        for line in lines
    ]


SHOWN, KEY = 8, 32  # characters


def lines_fingerprint(lines: Sequence[str]) -> str:
    """Return the SHA-256 of a list of lines, in hexadecimal."""
    canonical = json.dumps(sorted(lines), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
