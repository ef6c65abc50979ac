"""A mail server that takes everything and keeps nothing: the same for all that are measured.

A process of its own, so that its work is not counted as anybody's. STARTTLS
and AUTH PLAIN are offered, as a city's relay wants them; nothing is checked.
"""

import asyncio
import multiprocessing
import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

import trustme

END = b"\r\n.\r\n"


@dataclass(frozen=True)
class Sink:
    """Where it listens, whom to trust, and how many mails and bytes it took."""

    port: int
    ca_file: Path
    mails: "Synchronized[int]"
    bytes: "Synchronized[int]"


@contextmanager
def sink(folder: Path, *, round_trip: float = 0.0) -> Iterator[Sink]:
    """Run a sink.

    Args:
        folder: for the certificate of its authority.
        round_trip: seconds each answer takes; that of TLS itself is not simulated.
    """
    context = multiprocessing.get_context("spawn")
    mails, size = context.Value("l", 0), context.Value("l", 0)
    ours, theirs = context.Pipe()
    ca_file = folder / "authority.pem"
    process = context.Process(target=_run, args=(theirs, ca_file, round_trip, mails, size))
    process.start()
    try:
        yield Sink(ours.recv(), ca_file, mails, size)
    finally:
        process.kill()
        process.join()


def _run(pipe: object, ca_file: Path, round_trip: float, mails: object, size: object) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(ca_file))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(tls)

    async def serve() -> None:
        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                await _dialogue(reader, writer, tls, round_trip, mails, size)
            except (ConnectionError, ssl.SSLError):
                pass
            finally:
                writer.transport.abort()

        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        pipe.send(server.sockets[0].getsockname()[1])  # type: ignore[attr-defined]
        await server.serve_forever()

    sys.stderr = open("/dev/null", "w")  # noqa: PTH123, SIM115 (asyncio tells of lines that were cut)
    asyncio.run(serve())


OFFERED = (
    b"250-sink\r\n250-STARTTLS\r\n250-AUTH PLAIN\r\n250-PIPELINING\r\n250-SIZE\r\n250 8BITMIME\r\n"
)


async def _dialogue(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, tls: ssl.SSLContext,
    round_trip: float, mails: object, size: object,
) -> None:  # fmt: skip
    waiting = bytearray()
    is_late = True  # the way there and back is long once for all that came together

    async def hear(end: bytes) -> bytes:
        nonlocal is_late
        is_late = end not in waiting
        while (found := waiting.find(end)) < 0:
            more = await reader.read(2**16)
            if not more:
                raise ConnectionError("hung up")
            waiting.extend(more)
        heard = bytes(waiting[: found + len(end)])
        del waiting[: found + len(end)]
        return heard

    async def say(text: bytes) -> None:
        if round_trip and is_late:
            await asyncio.sleep(round_trip)
        writer.write(text)

    await say(b"220 sink ESMTP\r\n")
    while line := await hear(b"\r\n"):
        word = line[:4].upper()
        if word == b"EHLO":
            await say(OFFERED)
        elif word == b"STAR":
            await say(b"220 go on\r\n")
            await writer.start_tls(tls)
        elif word == b"AUTH":
            await say(b"235 welcome\r\n")
        elif word == b"DATA":
            await say(b"354 go on\r\n")
            content = await hear(END)
            mails.value += 1  # type: ignore[attr-defined]
            size.value += len(content)  # type: ignore[attr-defined]
            await say(b"250 2.0.0 taken\r\n")
        elif word == b"QUIT":
            await say(b"221 bye\r\n")
            return
        else:
            await say(b"250 ok\r\n")
