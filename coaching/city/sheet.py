"""The attendance sheet an officer of the made-up city hands in, with mistakes in it."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from random import Random

from coaching.city.choices import Choice, choose
from coaching.city.letters import owners, received
from coaching.city.made import City
from coaching.city.people import EXECUTOR, MadePerson
from coaching.city.siasn import TITLES

HEADER = ("No", "NIP", "Nama", "Perangkat Daerah", "Kehadiran", "Wakil")
Line = tuple[str, str, str, str, str]


def write_attendance_sheet(
    city: City, folder: Path, session: str, held_on: date, outbox: Path
) -> Path:
    """Write `data/attendance/<session>.csv` for those who were invited to that day.

    Most do what they answered. Wrong in the sheet: a NIP a spreadsheet mangled, a
    word nobody knows, a repeated person, one said to be there and not, and
    somebody who was never invited.
    """
    people = owners(city.people)
    invited = [
        (people[one.whom], choose(city.seed, one.whom, one.starts.isoformat()))
        for one in received(outbox)
        if one.starts.date() == held_on and one.whom in people
    ]
    invited.sort(key=lambda pair: (pair[0].agency, pair[0].nip))
    dice = Random(f"{city.seed}:{session}")
    lines = [_line(person, choice) for person, choice in invited]
    lines = _with_mistakes(lines, dice, _stranger(city, invited, dice))
    file = folder / "data" / "attendance" / f"{session}.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows((number, *line) for number, line in enumerate(lines, start=1))
    return file


def _line(person: MadePerson, choice: Choice) -> Line:
    delegate = choice.delegate if choice.presence == "Diwakilkan" else ""
    return (person.nip, person.full_name, TITLES[person.agency], choice.presence, delegate)


def _stranger(city: City, invited: Iterable[tuple[MadePerson, Choice]], dice: Random) -> MadePerson:
    there = {person.agency for person, _ in invited}
    return dice.choice(
        [one for one in city.people if one.position_type == EXECUTOR and one.agency not in there]
    )


def _with_mistakes(lines: list[Line], dice: Random, stranger: MadePerson) -> list[Line]:
    walked_in = (stranger.nip, stranger.full_name, TITLES[stranger.agency], "Hadir", "")
    if len(lines) < 8:
        return [*lines, walked_in]
    mangled, unclear, repeated, both, shouted = dice.sample(range(len(lines)), 5)
    nip = lines[mangled][0]
    lines[mangled] = (f"{nip[0]}.{nip[1:3]}E+17", *lines[mangled][1:])
    lines[unclear] = (*lines[unclear][:3], "?", "")
    nip, name, agency, *rest = lines[shouted]
    lines[shouted] = (nip, name.upper(), f" {agency} ", rest[0], rest[1])
    there, away = (*lines[both][:3], "Hadir", ""), (*lines[both][:3], "Tidak hadir", "")
    lines[both] = there
    return [*lines, lines[repeated], away, walked_in]
