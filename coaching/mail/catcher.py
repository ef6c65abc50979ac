"""A mail server of our own on this machine: takes every mail and keeps it as a file.

For the demo and the tests: STARTTLS with a certificate of its own authority,
then a login, as a city's relay has it. What it took stands in an append-only
log, written through to the disk before the sender hears "250".
"""

import asyncio
import hmac
import logging
import ssl
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from coaching.mail.catcher_manners import Deed, Manner, Stage, polite
from coaching.mail.catcher_store import Store

LONGEST_LINE = 1001  # with a doubled dot and CRLF; RFC 5321, section 4.5.3.1.6
PATIENCE = 10.0  # seconds a start or a stop may take


class Catcher:
    """The server, running while a `with` block lasts.

    Args:
        folder: where mails lie, each as `NNNN-<hash>.eml`, exactly the bytes that came.
        log: one line of JSON per mail; the authority's certificate lies beside it.
        user, password: of the login; user None: none is wanted.
        names: what the certificate is for.
        security: STARTTLS, or TLS from the start.
        pipelining: several commands may come at once (RFC 2920).
        manner: how to behave otherwise, for tests.
    """

    def __init__(
        self,
        *,
        folder: Path,
        log: Path,
        user: str | None,
        password: str = "",
        names: tuple[str, ...] = ("localhost", "127.0.0.1"),
        security: Literal["starttls", "tls"] = "starttls",
        pipelining: bool = True,
        manner: Manner = polite,
    ) -> None:
        self.store, self.pipelining = Store(folder, log), pipelining
        self.user, self.password = user, password
        self.names, self.security, self.manner = names, security, manner
        self.ca_file = log.with_name(f"{log.stem}-authority.pem")
        self.port = 0
        self.connections = 0
        self.login_attempts = 0
        self._lines: list[_Line] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop = asyncio.Event()
        self._ready = threading.Event()
        self._problem: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="catcher", daemon=True)

    def count(self) -> int:
        """Return how many mails were accepted, in this run and those before it."""
        return self.store.count()

    @property
    def is_quiet(self) -> bool:
        """Whether nobody is connected: what was going to be accepted is."""
        return not self._lines

    def __enter__(self) -> Self:
        """Start; `port` and `ca_file` are known afterwards."""
        # It warns of its own deprecated calls at every login.
        logging.getLogger("mail.log").setLevel(logging.ERROR)
        self._tls = self._certificate()
        self._thread.start()
        if not self._ready.wait(PATIENCE) or self._problem is not None:
            raise RuntimeError("the catcher did not start") from self._problem
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop; lines still open are cut."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(PATIENCE)

    def authenticate(
        self, line: SMTP, session: Session, envelope: Envelope, mechanism: str, said: Any
    ) -> AuthResult:
        """Let in who knows user and password, in a time that does not tell how nearly."""
        self.login_attempts += 1
        known = f"{self.user}\0{self.password}".encode()
        given = said.login + b"\0" + said.password if isinstance(said, LoginPassword) else b""
        return AuthResult(success=hmac.compare_digest(given, known), handled=False)

    def _certificate(self) -> ssl.SSLContext:
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(self.ca_file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*self.names).configure_cert(context)
        return context

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as problem:  # told by the thread that waits for the start
            self._problem = problem
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        server = await self._loop.create_server(
            lambda: _Line(self, self._lines),
            "127.0.0.1",
            self.port,
            ssl=self._tls if self.security == "tls" else None,
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        while self._lines:
            self._lines[0].cut()
            await asyncio.sleep(0.001)
        await server.wait_closed()


class _Line(SMTP):
    """One connection; `lines` are all that are open."""

    # Also how much is read at a time: with the longest line of a mail as limit
    # the sender is stopped and started for every second line.
    line_length_limit = 2**16

    def __init__(self, catcher: Catcher, lines: "list[_Line]") -> None:
        starttls = catcher.security == "starttls"
        self.lines, self.catcher = lines, catcher
        super().__init__(
            _Dialogue(catcher),
            hostname="localhost",
            ident="catcher",
            tls_context=catcher._tls if starttls else None,
            require_starttls=starttls,
            auth_required=catcher.user is not None,
            authenticator=catcher.authenticate,
            loop=asyncio.get_running_loop(),
        )
        self.line_length_limit = LONGEST_LINE
        self._auth_require_tls = starttls  # else the whole line is encrypted already

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count the connection, once, and keep it among the open ones."""
        if self not in self.lines:  # called again once STARTTLS is through
            self.catcher.connections += 1
            self.lines.append(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Take the connection from the open ones, however it ended."""
        if self in self.lines:
            self.lines.remove(self)
        super().connection_lost(error)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 (aiosmtpd's name)
        """Take the content, or do as told at `Stage.DATA`; a cut comes after its first byte."""
        # Commands that came at once may announce a letter nobody is to get: that is refused.
        told = self.envelope is not None and bool(self.envelope.rcpt_tos)
        deed = self.catcher.manner(Stage.DATA, "") if told else None
        if deed is not None and deed.cut:
            await self.push("354 Go on")
            await self._reader.read(1)
        answer = await self.done(deed)
        await (super().smtp_DATA(arg) if answer is None else self.push(answer))

    async def done(self, deed: Deed | None) -> str | None:
        """Do as told; return what to answer, None where nothing was said about it."""
        if deed is None:
            return None
        await asyncio.sleep(deed.delay)
        if deed.cut:
            self.cut()
            await asyncio.Event().wait()  # until the loss of the line cancels this
        return deed.reply

    def cut(self) -> None:
        """Hang up without a word."""
        for transport in (self.transport, self._original_transport):
            if isinstance(transport, asyncio.WriteTransport):
                transport.abort()


class _Dialogue:
    """What the catcher answers; the names `handle_...` are aiosmtpd's."""

    def __init__(self, catcher: Catcher) -> None:
        self.catcher = catcher

    async def handle_EHLO(  # noqa: N802
        self, line: _Line, session: Session, envelope: Envelope, name: str, answers: list[str]
    ) -> list[str]:
        """Note who greets; return what is offered."""
        session.host_name = name
        offers = ["250-PIPELINING"] if self.catcher.pipelining else []
        return [*answers[:-1], *offers, answers[-1]]

    async def handle_MAIL(  # noqa: N802
        self, line: _Line, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Note the sender, or return the refusal told at `Stage.MAIL`."""
        refusal = await line.done(self.catcher.manner(Stage.MAIL, address))
        if refusal is not None:
            return refusal
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802
        self, line: _Line, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Note a recipient, or return the refusal told at `Stage.RCPT`."""
        refusal = await line.done(self.catcher.manner(Stage.RCPT, address))
        if refusal is not None:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802
        self, line: _Line, session: Session, envelope: Envelope
    ) -> str:
        """Keep the mail and return what to answer.

        What is told at `Stage.CONTENT` comes before it is kept, at `Stage.KEPT` after.
        """
        recipient = envelope.rcpt_tos[0]
        refusal = await line.done(self.catcher.manner(Stage.CONTENT, recipient))
        if refusal is not None:
            return refusal
        content = bytes(envelope.original_content or b"")
        self.catcher.store.keep(envelope.mail_from, envelope.rcpt_tos, content)
        return await line.done(self.catcher.manner(Stage.KEPT, recipient)) or "250 2.0.0 Kept"
