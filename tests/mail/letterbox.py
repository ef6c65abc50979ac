"""A letter to send, settings to send it with, and servers that do not behave."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from coaching.mail.catcher import Catcher
from coaching.mail.catcher_manners import Deed, Manner, Stage
from coaching.mail.messages import Letter, Mailbox, assemble
from coaching.mail.senders import Outgoing
from coaching.settings import MailSettings

USER, PASSWORD = "apikey", "rahasia"
LONG_NAME = "Drs. H. Raden Mas Tumenggung Soerjo Ningrat Koesoemo Diningrat, S.H., M.Hum., Ph.D."


Start = Callable[..., Catcher]


def a_letter(number: int = 0, subject: str = "Undangan Pembinaan ASN") -> bytes:
    return assemble(
        Letter(subject, "Yth. Bapak/Ibu", "<p>Yth. Bapak/Ibu</p>"),
        sender=Mailbox("BKPSDM Kota Contoh", "bkpsdm@kotacontoh.example"),
        reply_to="balasan@kotacontoh.example",
        recipient=Mailbox("Sari Wulandari", f"sari{number}@dinkes.example"),
        message_id=f"<invitation.{number}.0@kotacontoh.example>",
        date=datetime(2025, 2, 27, 9, tzinfo=UTC),
    )


def outgoing(number: int = 0, **changes: object) -> Outgoing:
    fields = {
        "raw": a_letter(number),
        "mail_from": f"bkpsdm+{number}-abcdefgh@kotacontoh.example",
        "rcpt_to": f"sari{number}@dinkes.example",
    }
    return Outgoing(**(fields | changes))


def once(stage: Stage, deed: Deed) -> Manner:
    """Behave so the first time, and politely ever after."""
    waiting = [deed]

    def manner(at: Stage, address: str) -> Deed | None:
        return waiting.pop() if at is stage and waiting else None

    return manner


def settings_for(catcher: Catcher, **changes: object) -> MailSettings:
    fields = {
        "host": "localhost",
        "port": catcher.port,
        "security": catcher.security,
        "ca_file": catcher.ca_file,
        "user": catcher.user,
        "password": catcher.password,
        "from_address": "bkpsdm@kotacontoh.example",
        "timeout_seconds": 60,
    }
    return MailSettings.model_validate(fields | changes)


@contextmanager
def scripted_server(answers: dict[str, str], banner: str = "220 hi") -> Iterator[tuple[int, list]]:
    """Speak SMTP by a list, without TLS: for servers no catcher would play."""
    heard: list[str] = []
    server = socket.create_server(("127.0.0.1", 0))

    def talk() -> None:
        try:
            line, _ = server.accept()
        except OSError:
            return
        with line, line.makefile("rwb") as file:
            file.write(f"{banner}\r\n".encode())
            file.flush()
            while command := file.readline().decode().strip():
                heard.append(command)
                word = command.split(" ")[0].upper()
                file.write(f"{answers.get(word, '250 OK')}\r\n".encode())
                file.flush()

    thread = threading.Thread(target=talk, daemon=True)
    thread.start()
    try:
        yield server.getsockname()[1], heard
    finally:
        server.close()
        thread.join(5)
