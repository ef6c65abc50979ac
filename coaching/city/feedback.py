"""What participants of the made-up city answer, and what agencies did of what they promised."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from coaching.city.made import City
from coaching.city.siasn import TITLES

SHEET = ("Kepuasan", "Manfaat", "Tes Awal", "Tes Akhir")
PROMISES = ("Perangkat Daerah", "Komitmen", "Dilaporkan", "Dilaksanakan", "Diperiksa Atasan",
            "Dibenarkan Atasan")  # fmt: skip
MARKS, HOW_OFTEN = (2, 3, 4, 5), (1, 3, 6, 4)
HANDS_IN, STAYS_TO_THE_END = 0.75, 0.9
FIRST, GAIN = (58.0, 12.0), (6.0, 8.0)  # of a hundred: mean and spread
CAME = ("Hadir", "Diwakilkan")


def write_feedback(city: City, folder: Path, session: str) -> Path:
    """Write `data/feedback/<session>.csv` for those who came by its attendance sheet; no names."""
    attended = folder / "data" / "attendance" / f"{session}.csv"
    with attended.open(encoding="utf-8-sig", newline="") as sheet:
        came = sum(row["Kehadiran"] in CAME for row in csv.DictReader(sheet, delimiter=";"))
    dice = Random(f"{city.seed}:{session}:feedback")
    lines = [_sheet(dice) for _ in range(came) if dice.random() < HANDS_IN]
    return _write(folder / "data" / "feedback" / f"{session}.csv", SHEET, lines)


def write_commitments(city: City, folder: Path, agencies: Sequence[str]) -> Path:
    """Write `data/commitments_<year>.csv`; of the agencies coached, the last one sends nothing."""
    dice = Random(f"{city.seed}:{city.year}:commitments")
    lines = [_promises(dice, TITLES[agency]) for agency in sorted(agencies)[:-1]]
    return _write(folder / "data" / f"commitments_{city.year}.csv", PROMISES, lines)


def _sheet(dice: Random) -> tuple[str, ...]:
    liked, useful = dice.choices(MARKS, HOW_OFTEN, k=2)
    before = min(100.0, max(0.0, dice.gauss(*FIRST)))
    after = min(100.0, max(0.0, before + dice.gauss(*GAIN)))
    last = f"{after:.0f}" if dice.random() < STAYS_TO_THE_END else ""
    return str(liked), str(useful), f"{before:.0f}", last


def _promises(dice: Random, agency: str) -> tuple[str, ...]:
    made = dice.randint(3, 6)
    told = made - dice.choice((0, 0, 1))
    done = dice.randint(told // 2, told)
    checked = min(2, done)
    return (agency, *map(str, (made, told, done, checked, dice.randint(checked // 2, checked))))


def _write(file: Path, header: Sequence[str], lines: Iterable[Sequence[str]]) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        writer.writerows(lines)
    return file
