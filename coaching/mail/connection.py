"""A line to the mail server: encrypted, its certificate checked, logged in, or not there at all."""

import contextlib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from smtplib import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPNotSupportedError,
    SMTPResponseException,
)
from typing import Protocol

from coaching.errors import CertificateRefused, MailboxClosed, MailServerAway
from coaching.mail.addresses import mask_addresses
from coaching.settings import MailSettings

Reply = tuple[int, bytes]
LONGEST_TEXT = 500


class Connection(Protocol):
    """What we use of an SMTP connection of the standard library, which yagmail brings."""

    sock: socket.socket | None

    def starttls(self, *, context: ssl.SSLContext) -> Reply: ...  # noqa: D102
    def ehlo_or_helo_if_needed(self) -> None: ...  # noqa: D102
    def has_extn(self, opt: str) -> bool: ...  # noqa: D102
    def login(self, user: str, password: str) -> Reply: ...  # noqa: D102
    def rset(self) -> Reply: ...  # noqa: D102
    def docmd(self, cmd: str) -> Reply: ...  # noqa: D102
    def send(self, s: bytes) -> None: ...  # noqa: D102
    def getreply(self) -> Reply: ...  # noqa: D102
    def quit(self) -> Reply: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102


def open_connection(kind: Callable[..., Connection], mail: MailSettings) -> Connection:
    """Return a connection that is ready for a letter.

    Args:
        kind: the class to connect with: one that encrypts from the start where
            `mail.security` is "tls", else one that can be told to.
        mail: where to, and as whom.

    Raises:
        MailServerAway: nobody answers, not in time, or only "later".
        CertificateRefused: the server cannot encrypt or show who it is; no
            credentials were given to it.
        MailboxClosed: it does not let us in.
    """
    with _told_apart(mail):
        tls = _verifying(mail)
        at_once = {"context": tls} if mail.security == "tls" else {}
        connection = kind(
            mail.host,
            mail.port,
            local_hostname=mail.hello_name,
            timeout=mail.timeout_seconds,
            **at_once,
        )
        try:
            _introduce(connection, mail, tls)
        except BaseException:
            drop(connection)
            raise
    return connection


def hang_up(connection: Connection) -> None:
    """End a connection politely, if the server still answers."""
    with contextlib.suppress(SMTPException, OSError):
        connection.quit()
    drop(connection)


def drop(connection: Connection) -> None:
    """End a connection without a word."""
    with contextlib.suppress(OSError):
        connection.close()


def _verifying(mail: MailSettings) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(mail.ca_file) if mail.ca_file else None)


def _introduce(connection: Connection, mail: MailSettings, tls: ssl.SSLContext) -> None:
    if connection.sock is not None:
        # Else the last piece of each larger mail waits some 40 ms for an acknowledgement.
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if mail.security == "starttls":
        try:
            connection.starttls(context=tls)
        except SMTPNotSupportedError:
            raise CertificateRefused(host=mail.host, why="STARTTLS is not offered") from None
    connection.ehlo_or_helo_if_needed()
    if mail.user is not None:
        # Always passed on, even empty: yagmail would look for a missing one in
        # a keyring or ask a terminal.
        password = mail.password.get_secret_value() if mail.password else ""
        connection.login(mail.user, password)


@contextmanager
def _told_apart(mail: MailSettings) -> Iterator[None]:
    """Turn what can go wrong while connecting into our own problems.

    The order matters: a certificate error is an OSError, and so is every SMTPException.
    """
    try:
        yield
    except ssl.SSLError as problem:
        why = getattr(problem, "verify_message", "") or problem.reason or str(problem)
        raise CertificateRefused(host=mail.host, why=why) from None
    except SMTPNotSupportedError as problem:
        raise MailboxClosed(code=None, why=str(problem)) from None
    except SMTPAuthenticationError as problem:
        raise _refusal(mail, problem, hide=True) from None
    except SMTPResponseException as problem:
        raise _refusal(mail, problem) from None
    except OSError as problem:
        why = mask_addresses(str(problem)) or type(problem).__name__
        raise MailServerAway(host=mail.host, port=mail.port, why=why) from None


def _refusal(
    mail: MailSettings, problem: SMTPResponseException, *, hide: bool = False
) -> MailboxClosed | MailServerAway:
    text = as_text(problem.smtp_error)
    # Some servers repeat the login name in their answer.
    said = text.replace(mail.user, "***") if hide and mail.user else text
    if 500 <= problem.smtp_code < 600:
        return MailboxClosed(code=problem.smtp_code, why=said)
    return MailServerAway(host=mail.host, port=mail.port, why=f"{problem.smtp_code} {said}")


def as_text(said: bytes | str) -> str:
    """Return a server's words on one line, addresses masked."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return mask_addresses(" ".join(text.split())[:LONGEST_TEXT])
