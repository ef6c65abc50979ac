"""Posting what waits in the ledger: claimed, rendered, intended, posted once, settled."""

import hashlib
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coaching.database import ledger, ledger_counts
from coaching.database.ledger import Claimed, Settlement
from coaching.database.work import work
from coaching.domain.invitations import MailState
from coaching.errors import CoachingError, TemporaryProblem
from coaching.mail.answers import Action, classify
from coaching.mail.senders import Answer, Outcome, Outgoing, Post, mailbox
from coaching.mail.verp import envelope_sender
from coaching.settings import Settings

Compose = Callable[[Claimed, datetime], bytes]
MOST_CUTS = 3  # a line that is cut that often before DATA deserves a rest
PROCESSES = Path("/proc")

STOPS = {Action.PAUSE_RELAY, Action.STOP_DOMAIN, Action.STOP_CAMPAIGN, Action.STOP_RELAY}


def recover() -> tuple[int, int]:
    """Take back what workers of this machine held that are no more; return (queued, in doubt)."""
    with work() as db:
        gone = [owner for owner in ledger_counts.owners(db) if _is_gone(owner)]
        return ledger.recover(db, owners_gone=gone)


def post_waiting(
    given: Settings,
    year: int,
    session: str,
    compose: Compose,
    limit: int = 50,
    which: ledger.Which = None,
) -> int:
    """Post one batch of what waits for a session; return how many mails were claimed.

    Args:
        session: its code; "" for letters about the year.
        which: only these letters.
        compose: makes the bytes of one mail; called before anything is recorded,
            so that a template at fault leaves nobody half-way.

    Raises:
        TemporaryProblem: the relay asks for a pause; what was not posted is queued again.
        MailServerAway, CertificateRefused, MailboxClosed: likewise queued again.
    """
    owner = _myself()
    with work() as db:
        claimed = ledger.claim(db, year, session, owner, limit, which)
    with _given_back(claimed) as unposted, mailbox(given.mail) as post:
        _post_each(given, claimed, unposted, compose, post)
    return len(claimed)


@contextmanager
def _given_back(claimed: list[Claimed]) -> Iterator[list[Claimed]]:
    """Whatever happens: what was claimed and not intended waits again."""
    unposted = list(claimed)
    try:
        yield unposted
    finally:
        if unposted:
            with work() as db:
                ledger.release(db, unposted)


def _post_each(
    given: Settings, claimed: list[Claimed], unposted: list[Claimed], compose: Compose, post: Post
) -> None:
    connection = secrets.token_hex(4)
    open_end: tuple[Claimed, Settlement] | None = None
    stop: str | None = None
    try:
        for mail in claimed:
            # The moment it was queued: then these are the bytes somebody could look at.
            raw = compose(mail, mail.queued_at)
            # Settling one mail and intending the next share a commit: half the waiting
            # for the disk.
            intended = _commit(open_end, mail, raw, connection)
            unposted.remove(mail)
            open_end = None
            if not intended:
                continue
            settlement, stop = _handed_over(given, mail, raw, post)
            open_end = (mail, settlement)
            if stop is not None:
                break
    finally:
        # Also where the next mail cannot be made: what became of this one is known.
        if open_end is not None:
            _commit(open_end)
    if stop is not None:
        raise TemporaryProblem(why=stop)


def _commit(
    open_end: tuple[Claimed, Settlement] | None,
    following: Claimed | None = None,
    raw: bytes = b"",
    connection: str = "",
) -> bool:
    with work() as db:
        if open_end is not None:
            ledger.settle(db, *open_end)
        if following is None:
            return False
        return ledger.intend(db, following, hashlib.sha256(raw).hexdigest(), connection)


def _handed_over(
    given: Settings, mail: Claimed, raw: bytes, post: Post
) -> tuple[Settlement, str | None]:
    """Post one mail; return what became of it, and why to stop where that is needed."""
    bounces_to = given.mail.bounce_address or given.mail.from_address
    try:
        envelope = envelope_sender(bounces_to, mail.id, given.secret_bytes())
        answer = post(Outgoing(raw, envelope, mail.address))
    except (CoachingError, ValueError) as problem:  # nothing was sent
        _commit((mail, Settlement(MailState.QUEUED, "not-sent", text=type(problem).__name__)))
        raise
    return _settlement(mail, answer)


def _settlement(mail: Claimed, answer: Answer) -> tuple[Settlement, str | None]:
    outcome = answer.outcome.value
    if answer.outcome is Outcome.SENT:
        return Settlement(MailState.SENT, outcome, answer.code, answer.text), None
    if answer.outcome is Outcome.IN_DOUBT:
        return Settlement(MailState.IN_DOUBT, outcome, answer.code, answer.text), None
    if answer.outcome is Outcome.NOT_SENT or answer.code is None:
        again = timedelta(seconds=5 if mail.attempts + 1 < MOST_CUTS else 300)
        return Settlement(MailState.QUEUED, outcome, answer.code, answer.text, again), None
    waited = (datetime.now(UTC) - mail.queued_at).total_seconds()
    verdict = classify(answer.code, answer.text, attempt=mail.attempts + 1, waited=waited)
    if verdict.action in (Action.FAIL, Action.FAIL_AND_SUPPRESS):
        suppress = verdict.action is Action.FAIL_AND_SUPPRESS
        failed = Settlement(MailState.FAILED, outcome, answer.code, answer.text, suppress=suppress)
        return failed, None
    again = timedelta(seconds=verdict.delay or 0)
    queued = Settlement(MailState.QUEUED, outcome, answer.code, answer.text, again)
    return queued, answer.text if verdict.action in STOPS else None


def _myself() -> str:
    """Name this worker so that another one on this machine can tell whether it lives."""
    pid = os.getpid()
    return f"{socket.gethostname()}:{pid}:{_started(pid)}:{secrets.token_hex(2)}"


def _is_gone(owner: str) -> bool:
    host, pid, started, _ = owner.rsplit(":", 3)
    if host != socket.gethostname() or not PROCESSES.is_dir():
        return False  # another machine's worker: its lease runs out by itself
    return _started(int(pid)) != started


def _started(pid: int) -> str:
    """Return when a process started, in ticks since boot; "" where there is none."""
    try:
        # From field 3 on; the name in field 2 may hold blanks and brackets.
        fields = (PROCESSES / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    # One that was killed stays listed until its parent asks for it.
    return "" if fields[0] in ("Z", "X") else fields[19]
