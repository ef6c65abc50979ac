"""Who heads an agency, as far as a personnel export can tell."""

import re

import pandas as pd

HEAD_WORDS = re.compile(
    r"^(?:(?:plt|plh|pj|pjs)\.?\s+)?"
    r"(?:kepala|camat|lurah|direktur|direktris|inspektur|sekretaris daerah|sekretaris dprd"
    r"|sekretaris dewan|head|director|chief)\b",
    re.IGNORECASE,
)
# Heads of a part of an agency; they count only where nobody stands above them.
PART_WORDS = re.compile(
    r"\b(?:bidang|seksi|sub\s*bagian|subbagian|subbag|sub\s*bidang|subbidang|upt|uptd|instalasi"
    r"|inspektur pembantu)\b",
    re.IGNORECASE,
)
ECHELON = re.compile(r"\b(IV|III|II|I|V)\s*[./]?\s*([ABab])?\b")
ORDER = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
LOWEST = 99


def echelon_rank(text: str) -> int:
    """Return a number that is smaller the higher an echelon is: II.a is 20, II.b 21."""
    found = ECHELON.search(text)
    if found is None:
        return LOWEST
    return ORDER[found[1]] * 10 + ((found[2] or "a").lower() == "b")


def heads(people: pd.DataFrame) -> "pd.Series[bool]":
    """Say who heads each agency.

    The head is the one person whose post has a head's name ("Kepala ...",
    "Camat", "Direktur", "Inspektur", "Sekretaris Daerah", "Sekretaris DPRD") and
    who stands highest: posts of the whole agency before posts of a part of it,
    then the higher echelon. Where two stand equally high nobody is called head:
    a wrong letter is worse than a question.

    Args:
        people: `agency`, `position`, `echelon` (text, may be empty).
    """
    named = people["position"].str.match(HEAD_WORDS)
    part = people["position"].str.contains(PART_WORDS)
    height = people["echelon"].map(echelon_rank) + part * 100
    best = height.where(named).groupby(people["agency"]).transform("min")
    highest = named & (height == best)
    alone = highest.groupby(people["agency"]).transform("sum") == 1
    return highest & alone
