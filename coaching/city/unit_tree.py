"""The units of the made-up city, as the personnel system has them: below the agencies."""

from collections.abc import Iterable

from coaching.city.agencies import AGENCIES
from coaching.city.people import UNITS, MadePerson

UNIT_HEADER = ("ID", "NAMA_UNOR", "ID_ATASAN")
TOP, SECRETARIAT, FIRST = "1", "2", 100
NUMBERS = {agency.code: FIRST + place for place, agency in enumerate(AGENCIES)}


def unit_of(person: MadePerson) -> str:
    """Return the personnel system's id of the unit somebody works in, below the agency."""
    return f"{NUMBERS[person.agency]}{1 + int(person.nip) % len(UNITS)}"


def units(government: str) -> Iterable[tuple[str, str, str]]:
    """Yield the tree: the government, the secretariat over its parts, agencies, their units."""
    yield TOP, government, ""
    yield SECRETARIAT, "Sekretariat Daerah", TOP
    for agency in AGENCIES:
        own = str(NUMBERS[agency.code])
        yield own, agency.name, SECRETARIAT if agency.name.startswith("Bagian ") else TOP
        for number, name in enumerate(UNITS, start=1):
            yield f"{own}{number}", f"Subbagian {name}", own
