"""Answers written by hand: HADIR, TIDAK HADIR or DIWAKILKAN and a name, on a line of its own.

It is the first line that does more than greet. Around the word only known words may stand:
"Apakah Bapak hadir?" must not say yes, and a second line that takes it back makes it no answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile, zip_longest

from coaching.domain.invitations import Answer
from coaching.domain.mailboxes import named_in
from coaching.mail.answer_clauses import clause_answer, is_greeting, is_in_doubt
from coaching.mail.mail_parts import address_in

WORDS = {"hadir": Answer.ACCEPTED, "tidak hadir": Answer.DECLINED}
DELEGATED = re.compile(
    r"(?P<before>.*?)\b(?:diwakil(?:kan|i)|wakilkan)\b(?:\s*[:=,\-\N{EN DASH}\N{EM DASH}]\s*|\s+)"
    r"(?:(?:oleh|kepada|ke)\b\s*:?\s+)?(?P<to>\S.*)",
    re.IGNORECASE,
)
LINKING = {"mohon", "izin", "ijin", "saya", "kami", "akan", "dan", "sehingga", "untuk"}
# Around an answer these change nothing; a question mark does.
HARMLESS = " \t.,;:!*_\"'“”‘’`()[]-\N{EN DASH}\N{EM DASH}\N{ZERO WIDTH SPACE}\N{BOM}"
QUOTE_BEGINS = re.compile(
    r"^[*_]*(-{2,}|_{5,}|(on|pada)\b.*\b(wrote|menulis)\s*:|[^:]*\b(wrote|menulis)\s*:$"
    r"|(from|dari|sent|dikirim)\s*:)",
    re.IGNORECASE,
)
# A form was filled in, by whatever sign: which of its lines is meant, a person sees.
TICK_BOX = re.compile(
    r"^\W{0,3}(\[\s*\w?\s*\]|\(\s*\w?\s*\))|^[\u2610-\u2612\u2705\u2713-\u2718\u274c]"
)
# A delegate's name holds none of these; a sentence, two people or nobody yet might.
NOT_IN_A_NAME = re.compile(
    r"[?/&;\N{REPLACEMENT CHARACTER}]"
    r"|\b(hadir|tidak|bisa|dapat|belum|bukan|akan|saya|kami|mungkin|atau|jika|apabila|dan"
    r"|karena|dikarenakan|sebab|nama(nya)?|menyusul|nanti|segera|siapa|yang|batal|jadi|tanggal|tgl)\b",
    re.IGNORECASE,
)
# An office without a name: it says nobody in particular.
OFFICE = re.compile(
    r"(kepala|kabid|kabag|kasi|kasub\w*|sekretaris|sekdin|sekban|sekcam|staf+|pegawai|pejabat|plt|plh"
    r"|wakil|camat|lurah|bawahan|ajudan|orang|seseorang|rekan|teman|bidang|bagian|seksi|tim)\b",
    re.IGNORECASE,
)
POLITE = re.compile(
    r"^(?:(?:yth|bapak|ibu|bpk|pak|bu|sdri?|saudara|saudari)\b\.?\s*)+", re.IGNORECASE
)
THANKS = re.compile(r"[\s,.;-]*\b(terima ?kasih|trims|makasih)\b.*$", re.IGNORECASE)
NUMBER = re.compile(
    r"[\s,;(/-]*(?:\b(?:NIP|NIK|HP|WA|telp?|no)\b\W{0,3}){0,2}\+?\d[\d .-]{6,30}\d\)?",
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
    """Return the answer on the first line that does more than greet; None where it is not plain.

    Another line written by hand that says something else makes it no answer.
    """
    lines = own_lines(text)
    told = list(dropwhile(is_greeting, lines))
    first = _answer_on(told[0]) if told else None
    if first is None or any(map(TICK_BOX.match, lines)):
        return None
    others = {answer for line in told[1:] if (answer := _answer_on(line)) is not None}
    return None if others - {first} or is_in_doubt(first.answer, told[1:]) else first


def plain_answer_of_one(
    lines: Sequence[str], names: Sequence[str]
) -> tuple[PlainAnswer, int] | None:
    """Return the answer of one of several people, and whose by place; None where that is not plain.

    Their name stands on the line of the answer ("HADIR: Siti Aminah") or on one of its own.

    Args:
        lines: as `own_lines` gives them.
        names: of those who share the mailbox, with titles.
    """
    told = list(dropwhile(is_greeting, lines))
    answer, meant = _answer_with_name(told[0], names) if told else (None, set())
    if answer is None or is_in_doubt(answer.answer, told[1:]):
        return None
    for line in told[1:]:
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
    """Return what was written by hand: the lines above what is quoted that are not blank.

    Where each quoted line is marked by ">", also those between and below them.
    """
    written = [line.strip() for line in text.splitlines() if line.strip()]
    lines = []
    for line, following in zip_longest(written, written[1:], fillvalue=""):
        if line.startswith(">"):
            continue
        if QUOTE_BEGINS.match(line[:LONGEST_LINE]):
            if following.startswith(">"):
                continue
            break
        if line.strip(HARMLESS):
            lines.append(" ".join(line.split()))
    return lines


def _answer_on(line: str) -> PlainAnswer | None:
    if len(line) > LONGEST_LINE:
        return None
    bare = line.strip(HARMLESS)
    answer = WORDS.get(" ".join(bare.casefold().split()))
    if answer is not None:
        return PlainAnswer(answer)
    delegated = DELEGATED.fullmatch(bare)
    if delegated and _leads_to_a_delegate(delegated["before"]):
        return _delegated(delegated["to"])
    told = clause_answer(bare)
    return PlainAnswer(told) if told else None


def _leads_to_a_delegate(before: str) -> bool:
    words = before.split()
    while words and words[-1].strip(",").casefold() in LINKING:
        words.pop()
    told = " ".join(words)
    return is_greeting(told) or clause_answer(told) is Answer.DECLINED


def _delegated(to: str) -> PlainAnswer | None:
    address = address_in(to)
    name = re.sub(r"<[^<>]*>|\([^()]*@[^()]*\)|\S+@\S+", "", to)
    name = POLITE.sub("", NUMBER.sub("", THANKS.sub("", name)).strip(" ,;:-\"'*_"))
    if "." in name.rpartition(" ")[2] and not name.endswith("."):
        name += "."  # the last title keeps the dot that ended the line
    if NOT_IN_A_NAME.search(name) or OFFICE.match(name) or len(name) > LONGEST_NAME:
        return None
    if not re.search(r"[^\W\d_]{2}", name):
        return None
    return PlainAnswer(Answer.DELEGATED, name, address)
