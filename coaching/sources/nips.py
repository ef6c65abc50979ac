"""What is wrong with a NIP (national employee number) in a file."""

import re
from datetime import date

# What a spreadsheet makes of 18 digits it takes for a number.
MANGLED = re.compile(r"^\d(?:[.,]\d+)?[eE]\+?\d+$")
FORM = re.compile(r"^(\d{8})(\d{4})(\d{2})([12])(\d{3})$")


def nip_reason(cell: str) -> str | None:
    """Return why a cell cannot be a NIP, as a key of the words of rejects; None where it can."""
    plain = cell.replace(" ", "")
    if not plain:
        return "nip-missing"
    if MANGLED.match(plain):
        return "nip-mangled"
    return None if _possible(plain) else "nip-impossible"


def _possible(nip: str) -> bool:
    found = FORM.match(nip)
    if not found:
        return False
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return False
    return ("01" <= found[3] <= "12" or "21" <= found[3] <= "29") and found[5] != "000"
