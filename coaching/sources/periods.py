"""Periods as people write them, in cells and in names of files."""

import re

YEAR = r"(?P<year>(?:19|20|21)\d\d)"
QUARTER = r"(?P<quarter>[1-4]|IV|III|II|I)"
MARK = r"(?:Q|TW|TRIWULAN|KUARTAL|QUARTER)"
WRITTEN = (
    re.compile(rf"^{YEAR}$"),
    re.compile(rf"^{YEAR}[\s/_-]*{MARK}[\s.-]*{QUARTER}$", re.IGNORECASE),
    re.compile(rf"^{MARK}[\s.-]*{QUARTER}[\s/_,-]*(?:TAHUN\s+)?{YEAR}$", re.IGNORECASE),
)
# In a name: no digit beside the year, no letter beside the quarter.
NAMED = (
    re.compile(rf"(?<!\d){YEAR}[\s/_.-]*{MARK}[\s._-]*{QUARTER}(?![A-Z0-9])", re.IGNORECASE),
    re.compile(rf"(?<![A-Z]){MARK}[\s._-]*{QUARTER}[\s/_,.-]+(?:TAHUN[\s_]+)?{YEAR}(?!\d)", re.I),
    re.compile(rf"(?<!\d){YEAR}(?!\d)"),
)
ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}


def period(text: str) -> str | None:
    """Return "2018" or "2018-Q3", or None where a cell holds neither.

    Understood: 2018, 2018-Q3, 2018Q3, Q3 2018, TW III 2018, Triwulan 3 Tahun 2018.
    """
    for form in WRITTEN:
        if found := form.match(text):
            return _told(found)
    return None


def period_in(name: str) -> str | None:
    """Return the one period that the name of a file speaks of; None where none or several."""
    for form in NAMED:
        found = {_told(one) for one in form.finditer(name)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _told(found: "re.Match[str]") -> str:
    told = found.groupdict()
    quarter = (told.get("quarter") or "").upper()
    return found["year"] + (f"-Q{ROMAN.get(quarter, quarter)}" if quarter else "")
