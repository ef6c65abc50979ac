"""What is wrong with a NIP (national employee number) in a file."""

import re
from datetime import date

# What a spreadsheet makes of 18 digits it takes for a number.
MANGLED = re.compile(r"^\d(?:[.,]\d+)?[eE]\+?\d+$")
# Years of age at which somebody can have been appointed.
APPOINTED = range(16, 66)
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
    """Say whether 18 digits can be a NIP.

    A PNS has the month of appointment in digits 13 and 14; a PPPK has a 2 and the
    count of contracts, which is never a month.
    """
    found = FORM.match(nip)
    if not found:
        return False
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return False
    age = int(found[2]) - int(found[1][:4])
    is_pns, is_pppk = "01" <= found[3] <= "12", "21" <= found[3] <= "29"
    return (is_pns or is_pppk) and age in APPOINTED and found[5] != "000"
