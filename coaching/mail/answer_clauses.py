"""Short sentences that say yes or no to an invitation, from a closed list of words.

Every word of a line must be known: "Siap hadir, Bu" and "Mohon maaf, saya tidak dapat
hadir" are answers; "Insya Allah hadir", "belum tentu hadir" and "apakah Bapak hadir" hold
words that are not on the list, and are for a person to read.
"""

import re
from collections.abc import Sequence

from coaching.domain.invitations import Answer

TITLE = r"(?:bapak|ibu|bpk|pak|bu|mas|mbak)(?:/(?:bapak|ibu|bpk|pak|bu))?"
TITLES = rf"(?: {TITLE}){{0,3}}"
WE = r"(?:(?:saya|kami) )?"
WILL = r"(?:(?:akan|siap|bersedia|pasti)(?: untuk)? )?"
CAN = r"(?:saya|kami) (?:bisa|dapat|sanggup)(?: untuk)? "  # without "saya" it may be a question
NOT = r"(?:tidak|tdk|tak|gak|ga|nggak|enggak)"
CANNOT = rf"{NOT} (?:akan |bisa |dapat |jadi |bersedia )?(?:untuk )?"
SORRY = rf"(?:mohon )?maaf{TITLES}"
EXCUSE = r"(?:(?:mohon )?(?:izin|ijin) )?"
WHAT = r"(?:undangan|acara|rapat|sesi|kegiatan|pertemuan)(?: tersebut| ini| dimaksud)?"
COME = rf"(?:hadir|menghadiri {WHAT})"
YES = re.compile(rf"(?:(?:siap|ya|iya|baik|ok|oke|konfirmasi) )?(?:{WE}{WILL}|{CAN}){COME}{TITLES}")
NO = re.compile(
    rf"(?:{SORRY} )?{EXCUSE}{WE}"
    rf"(?:{CANNOT}{COME}|berhalangan(?: untuk)?(?: hadir)?){TITLES}"
)
BECAUSE = re.compile(r"^(.*?) (?:karena|dikarenakan|krn|sebab) (.*)$")
COURTESY = re.compile(
    r"(?:siap|ya|iya|baik|baiklah|ok|oke|(?:mohon )?(?:izin|ijin)|terima ?kasih(?: banyak)?|trims"
    r"|makasih|salam(?: hormat)?|hormat (?:saya|kami)|dengan hormat|konfirmasi(?: kehadiran)?"
    rf"|(?:izin|ijin) konfirmasi|wr(?: wb)?|wb){TITLES}|{TITLE}(?: {TITLE})?"
)
GREETING = re.compile(
    rf"(?:selamat )?(?:pagi|siang|sore|malam)(?: {TITLE}(?: [^\W\d_]+){{0,3}})?"
    r"|ass?alamu?'?[ -]?alaikum(?: w[a-z. ]{0,40})?|salam sejahtera.{0,40}|dengan hormat"
    r"|om swastiastu|(?:kepada )?yth\b.{0,100}|di ?-?(?: ?tempat)|halo.{0,20}"
    r"|(?:dikirim dari|sent from) .{1,60}"
)
# What could turn an answer round, wherever it stands.
DOUBT = re.compile(
    r"\b(?:jika|kalau|bila|apabila|mungkin|semoga|insya|kecuali|ataupun|atau|apakah|belum|bukan"
    r"|tapi|tetapi|namun|ralat|batal\w*|undur\w*|diundur|jadwal ulang|\w*jadwalkan|ganti\w*"
    r"|nanti)\b|\?"
)
PRESENT = re.compile(r"\b(?:hadir|menghadiri|datang)\b")
REPLACED = re.compile(r"\b(?:(?:di|me)wakil\w*|wakilkan|wakili)\b")
ABSENT = re.compile(rf"\b(?:{NOT}|berhalangan)\b")
NO_GREETING = (PRESENT, REPLACED, ABSENT, DOUBT)
CORRECTED = re.compile(r"\b(?:ralat|batal\w*|koreksi|keliru)\b")
CLAUSE_ENDS = re.compile(r"[,.;:!()\N{EN DASH}\N{EM DASH}]+|\s-+\s")
KIND_SIGNS = re.compile(
    "[\N{PERSON WITH FOLDED HANDS}\N{THUMBS UP SIGN}\N{SMILING FACE WITH SMILING EYES}"
    "\N{SLIGHTLY SMILING FACE}\N{VARIATION SELECTOR-16}\N{EMOJI MODIFIER FITZPATRICK TYPE-1-2}"
    "-\N{EMOJI MODIFIER FITZPATRICK TYPE-6}]"
)
LONGEST = 300


def clause_answer(line: str) -> Answer | None:
    """Return the answer of a line in which every word is known; None of any other."""
    if len(line) > LONGEST or DOUBT.search(line.casefold()):
        return None
    told: set[Answer] = set()
    is_sorry = False
    for clause in clauses(line):
        answer = _answer_of(clause)
        if answer is not None:
            told.add(answer)
        elif re.fullmatch(SORRY, clause):
            is_sorry = True
        elif not COURTESY.fullmatch(clause) and not GREETING.fullmatch(clause):
            return None
    if told == {Answer.ACCEPTED} and (is_sorry or ABSENT.search(line.casefold())):
        return None
    return told.pop() if len(told) == 1 else None


def clauses(line: str) -> list[str]:
    """Return the parts of a line between its commas and stops, in small letters."""
    plain = KIND_SIGNS.sub(" ", line.casefold())
    parts = (" ".join(part.strip(" \t*_\"'").split()) for part in CLAUSE_ENDS.split(plain))
    return [part for part in parts if part]


def is_greeting(line: str) -> bool:
    """Say whether a line only greets or thanks, so that the answer is still to come."""
    low = line.casefold()
    if len(low) > LONGEST or any(one.search(low) for one in NO_GREETING):
        return False
    if re.match(r"\W*(?:kepada )?yth\b", low):
        return True
    return all(GREETING.fullmatch(one) or COURTESY.fullmatch(one) for one in clauses(line))


def is_in_doubt(answer: Answer, others: Sequence[str]) -> bool:
    """Say whether a line beside the answer could mean another one."""
    return any(_speaks_against(answer, line.casefold()) for line in others)


def _answer_of(clause: str) -> Answer | None:
    if YES.fullmatch(clause):
        return Answer.ACCEPTED
    reason = BECAUSE.match(clause)
    if reason and any(one.search(reason[2]) for one in (PRESENT, REPLACED)):
        return None
    return Answer.DECLINED if NO.fullmatch(reason[1] if reason else clause) else None


def _speaks_against(answer: Answer, line: str) -> bool:
    if CORRECTED.search(line):
        return True
    is_present, is_absent = bool(PRESENT.search(line)), bool(ABSENT.search(line))
    if answer is Answer.ACCEPTED:
        doubts = is_absent or bool(DOUBT.search(line))
        return bool(REPLACED.search(line)) or "berhalangan" in line or (is_present and doubts)
    if answer is Answer.DECLINED:
        return bool(REPLACED.search(line)) or (is_present and not is_absent)
    return is_absent and bool(REPLACED.search(line))
