"""The mailbox letters leave from: yagmail, taught to say exactly what became of each letter.

Three of its methods are replaced (`login`, `prepare_send`, `_attempt_send`),
every letter still leaves through its `send()`. Its own versions connect anew
for each letter, check no certificate, and after a cut line send again what the
server may have taken already.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from smtplib import SMTPException
from typing import Any, Protocol

import yagmail

from coaching.mail.answers import Scope, enhanced_code, rule_for
from coaching.mail.connection import Connection, as_text, drop, hang_up, open_connection
from coaching.mail.envelope import hand_over
from coaching.mail.headers import checked_path
from coaching.settings import MailSettings

CLOSING = 421  # the server says it hangs up


class Outcome(StrEnum):
    """What became of one letter."""

    SENT = "sent"  # the relay took it
    TEMPORARY = "temporary"
    REFUSED = "refused"
    NOT_SENT = "not-sent"  # the line was cut before the letter went over it
    IN_DOUBT = "in-doubt"  # cut after that: the relay may have it


@dataclass(frozen=True)
class Outgoing:
    """Finished bytes and the envelope they travel in; `journal` gets a copy as evidence."""

    raw: bytes
    mail_from: str
    rcpt_to: str
    journal: str | None = None


@dataclass(frozen=True)
class Answer:
    """What the relay said; addresses in `text` are masked."""

    outcome: Outcome
    code: int | None
    enhanced: str | None
    text: str
    scope: Scope
    journal_refused: bool = False


class Post(Protocol):
    """Something that posts letters one by one."""

    def __call__(self, outgoing: Outgoing) -> Answer:
        """Post one letter, once, and say what became of it.

        Raises:
            ValueError: the envelope or the bytes could do harm; nothing was sent.
            MailServerAway, CertificateRefused, MailboxClosed: no connection;
                this letter was not sent.
        """


@contextmanager
def mailbox(mail: MailSettings) -> Iterator[Post]:
    """Give a function that posts letters over one connection, opened by the first of them.

    It belongs to the thread that opened it.
    """
    client = BatchClient(mail)
    thread = threading.get_ident()

    def post(outgoing: Outgoing) -> Answer:
        """Post as `Post` says, from the thread that opened the mailbox alone.

        Raises:
            RuntimeError: another thread posts; nothing was sent.
        """
        if threading.get_ident() != thread:
            raise RuntimeError("a mailbox belongs to the thread that opened it")
        answer: Answer = client.send(contents=_checked(outgoing))
        return answer

    try:
        yield post
    finally:
        client.close()


class BatchClient(yagmail.Client):  # type: ignore[misc]
    """A yagmail client that keeps its connection and sends finished bytes exactly once."""

    smtp: Connection | None

    def __init__(self, mail: MailSettings) -> None:
        with _yagmails_log_untouched():
            super().__init__(
                user=mail.from_address,
                password="",  # ours is given at login; with None it would ask for one
                host=mail.host,
                port=mail.port,
                smtp_ssl=mail.security == "tls",
                soft_email_validation=False,
            )
        self.is_closed = True  # nothing to hang up yet
        self.mail = mail
        self.carried = 0  # letters tried over this connection

    def login(self) -> None:
        """Connect where there is no connection, or the one there is has carried enough."""
        if self.smtp is not None and self.carried >= self.mail.per_connection:
            self.close()
        if self.smtp is None:
            self.smtp, self.carried = open_connection(self.connection, self.mail), 0

    def prepare_send(
        self, to: Any = None, subject: Any = None, contents: Any = None, *rest: Any, **more: Any
    ) -> tuple[list[str], Outgoing]:
        """Pass finished bytes on; this client makes none itself."""
        if not isinstance(contents, Outgoing):
            raise TypeError("this client sends finished mails only")
        return [contents.rcpt_to], contents

    def _attempt_send(self, recipients: list[str], outgoing: Outgoing) -> Answer:
        if self.smtp is None:
            raise RuntimeError("not connected")
        self.carried += 1
        answer = _transaction(self.smtp, outgoing)
        cut = answer.outcome in (Outcome.NOT_SENT, Outcome.IN_DOUBT)
        if cut or answer.code == CLOSING or not _cleared(self.smtp, answer):
            # A late answer would be taken for that to the next letter.
            drop(self.smtp)
            self.smtp = None
        return answer

    def close(self) -> None:
        """Say goodbye; a server that does not answer is left alone."""
        connection, self.smtp, self.is_closed = self.smtp, None, True
        if connection is not None:
            hang_up(connection)


@contextmanager
def _yagmails_log_untouched() -> Iterator[None]:
    """Keep yagmail from replacing the handlers of its logger with each client."""
    logger = logging.getLogger("yagmail.log")
    level, handlers = logger.level, logger.handlers
    try:
        yield
    finally:
        logger.handlers = handlers
        logger.setLevel(level)


def _transaction(smtp: Connection, outgoing: Outgoing) -> Answer:
    try:
        envelope = hand_over(
            smtp, outgoing.mail_from, outgoing.rcpt_to, outgoing.journal, len(outgoing.raw)
        )
    except (SMTPException, OSError) as problem:
        return _cut(Outcome.NOT_SENT, problem)
    if envelope.refusal is not None:
        return _answered(*envelope.refusal)
    return replace(_content(smtp, outgoing.raw), journal_refused=envelope.journal_refused)


def _content(smtp: Connection, raw: bytes) -> Answer:
    try:
        smtp.send(_with_end(raw))
        code, text = smtp.getreply()
    except (SMTPException, OSError) as problem:
        return _cut(Outcome.IN_DOUBT, problem)
    return _answered(code, text, otherwise=Outcome.IN_DOUBT)


def _with_end(raw: bytes) -> bytes:
    """Double the dots that begin a line and add the one that ends the mail (RFC 5321, 4.5.2)."""
    dotted = raw.replace(b"\r\n.", b"\r\n..") if b"\r\n." in raw else raw
    first = b"." if raw.startswith(b".") else b""
    return first + dotted + (b"" if raw.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def _answered(code: int, text: bytes, *, otherwise: Outcome = Outcome.NOT_SENT) -> Answer:
    said = as_text(text)
    enhanced = enhanced_code(said)
    if 200 <= code < 300:
        return Answer(Outcome.SENT, code, enhanced, said, Scope.MESSAGE)
    if not 400 <= code < 600:  # no answer to what we said
        return Answer(otherwise, code, enhanced, said, Scope.MESSAGE)
    outcome = Outcome.TEMPORARY if code < 500 else Outcome.REFUSED
    return Answer(outcome, code, enhanced, said, rule_for(code, said).scope)


def _cut(outcome: Outcome, problem: Exception) -> Answer:
    return Answer(outcome, None, None, as_text(str(problem)), Scope.MESSAGE)


def _cleared(smtp: Connection, answer: Answer) -> bool:
    """Take a refused letter's envelope back, so that the next one starts afresh."""
    if answer.outcome == Outcome.SENT:
        return True
    try:
        code, _ = smtp.rset()
    except (SMTPException, OSError):
        return False
    return 200 <= code < 300


def _checked(outgoing: Outgoing) -> Outgoing:
    for address in (outgoing.mail_from, outgoing.rcpt_to, outgoing.journal):
        if address is not None:
            checked_path(address)
    # A lone CR or LF can end a mail early for one server and not for the next.
    raw = outgoing.raw
    if not raw.count(b"\r\n") == raw.count(b"\n") == raw.count(b"\r"):
        raise ValueError("the lines of a mail end with CRLF")
    return outgoing
