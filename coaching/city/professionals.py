"""What the made-up city's offices know of employees: trainings, performance, discipline."""

from collections.abc import Sequence
from random import Random

from coaching.city.agencies import AGENCIES, SILENT, THIN
from coaching.city.made import City
from coaching.city.people import MadePerson
from coaching.city.series import QUARTERS, YEARS_BEFORE

Line = tuple[str, ...]
TRAINING_HEADER = ("NIP", "Jenis", "Tanggal", "JP", "Nama")
PERFORMANCE_HEADER = ("NIP", "Tahun", "Predikat")
DISCIPLINE_HEADER = ("NIP", "Tingkat", "TMT")
TRAININGS = (("Diklat Teknis", "Pengelolaan Arsip"), ("Diklat Teknis", "Pelayanan Publik"),
             ("Diklat Fungsional", "Penjenjangan"), ("Seminar", "Literasi Digital"))  # fmt: skip
GOOD, NOT_GOOD = ("Sangat Baik", "Baik", "Baik", "Baik"), ("Butuh Perbaikan", "Kurang")
PUNISHED = 0.006  # share of employees in a year
LEVELS = ("Ringan", "Ringan", "Ringan", "Sedang", "Berat")


def trainings(city: City) -> list[Line]:
    """Return the trainings of the year before: as many people with 20 JP as the series says."""
    dice = Random(f"{city.seed}:trainings")
    year = city.year - 1
    enough = _chosen(city, dice, "twenty-hours")
    lines = []
    for person in city.people:
        wanted = person.nip in enough
        if not wanted and dice.random() < 0.5:
            continue
        kind, name = dice.choice(TRAININGS)
        hours = dice.choice((20, 24, 32, 40)) if wanted else dice.choice((4, 6, 8, 12))
        lines.append((person.nip, kind, _day(dice, year), str(hours), name))
    nip = dice.choice(city.people).nip
    wrong = ((nip, "Kegiatan Lain", _day(dice, year), "8", "Rapat"),
             (nip, "Seminar", "tahun lalu", "6", "Literasi Digital"))  # fmt: skip
    return [*lines, *wrong]


def performances(city: City) -> list[Line]:
    """Return each person's predicate of the year before; two agencies have not handed theirs in."""
    dice = Random(f"{city.seed}:performances")
    year = str(city.year - 1)
    good = _chosen(city, dice, "good-performance")
    lines = [
        (person.nip, year, dice.choice(GOOD if person.nip in good else NOT_GOOD))
        for person in city.people
        if person.agency not in (SILENT, THIN)
    ]
    twice = dice.choice(lines)
    return [*lines, (dice.choice(city.people).nip, year, "Lumayan"), twice]


def punishments(city: City) -> list[Line]:
    """Return the few punishments of the year before."""
    dice = Random(f"{city.seed}:punishments")
    punished = [one for one in city.people if dice.random() < PUNISHED]
    return [(one.nip, dice.choice(LEVELS), _day(dice, city.year - 1)) for one in punished]


def _chosen(city: City, dice: Random, code: str) -> set[str]:
    """Return the NIPs of those who reach what an indicator counts, agency by agency."""
    first = (YEARS_BEFORE - 1) * QUARTERS
    by_agency = _by_agency(city.people)
    reached: set[str] = set()
    for place, agency in enumerate(AGENCIES):
        share = float(city.series[code][place, first : first + QUARTERS].mean()) / 100
        nips = by_agency[agency.code]
        reached.update(dice.sample(nips, round(min(max(share, 0), 1) * len(nips))))
    return reached


def _by_agency(people: Sequence[MadePerson]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in people:
        found.setdefault(one.agency, []).append(one.nip)
    return found


def _day(dice: Random, year: int) -> str:
    return f"{dice.randint(1, 28):02d}-{dice.randint(1, 12):02d}-{year}"
