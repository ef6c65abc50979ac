"""Say how mails are understood, and why; nothing is recorded."""

import argparse
import json
from pathlib import Path

from coaching.errors import MailFileUnreadable
from coaching.mail.mail_parts import LARGEST
from coaching.mail.replies import Understood, understand
from coaching.rendering.mail_reasons import reasons
from coaching.rendering.words import say
from coaching.settings import settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", nargs="+", type=Path, help="a mail as a file (.eml)")
    parser.add_argument("--json", action="store_true", help="one object per line and file")


def run(given: argparse.Namespace) -> int:
    """Print one line per file; the files that cannot be read are told at the end.

    Raises:
        MailFileUnreadable: for the first of those.
    """
    problem: MailFileUnreadable | None = None
    for file in given.file:
        try:
            with file.open("rb") as mail:
                understood = understand(mail.read(LARGEST + 1))
        except OSError as why:
            problem = problem or MailFileUnreadable(file=str(file), why=why.strerror or str(why))
        else:
            print(_as_json(file, understood) if given.json else _as_words(file, understood))
    if problem is not None:
        raise problem
    return 0


def _facts(file: Path, understood: Understood) -> dict[str, str | None]:
    return {
        "file": str(file),
        "kind": understood.kind.value,
        "answer": understood.answer.value if understood.answer else None,
        "recipient": understood.recipient,
        "status": understood.status,
        "reason": reasons(understood.reason, settings().language),
    }


def _as_json(file: Path, understood: Understood) -> str:
    facts = {**_facts(file, understood), "delegate": understood.delegate_name}
    # A file's name may hold bytes that are no letters: JSON can write them, a terminal cannot.
    line = json.dumps(facts, ensure_ascii=False)
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def _as_words(file: Path, understood: Understood) -> str:
    facts = {name: value or "-" for name, value in _facts(file, understood).items()}
    line = say("replies.explained", settings().language, **facts)
    return line.encode("utf-8", "backslashreplace").decode("utf-8")
