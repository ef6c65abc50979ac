"""What the tests of rows share."""

from pathlib import Path

from drawing import KNOWN, source, write

from coaching.sources import read_source

PEOPLE = "nip,name,agency,position,position_type,echelon,email\n"


SARI, BUDI = "199001012015052001", "198502022010011002"


def reasons(folder: Path, holds: str, text: str) -> list[list[object]]:
    reading = read_source(source(holds), write(folder, text), KNOWN)
    assert reading.read == len(reading.accepted) + len(reading.rejected)
    return reading.rejected[["row", "column", "reason"]].to_numpy().tolist()
