"""What the words of personnel files mean: levels, echelons, trainings, punishments, years."""

import re
from collections.abc import Mapping

from coaching.sources.people import position_type

# In this order: "Diploma III/Sarjana Muda" is a D-III and no S-1.
EDUCATION = (
    ("s3", re.compile(r"\bs-?3\b|doktor")),
    ("s2", re.compile(r"\bs-?2\b|magister")),
    ("d3", re.compile(r"\bd-?(?:3|iii)\b|diploma (?:3|iii)\b|sarjana muda")),
    ("s1", re.compile(r"\bs-?1\b|\bd-?(?:4|iv)\b|diploma (?:4|iv)\b|sarjana")),
    ("slta", re.compile(
        r"\bd-?(?:[12]|ii?)\b|diploma (?:[12]|ii?)\b|slta|\bsm[aku]\b|\bstm\b|menengah (?:atas|kej)"
    )),
    ("sltp", re.compile(r"sltp|\bsmp\b|menengah pertama|\bsd\b|sekolah dasar")),
)  # fmt: skip
ECHELON = re.compile(r"\b(iv|iii|ii|i)\b")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
LEADERSHIP = re.compile(r"pim\b|diklatpim|kepemimpinan|\bpk[nap]\b")
LEVELS = ((3, re.compile(r"\bpka\b|administrator")), (4, re.compile(r"\bpkp\b|pengawas")))
TINGKAT = re.compile(r"\b(iv|iii|ii|i|[1-4])\b")
# Kinds of training by a word of theirs; leadership is looked for before.
KINDS = (
    ("functional", ("fungsional", "functional")),
    ("workshop", ("seminar", "workshop", "lokakarya", "magang", "kursus")),
    ("technical", ("teknis", "technical")),
)
DISCIPLINE = (
    ("minor", ("ringan", "minor")),
    ("moderate", ("sedang", "moderate")),
    ("severe", ("berat", "severe")),
)
PREDICATES = {
    "sangat baik": "very-good", "baik": "good", "butuh perbaikan": "needs-improvement",
    "kurang": "poor", "sangat kurang": "very-poor", "very good": "very-good", "good": "good",
    "needs improvement": "needs-improvement", "poor": "poor", "very poor": "very-poor",
}  # fmt: skip
YEAR = re.compile(r"(?<!\d)((?:19|20|21)\d\d)(?!\d)")


def education(text: str, words: Mapping[str, str]) -> str | None:
    """Return the level of an education, a key of `domain.ip_asn_rules.EDUCATION`.

    Args:
        text: as a file says it, e.g. "Diploma III/Sarjana Muda".
        words: what the city says of words not found here, in small letters.
    """
    told = text.casefold()
    if told in words:
        return words[told]
    return next((level for level, form in EDUCATION if form.search(told)), None)


def post(text: str) -> str | None:
    """Return the kind of a post; None where nothing is told, unlike for invitations."""
    return position_type(text) if text else None


def echelon(text: str) -> int | None:
    """Return 2 for "II.b"."""
    found = ECHELON.search(text.casefold().replace(".", " ").replace("/", " "))
    return ROMAN[found[1]] if found else None


def training_kind(text: str, words: Mapping[str, str]) -> str | None:
    """Return "leadership", "functional", "technical" or "workshop"."""
    told = text.casefold()
    if told in words:
        return words[told]
    if LEADERSHIP.search(told) or "struktural" in told:
        return "leadership"
    return _by_word(told, KINDS)


def leadership_level(text: str) -> int | None:
    """Return the echelon a leadership training is for: "PIM III", "PKA" and "PKP" have one."""
    told = text.casefold()
    if not LEADERSHIP.search(told):
        return None
    named = next((level for level, form in LEVELS if form.search(told)), None)
    found = TINGKAT.search(told)
    if named is not None or found is None:
        return named
    return ROMAN.get(found[1]) or int(found[1])


def discipline_level(text: str) -> str | None:
    """Return "minor", "moderate" or "severe"."""
    return _by_word(text.casefold(), DISCIPLINE)


def predicate(text: str) -> str | None:
    """Return one of the five words for a year's performance."""
    return PREDICATES.get(text.casefold())


def year(text: str) -> int | None:
    """Return the year of a year, a month or a date; None where it names none or several."""
    found = set(YEAR.findall(text))
    return int(found.pop()) if len(found) == 1 else None


def birth(text: str) -> str | None:
    """Return a date of birth as a NIP begins with it: 19860926; None where it is no date."""
    parts = re.findall(r"\d+", text)[:3]
    if len(parts) < 3:
        return None
    first, month, last = parts
    whole, day = (first, last) if len(first) == 4 else (last, first)
    return f"{whole}{month:0>2}{day:0>2}"


def sex(text: str) -> int | None:
    """Return 1 for a man and 2 for a woman, as a NIP does."""
    return {"m": 1, "l": 1, "pria": 1, "laki-laki": 1, "f": 2, "p": 2, "wanita": 2,
            "perempuan": 2}.get(text.casefold())  # fmt: skip


def _by_word(told: str, words: tuple[tuple[str, tuple[str, ...]], ...]) -> str | None:
    return next((ours for ours, theirs in words if any(one in told for one in theirs)), None)
