"""Posting what waits in the ledger: claimed, rendered, intended, posted once, settled."""

import hashlib
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from coaching.database import ledger, ledger_counts, paces, pauses
from coaching.database.ledger import Claimed, Settlement
from coaching.database.work import Db, batch_of_work, reading, work
from coaching.domain.invitations import MailState
from coaching.errors import CoachingError
from coaching.mail.senders import Outgoing, Post, mailbox
from coaching.mail.settling import objection, settlement_of
from coaching.mail.verp import envelope_sender
from coaching.settings import Settings

Compose = Callable[[Claimed, datetime], bytes]
BATCH = 50
PROCESSES = Path("/proc")


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
    limit: int = BATCH,
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
        RelayRefuses: a mail server refuses us, for reasons that a person must see to.
        MailServerAway, CertificateRefused, MailboxClosed: likewise queued again.
    """
    with mailbox(given.mail) as post:
        return _one_batch(given, year, session, compose, limit, which, post)


def post_all(
    given: Settings,
    year: int,
    session: str,
    compose: Compose,
    which: ledger.Which = None,
    *,
    moved: Callable[[], None] = lambda: None,
) -> None:
    """Post everything that waits, over as many connections as the settings allow.

    Args:
        moved: called now and then, from the thread that called this.

    Raises:
        TemporaryProblem, RelayRefuses: as `post_waiting`.
        MailServerAway, CertificateRefused, MailboxClosed: likewise.
    """
    with reading() as db:
        waiting = len(ledger.waiting(db, year, session, which))
    lines = max(1, min(given.mail.connections, waiting))
    share = min(BATCH, -(-waiting // lines)) or 1  # none claims what others could post meanwhile
    if lines == 1:
        while post_waiting(given, year, session, compose, share, which):
            moved()
        return
    with ThreadPoolExecutor(lines, "post") as threads:
        working = {
            threads.submit(_work_through, given, year, session, compose, share, which)
            for _ in range(lines)
        }
        while wait(working, timeout=1).not_done:
            moved()
    moved()
    for one in working:
        one.result()


def _work_through(
    given: Settings, year: int, session: str, compose: Compose, share: int, which: ledger.Which
) -> None:
    with mailbox(given.mail) as post:
        while _one_batch(given, year, session, compose, share, which, post):
            pass


def _one_batch(
    given: Settings,
    year: int,
    session: str,
    compose: Compose,
    limit: int,
    which: ledger.Which,
    post: Post,
) -> int:
    with work() as db:
        claimed = ledger.claim(db, year, session, _myself(), limit, which)
        had_to_wait = pauses.are_kept(db) or paces.are_kept(db)
    with _given_back(claimed) as unposted, batch_of_work() as db:
        _post_each(given, claimed, unposted, compose, post, db)
    if had_to_wait and claimed:
        with work() as db:
            pauses.forget_past(db, claimed)
            paces.speed_up(db, claimed)
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
    given: Settings,
    claimed: list[Claimed],
    unposted: list[Claimed],
    compose: Compose,
    post: Post,
    db: Db,
) -> None:
    connection = secrets.token_hex(4)
    open_end: tuple[Claimed, Settlement] | None = None
    problem: CoachingError | None = None
    try:
        for mail in claimed:
            # The moment it was queued: then these are the bytes somebody could look at.
            raw = compose(mail, mail.queued_at)
            # Settling one mail and intending the next share a commit: half the waiting
            # for the disk.
            intended = _commit(db, open_end, mail, raw, connection)
            unposted.remove(mail)
            open_end = None
            if intended:
                open_end = (mail, _handed_over(given, mail, raw, post, db))
                problem = problem or objection(open_end[1])
    finally:
        # Also where the next mail cannot be made: what became of this one is known.
        if open_end is not None:
            _commit(db, open_end)
    if problem is not None:
        raise problem


def _commit(
    db: Db,
    open_end: tuple[Claimed, Settlement] | None,
    following: Claimed | None = None,
    raw: bytes = b"",
    connection: str = "",
) -> bool:
    with db.begin():
        if open_end is not None:
            ledger.settle(db, *open_end)
        if following is None:
            return False
        return ledger.intend(db, following, hashlib.sha256(raw).hexdigest(), connection)


def _handed_over(given: Settings, mail: Claimed, raw: bytes, post: Post, db: Db) -> Settlement:
    """Post one mail; return what became of it."""
    bounces_to = given.mail.bounce_address or given.mail.from_address
    try:
        envelope = envelope_sender(bounces_to, mail.id, given.secret_bytes())
        answer = post(Outgoing(raw, envelope, mail.address, given.mail.journal_address))
    except (CoachingError, ValueError) as problem:  # nothing was sent
        _commit(db, (mail, Settlement(MailState.QUEUED, "not-sent", text=type(problem).__name__)))
        raise
    return settlement_of(mail, answer)


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
