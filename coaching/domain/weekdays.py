"""Weekdays that stand beside dates: a letter that says "Senin, 13 Maret 2025" says two days."""

import re
from collections.abc import Sequence
from datetime import date

NAMES: Sequence[frozenset[str]] = (
    frozenset({"senin", "monday"}),
    frozenset({"selasa", "tuesday"}),
    frozenset({"rabu", "wednesday"}),
    frozenset({"kamis", "thursday"}),
    frozenset({"jumat", "jum'at", "jum’at", "friday"}),
    frozenset({"sabtu", "saturday"}),
    frozenset({"minggu", "ahad", "sunday"}),
)
MONTHS: Sequence[frozenset[str]] = (
    frozenset({"januari", "january"}), frozenset({"februari", "february"}),
    frozenset({"maret", "march"}), frozenset({"april"}), frozenset({"mei", "may"}),
    frozenset({"juni", "june"}), frozenset({"juli", "july"}),
    frozenset({"agustus", "august"}), frozenset({"september"}),
    frozenset({"oktober", "october"}), frozenset({"november"}),
    frozenset({"desember", "december"}),
)  # fmt: skip


def _one_of(names: Sequence[frozenset[str]]) -> str:
    return "|".join(sorted((name for some in names for name in some), key=len, reverse=True))


DATE = re.compile(
    rf"\b({_one_of(NAMES)})\b[\s,(/]+(?:tanggal\s+)?(\d{{1,2}})\s+({_one_of(MONTHS)})\s+(\d{{4}})",
    re.IGNORECASE,
)


def is_weekday_of(name: str, day: date) -> bool:
    """Say whether a day is called so, in Indonesian or English."""
    return name.strip().lower() in NAMES[day.weekday()]


def contradictions(text: str) -> list[str]:
    """Return each weekday with a date that is another day, or none at all, as it is written."""
    return [" ".join(found[0].split()) for found in DATE.finditer(text) if not _agrees(found)]


def _agrees(found: re.Match[str]) -> bool:
    name, number, month, year = found.groups()
    place = next(at for at, names in enumerate(MONTHS, start=1) if month.lower() in names)
    try:
        return is_weekday_of(name, date(int(year), place, int(number)))
    except ValueError:  # the 30th of February
        return False
