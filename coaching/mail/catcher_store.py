"""What the catcher took: each mail as a file, each acceptance as a line of an append-only log."""

import hashlib
import json
import os
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from pathlib import Path


class Store:
    """The mails of one folder.

    Args:
        folder: where mails lie, each as `NNNN-<hash>.eml`, exactly the bytes that came.
        log: one line of JSON per mail: `message_id`, `mail_from`, `rcpt_to`, `moment`, `file`.
    """

    def __init__(self, folder: Path, log: Path) -> None:
        self.folder, self.log = folder, log
        folder.mkdir(parents=True, exist_ok=True)
        log.parent.mkdir(parents=True, exist_ok=True)
        self._number = self.count()

    def count(self) -> int:
        """Return how many mails were accepted, in this run and those before it."""
        return len(self.log.read_bytes().splitlines()) if self.log.exists() else 0

    def keep(self, mail_from: str | None, rcpt_to: list[str], content: bytes) -> None:
        """Write a mail and its line; it counts as accepted once the line is on the disk."""
        self._number += 1
        name = f"{self._number:04d}-{hashlib.sha256(content).hexdigest()[:12]}.eml"
        unfinished = self.folder / f".{name}.part"
        unfinished.write_bytes(content)
        unfinished.rename(self.folder / name)
        entry = {
            "message_id": BytesHeaderParser().parsebytes(content)["Message-ID"],
            "mail_from": mail_from,
            "rcpt_to": rcpt_to,
            "moment": datetime.now(UTC).isoformat(),
            "file": name,
        }
        self._append(json.dumps(entry, ensure_ascii=False).encode() + b"\n")

    def _append(self, line: bytes) -> None:
        file = os.open(self.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, line)
            os.fsync(file)
        finally:
            os.close(file)
