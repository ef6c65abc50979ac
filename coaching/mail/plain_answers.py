"""Answers written by hand: HADIR, TIDAK HADIR or DIWAKILKAN and a name, alone on the first line.

A word inside a sentence is no answer: "Apakah Bapak hadir?" must not say yes.
"""

import re
from dataclasses import dataclass

from coaching.domain.invitations import Answer
from coaching.mail.mail_parts import address_in

WORDS = {"hadir": Answer.ACCEPTED, "tidak hadir": Answer.DECLINED}
DELEGATED = re.compile(r"diwakilkan\s*[:\-]?\s+(?:(?:oleh|kepada)\s*:?\s+)?(\S.*)", re.IGNORECASE)
# Around an answer these change nothing; a question mark does.
HARMLESS = " \t.,;:!*_\"'“”‘’`()[]-\N{EN DASH}\N{EM DASH}\N{ZERO WIDTH SPACE}\N{BOM}"
QUOTE_BEGINS = re.compile(
    r"^(>|-{2,}|_{5,}|-- ?$|(on|pada)\b.*(wrote|menulis):?$|(from|dari|sent|dikirim)\s*:)",
    re.IGNORECASE,
)
# A delegate's name holds none of these; a sentence might.
NOT_IN_A_NAME = re.compile(
    r"\?|\b(hadir|tidak|bisa|dapat|belum|bukan|akan|saya|kami|mungkin|atau|jika|apabila)\b",
    re.IGNORECASE,
)
LONGEST_NAME = 150
LONGEST_LINE = 500


@dataclass(frozen=True)
class PlainAnswer:
    """An answer, and for a delegation who comes instead."""

    answer: Answer
    delegate_name: str | None = None
    delegate_address: str | None = None


def plain_answer_in(text: str) -> PlainAnswer | None:
    """Return the answer on the first line that is not blank; None where it is not plainly one.

    A later line, above what is quoted, that says something else makes it no answer.
    """
    lines = _own_lines(text)
    if not lines:
        return None
    first = _answer_on(lines[0])
    others = {answer for line in lines[1:] if (answer := _answer_on(line)) is not None}
    return first if others <= {first} else None


def _own_lines(text: str) -> list[str]:
    lines = []
    for line in text.splitlines():
        stripped = line.strip()
        if QUOTE_BEGINS.match(stripped):
            break
        if stripped.strip(HARMLESS):
            lines.append(" ".join(stripped.split()))
    return lines


def _answer_on(line: str) -> PlainAnswer | None:
    if len(line) > LONGEST_LINE:
        return None
    bare = line.strip(HARMLESS)
    answer = WORDS.get(" ".join(bare.casefold().split()))
    if answer is not None:
        return PlainAnswer(answer)
    delegated = DELEGATED.fullmatch(bare)
    return _delegated(delegated[1]) if delegated else None


def _delegated(to: str) -> PlainAnswer | None:
    address = address_in(to)
    name = re.sub(r"<[^<>]*>|\([^()]*@[^()]*\)|\S+@\S+", "", to).strip(" ,;:-\"'")
    if "." in name.rpartition(" ")[2]:
        name += "."  # the last title keeps the dot that ended the line
    if NOT_IN_A_NAME.search(name) or len(name) > LONGEST_NAME:
        return None
    if not re.search(r"[^\W\d_]{2}", name):
        return None
    return PlainAnswer(Answer.DELEGATED, name, address)
