"""Reading the mailbox: every mail once, each in its place; nothing stops it and nothing is lost."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field, replace

from coaching.database import answers, ours, returns
from coaching.database.answers import Known, ReadMail
from coaching.database.ours import Ours
from coaching.database.work import Db
from coaching.mail.addresses import mask_addresses
from coaching.mail.placing import Placed, Severity, answer_of, as_meant, given_at, place
from coaching.mail.replies import Kind, Understood, understand

BODY = re.compile(rb"\r?\n\r?\n")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL takes no NUL, no database half a letter


@dataclass
class Collector:
    """Puts mails into their place; knows what was read before, also by itself.

    Args:
        archive: who gets a copy of each letter, in small letters.
    """

    secret: bytes
    known: Known
    ours: Ours
    archive: str | None = None
    count: Counter[str] = field(default_factory=Counter)

    def is_new(self, raw: bytes) -> bool:
        """Say whether these bytes were never read before."""
        return _digest(raw) not in self.known.whole

    def take(self, db: Db, raw: bytes) -> bool:
        """Record a mail that was not read before; return whether a person has to look at it.

        Counts `mails`, and of them `answers`, `bounces` and those `waiting` for a person.
        """
        mail = self._read(raw) if self.is_new(raw) else None
        if mail is None:
            return False
        try:
            with db.begin_nested():
                _record(db, mail)
        except Exception as problem:  # whatever a mail brings, the next one is read
            mail = _unreadable(mail.sha256, type(problem).__name__)
            _record(db, mail)
        self.known.bodies[mail.message_id] = mail.body_sha256
        self.known.whole.add(mail.sha256)
        self.count.update(
            mails=1, answers=mail.answer is not None, waiting=mail.waits,
            bounces=mail.severity is not None,
        )  # fmt: skip
        return mail.waits

    def _read(self, raw: bytes) -> ReadMail | None:
        """Return how a mail is understood; None where it came before on another way."""
        understood, meant = as_meant(understand(raw, self.archive), self.ours, self.secret)
        digest, body = _digest(raw), _body_digest(raw)
        # A mail without a Message-ID is known by its content.
        name = _storable(understood.message_id or f"sha256:{digest}")[:400]
        placed = place(understood, self.ours, self.secret, meant)
        is_of_archive = self.archive is not None and understood.recipient == self.archive
        if placed.severity is not None and is_of_archive:
            placed = replace(placed, severity=None, why="archive-copy")
        if name in self.known.bodies:
            if self.known.bodies[name] in (None, body):
                return None
            name = f"{name} sha256:{digest}"
            placed = replace(placed, why="same-message-id")
        return _as_read(understood, placed, name, digest, body)


def collector(db: Db, secret: bytes, archive: str | None = None) -> Collector:
    """Return what puts mails into their place, with what is known at this moment."""
    known, mails = answers.known_mails(db), ours.ours(db)
    return Collector(secret, known, mails, archive.lower() if archive else None)


def _record(db: Db, mail: ReadMail) -> None:
    answers.record(db, mail)
    if mail.about_mail_id is None:
        return
    if mail.kind == Kind.COMPLAINT:
        returns.complained(db, mail.about_mail_id)
    if mail.severity is not None:
        is_hard = mail.severity == Severity.HARD
        returned = returns.Returned(mail.about_mail_id, mail.status, mail.reason, is_hard)
        returns.returned(db, returned)


def _as_read(mail: Understood, placed: Placed, name: str, digest: str, body: str) -> ReadMail:
    answer, delegate = answer_of(mail, placed)
    why = [mail.reason, placed.why, placed.note, mask_addresses(mail.diagnostic)]
    return ReadMail(
        message_id=name,
        sha256=digest,
        body_sha256=body,
        kind=mail.kind.value,
        reason=_storable("; ".join(one for one in why if one)),
        invitation_id=placed.invitation,
        about_mail_id=placed.about,
        answer=answer,
        delegate=_storable(delegate) if delegate else None,
        sequence=min(placed.sequence, 2**31 - 1),
        given_at=given_at(mail),
        status=mail.status,
        severity=placed.severity.value if placed.severity else None,
        waits=bool(placed.why),
    )


def _unreadable(digest: str, why: str) -> ReadMail:
    name = f"sha256:{digest}"
    return ReadMail(name, digest, "", Kind.UNKNOWN.value, f"unrecordable: {why}", waits=True)


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _body_digest(raw: bytes) -> str:
    found = BODY.search(raw)
    body = raw[found.end() :] if found else raw
    return hashlib.sha256(b"\n".join(body.split())).hexdigest()


def _storable(text: str) -> str:
    return UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
