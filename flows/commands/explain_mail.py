"""Say how mails are understood, and why; nothing is recorded."""

import argparse
import json
from pathlib import Path

from coaching.errors import MailFileUnreadable
from coaching.mail.mail_parts import mail_from
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
                understood = understand(mail_from(mail))
        except OSError as why:
            problem = problem or MailFileUnreadable(file=str(file), why=why.strerror or str(why))
        else:
            line = _as_json(file, understood) if given.json else _as_words(file, understood)
            # A file's name may hold bytes that are no letters, which a terminal cannot write.
            print(line.encode("utf-8", "backslashreplace").decode("utf-8"))
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
    return json.dumps(facts, ensure_ascii=False)


def _as_words(file: Path, understood: Understood) -> str:
    facts = {name: value or "-" for name, value in _facts(file, understood).items()}
    return say("replies.explained", settings().language, **facts)
