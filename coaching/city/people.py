"""The employees of the made-up city."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import numpy as np

from coaching.city.agencies import AGENCIES, EMPLOYEES, SMALLEST, MadeAgency
from coaching.city.naming import LONGEST, bare_name, mailbox, titles

DOMAIN = "kotacontoh.example"
# As in many a small office, the officials of this one have one mailbox together.
OFFICES = {("kec-sumberarum", "Jabatan Struktural"): f"kec.sumberarum@{DOMAIN}"}
PPPK_SHARE = 0.18
EDUCATION = ("S-2", "S-1/Sarjana", "S-1/Sarjana", "S-1/Sarjana", "Diploma III/Sarjana Muda", "SLTA")
STRUCTURAL, FUNCTIONAL = "Jabatan Struktural", "Jabatan Fungsional"
EXECUTOR = "Jabatan Pelaksana"
UNITS = ("Umum dan Kepegawaian", "Program dan Pelaporan", "Pelayanan", "Pengawasan", "Sarana")
EXECUTORS = ("Pengadministrasi Perkantoran", "Penata Layanan Operasional", "Pengelola Data",
             "Operator Layanan Operasional", "Pengemudi")  # fmt: skip


@dataclass(frozen=True)
class MadePerson:
    """One employee."""

    nip: str
    name: str
    title_before: str
    title_after: str
    woman: bool
    born_on: date
    started_on: date
    is_pppk: bool
    education: str
    agency: str
    position: str
    position_type: str
    echelon: str
    email: str

    @property
    def full_name(self) -> str:
        """The name with its titles."""
        back = self.title_after.strip("-")
        return f"{self.title_before} {self.name}".strip() + (f", {back}" if back else "")


def head_counts(seed: int) -> dict[str, int]:
    """Return employees per agency: a few large ones, many small ones (lognormal)."""
    draws = np.sort(np.random.default_rng([seed, 1]).lognormal(0, 1.25, len(AGENCIES)))[::-1]
    spare = EMPLOYEES - SMALLEST * len(AGENCIES)
    sizes = SMALLEST + np.floor(draws / draws.sum() * spare).astype(int)
    return {agency.code: int(size) for agency, size in zip(AGENCIES, sizes, strict=True)}


def make_people(seed: int, year: int) -> list[MadePerson]:
    """Return everybody, agency by agency, heads first."""
    dice, taken, serials = Random(f"{seed}:people"), set[str](), set[str]()
    counts = head_counts(seed)
    people = []
    for agency in AGENCIES:
        for post in _posts(dice, agency, counts[agency.code]):
            people.append(_person(dice, year, agency, post, taken, serials))
    return people


def _posts(dice: Random, agency: MadeAgency, count: int) -> Iterator[tuple[str, str, str]]:
    """Yield position, kind of post, echelon."""
    is_large = agency.echelon == "II.b"
    yield agency.head, STRUCTURAL, agency.echelon
    below = "III.a" if is_large else "IV.a"
    second = "Sekretaris" if agency.head != "Inspektur" else "Sekretaris Inspektorat"
    yield second, STRUCTURAL, below
    part, rank = ("Kepala Bidang", "III.b") if is_large else ("Kepala Subbagian", "IV.a")
    for unit in UNITS[: 4 if is_large else 2]:
        yield f"{part} {unit}", STRUCTURAL, rank
    left = count - (6 if is_large else 4)
    specialists = max(3, round(left * (0.62 if count > 200 else 0.35)))
    for _ in range(specialists):
        yield agency.field, FUNCTIONAL, ""
    for _ in range(left - specialists):
        yield dice.choice(EXECUTORS), EXECUTOR, ""


def _person(
    dice: Random, year: int, agency: MadeAgency, post: tuple[str, str, str],
    taken: set[str], serials: set[str],
) -> MadePerson:  # fmt: skip
    position, kind, echelon = post
    woman = dice.random() < 0.52
    is_chief = kind == STRUCTURAL
    education = dice.choice(("S-2", "S-1/Sarjana")) if is_chief else dice.choice(EDUCATION)
    name = bare_name(dice, woman=woman)
    before, after = titles(dice, education, woman=woman)
    if is_chief and dice.random() < 0.04:
        before, name, after = dice.choice(LONGEST)
        woman = "Hj." in before
    is_pppk = not is_chief and dice.random() < PPPK_SHARE
    born = date(year - dice.randint(38 if is_chief else 24, 57), 1, 1)
    born += timedelta(days=dice.randrange(365))
    started = date(min(born.year + dice.randint(22, 32), year - 2), dice.randint(1, 12), 1)
    if is_pppk:
        started = date(max(started.year, min(2021, year - 2)), started.month, 1)
    own = mailbox(name, taken, DOMAIN)
    return MadePerson(
        nip=_nip(dice, born, started, serials, woman=woman, is_pppk=is_pppk),
        name=name, title_before=before, title_after=after, woman=woman, born_on=born,
        started_on=started, is_pppk=is_pppk, education=education, agency=agency.code,
        position=position, position_type=kind, echelon=echelon,
        email=OFFICES.get((agency.code, kind), own),
    )  # fmt: skip


def _nip(
    dice: Random, born: date, started: date, taken: set[str], *, woman: bool, is_pppk: bool
) -> str:
    month = f"2{dice.randint(1, 3)}" if is_pppk else f"{started:%m}"
    while True:
        nip = f"{born:%Y%m%d}{started:%Y}{month}{2 if woman else 1}{dice.randint(1, 400):03d}"
        if nip not in taken:
            taken.add(nip)
            return nip
