"""Answers written by hand: HADIR, TIDAK HADIR or DIWAKILKAN and a name, alone on the first line.

A word inside a sentence is no answer: "Apakah Bapak hadir?" must not say yes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coaching.domain.invitations import Answer
from coaching.domain.mailboxes import named_in
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
    lines = own_lines(text)
    if not lines:
        return None
    first = _answer_on(lines[0])
    others = {answer for line in lines[1:] if (answer := _answer_on(line)) is not None}
    return first if others <= {first} else None


def plain_answer_of_one(
    lines: Sequence[str], names: Sequence[str]
) -> tuple[PlainAnswer, int] | None:
    """Return the answer of one of several people, and whose by place; None where that is not plain.

    Their name stands on the line of the answer ("HADIR: Siti Aminah") or on one of its own.

    Args:
        lines: as `own_lines` gives them.
        names: of those who share the mailbox, with titles.
    """
    if not lines:
        return None
    answer, meant = _answer_with_name(lines[0], names)
    if answer is None:
        return None
    for line in lines[1:]:
        if _answer_with_name(line, names)[0] is not None:
            return None  # of two answers one would be lost
        named = named_in(line, names)
        meant |= named if len(named) == 1 else set()
    return (answer, meant.pop()) if len(meant) == 1 else None


def _answer_with_name(line: str, names: Sequence[str]) -> tuple[PlainAnswer | None, set[int]]:
    answer = _answer_on(line)
    if answer is not None:
        return answer, set()
    bare = line[:LONGEST_LINE].strip(HARMLESS)
    for form in (ANSWER_FIRST, NAME_FIRST):
        if found := form.fullmatch(bare):
            named = named_in(found["name"], names)
            if len(named) == 1:
                words = " ".join(found["answer"].casefold().split())
                return PlainAnswer(WORDS[words]), named
    return None, set()


ANSWER_FIRST = re.compile(
    r"(?P<answer>tidak\s+hadir|hadir)\s*(?:[:,\-–]|\s)\s*(?P<name>\S.*)", re.IGNORECASE
)
NAME_FIRST = re.compile(
    r"(?P<name>\S.*?)\s*(?:[:,\-–]|\s)\s*(?P<answer>tidak\s+hadir|hadir)", re.IGNORECASE
)


def own_lines(text: str) -> list[str]:
    """Return what was written by hand: the lines above what is quoted that are not blank."""
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
