"""Those whose speed is compared: each sends personal mails of the same size to the same sink."""

import gc
import resource
import ssl
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path

import yagmail
from invited import SESSION, YEAR, given, prepared
from mailmerge import SendmailClient, TemplateMessage

from coaching.database import ledger
from coaching.database.work import engine, reading
from coaching.mail import letters
from coaching.mail.posting import post_all

USER, PASSWORD = "apikey", "rahasia"
NAME = "Sari 0 Wulandari, S.E., M.Si."


@dataclass(frozen=True)
class Spent:
    """What sending cost: seconds of this process, seconds by the clock, MB at most."""

    cpu: float
    wall: float
    memory: float


def ours(folder: Path, port: int, ca_file: Path, count: int, connections: int) -> Spent:
    """Send by the product: letters from templates, ledger on, verified TLS."""
    programme = prepared(folder, count)
    told = given(folder, port, ca_file, connections=connections)
    compose = letters.writer(told, YEAR, SESSION, programme)

    def send() -> None:
        post_all(told, YEAR, SESSION, compose)

    spent = _spent(send)
    engine().dispose()
    return spent


def an_invitation(folder: Path, port: int, ca_file: Path) -> tuple[str, bytes, int]:
    """Return the HTML of one of our invitations, a file to attach, and the size of the whole."""
    programme = prepared(folder, 1)
    told = given(folder, port, ca_file)
    with reading() as db:
        [waiting] = ledger.waiting(db, YEAR, SESSION)
    compose = letters.writer(told, YEAR, SESSION, programme)
    raw = compose(waiting, waiting.queued_at)
    html = next(p for p in message_from_bytes(raw).walk() if p.get_content_type() == "text/html")
    text = html.get_payload(decode=True).decode()  # type: ignore[union-attr]
    room = len(raw) - 4 * len(text) // 3 - 1000
    return text, bytes(range(256)) * (room * 3 // 4 // 256), len(raw)


def by_mailmerge(folder: Path, port: int, ca_file: Path, count: int, _: int) -> Spent:
    """Send with mailmerge 2.3 as its own command does: one template, one send per person."""
    html, content, _size = an_invitation(folder, port, ca_file)
    (folder / "letter.pdf").write_bytes(content)
    template = folder / "template.txt"
    body = "{% raw %}" + html.replace(NAME, "{% endraw %}{{ name }}{% raw %}") + "{% endraw %}"
    template.write_text(
        "TO: {{ email }}\nSUBJECT: Undangan Pembinaan ASN\nFROM: bkpsdm@kotacontoh.example\n"
        f"ATTACHMENT: letter.pdf\nContent-Type: text/html\n\n{body}\n"
    )
    server = folder / "server.conf"
    server.write_text(
        f"[smtp_server]\nhost = localhost\nport = {port}\nsecurity = STARTTLS\nusername = {USER}\n"
    )
    message, client = TemplateMessage(template), SendmailClient(server)
    client.password = PASSWORD  # else it asks a terminal

    def send() -> None:
        for number in range(count):
            row = {"name": f"Sari {number} Wulandari", "email": f"sari{number}@opd.example"}
            client.sendmail(*message.render(row))

    return _spent(send)


def by_yagmail(folder: Path, port: int, ca_file: Path, count: int, _: int) -> Spent:
    """Send with stock yagmail in a loop, its slowest habit (premailer) off."""
    html, content, size = an_invitation(folder, port, ca_file)
    file = folder / "letter.pdf"
    tls = ssl.create_default_context(cafile=str(ca_file))
    client = yagmail.SMTP(
        user=USER + "@kotacontoh.example", password=PASSWORD, host="localhost", port=port,
        smtp_ssl=False, smtp_starttls={"context": tls},
    )  # fmt: skip

    def send_one(number: int, *, only_look: bool = False) -> tuple[object, str]:
        return client.send(
            f"sari{number}@opd.example", "Undangan Pembinaan ASN",
            yagmail.raw(html.replace(NAME, f"Sari {number} Wulandari")),
            attachments=[str(file)], prettify_html=False, preview_only=only_look,
        )  # fmt: skip

    # It carries the HTML twice: with less attached, its mails are as long as ours.
    file.write_bytes(content)
    _, whole = send_one(0, only_look=True)
    file.write_bytes(content[: max(0, len(content) - (len(whole) - size) * 3 // 4)])

    def send() -> None:
        for number in range(count):
            send_one(number)

    return _spent(send)


SENDERS: dict[str, Callable[[Path, int, Path, int, int], Spent]] = {
    "ours": ours,
    "mailmerge": by_mailmerge,
    "yagmail": by_yagmail,
}


def measured(name: str, port: int, ca_file: str, count: int, connections: int) -> Spent:
    """Run one of them in this process, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return SENDERS[name](Path(folder), port, Path(ca_file), count, connections)


def _spent(send: Callable[[], None]) -> Spent:
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    send()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    # Linux counts in kilobytes.
    return Spent(cpu, wall, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
