"""Made-up employees as files, for benchmarks: as many as one likes, always the same."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import polars as pl

SEED, YEAR = 17, 2021
PEOPLE_PER_UNIT = 15
UNITS_PER_AGENCY = 12
EDUCATION = ("S-3/Doktor", "S-2", "S-1/Sarjana", "Diploma III/Sarjana Muda", "SLTA", "SLTP")
POSTS = ("Jabatan Struktural", "Jabatan Fungsional", "Jabatan Pelaksana")
KINDS = ("PIM III", "Diklat Fungsional", "Diklat Teknis", "Seminar")
LEVELS = ("Ringan", "Sedang", "Berat")
FILES = ("employees", "training", "performance", "discipline", "units")


def make_files(people: int, folder: Path) -> Mapping[str, Path]:
    """Write the five files of a body with that many employees; return them by what they hold.

    The employees have the columns of a short export, which is the hard case: of the
    69 of a whole one a reader could skip most.
    """
    folder.mkdir(parents=True, exist_ok=True)
    dice = np.random.default_rng(SEED)
    nips = _nips(people).gather(dice.permutation(people))
    units = max(people // PEOPLE_PER_UNIT, UNITS_PER_AGENCY)
    frames = {
        "employees": _employees(dice, nips, units),
        "training": _training(dice, nips),
        "performance": _performance(dice, nips),
        "discipline": _discipline(dice, nips),
        "units": _units(units),
    }
    files = {name: folder / f"{name}.csv" for name in frames}
    for name, frame in frames.items():
        frame.write_csv(files[name])
    return files


def _nips(people: int) -> pl.Series:
    """Return as many different numbers, four of five of PNS, the rest of PPPK."""
    number = pl.int_range(people, eager=True)
    is_pppk = number % 5 == 4
    rest = number // 5 * 4 + number % 5
    serial, rest = rest % 999 + 1, rest // 999
    day, rest = rest % 28 + 1, rest // 28
    month, rest = rest % 12 + 1, rest // 12
    born = 1965 + rest % 30
    started = 22 + born + rest // 30
    return pl.select(
        pl.format(
            "{}{}{}{}{}{}{}",
            born, _padded(month, 2), _padded(day, 2), started,
            pl.when(is_pppk).then(pl.lit("21")).otherwise(_padded(month, 2)),
            pl.lit("1"), _padded(serial, 3),
        )
    ).to_series()  # fmt: skip


def _padded(numbers: pl.Series, width: int) -> pl.Series:
    return numbers.cast(pl.String).str.zfill(width)


def _one_of(dice: np.random.Generator, words: tuple[str, ...], count: int) -> pl.Series:
    return pl.Series(words).gather(dice.integers(0, len(words), count))


def _employees(dice: np.random.Generator, nips: pl.Series, units: int) -> pl.DataFrame:
    count = len(nips)
    posts = dice.choice(3, count, p=(0.1, 0.5, 0.4))
    echelons = np.where(posts == 0, dice.integers(1, 4, count), 0)
    return pl.DataFrame(
        {
            "NIP BARU": nips,
            "NAMA": pl.select(pl.format("Pegawai Nomor {}", pl.int_range(count))).to_series(),
            "JENIS KELAMIN": pl.Series(["M"]).gather(np.zeros(count, int)),
            "KEDUDUKAN HUKUM NAMA": pl.Series(["Aktif"]).gather(np.zeros(count, int)),
            "JENIS JABATAN NAMA": pl.Series(POSTS).gather(posts),
            "ESELON NAMA": pl.Series(("", "II.b", "III.a", "IV.a")).gather(echelons),
            "TINGKAT PENDIDIKAN NAMA": _one_of(dice, EDUCATION, count),
            "UNOR ID": pl.select(
                pl.format("unit-{}", pl.Series(dice.integers(0, units, count)))
            ).to_series(),
        }
    )


def _training(dice: np.random.Generator, nips: pl.Series) -> pl.DataFrame:
    count = len(nips)
    who = nips.gather(dice.integers(0, count, count))
    hours = dice.choice((8, 16, 20, 24, 32, 40), count)
    years = dice.integers(YEAR - 3, YEAR + 1, count)
    return pl.DataFrame(
        {"NIP": who, "JENIS": _one_of(dice, KINDS, count), "TAHUN": years, "JP": hours}
    )


def _performance(dice: np.random.Generator, nips: pl.Series) -> pl.DataFrame:
    told = nips.filter(pl.Series(dice.random(len(nips)) < 0.95))
    values = np.round(dice.uniform(45, 110, len(told)), 2)
    return pl.DataFrame(
        {"NIP": told, "TAHUN": np.full(len(told), YEAR - 1), "NILAI": pl.Series(values)}
    )


def _discipline(dice: np.random.Generator, nips: pl.Series) -> pl.DataFrame:
    told = nips.filter(pl.Series(dice.random(len(nips)) < 0.01))
    years = dice.integers(YEAR - 6, YEAR + 1, len(told))
    return pl.DataFrame({"NIP": told, "TINGKAT": _one_of(dice, LEVELS, len(told)), "TAHUN": years})


def _units(units: int) -> pl.DataFrame:
    agencies = max(units // UNITS_PER_AGENCY, 1)
    tops = pl.DataFrame(
        {
            "ID": [f"opd-{one}" for one in range(agencies)],
            "NAMA_UNOR": [f"Dinas {one}" for one in range(agencies)],
            "ID_ATASAN": [""] * agencies,
        }
    )
    below = pl.DataFrame(
        {
            "ID": [f"unit-{one}" for one in range(units)],
            "NAMA_UNOR": [f"Bidang {one}" for one in range(units)],
            "ID_ATASAN": [f"opd-{one % agencies}" for one in range(units)],
        }
    )
    return pl.concat([tops, below])


def most_units(folder: Path) -> int:
    """Return how many units below an agency the files of a folder have."""
    units = pl.scan_csv(folder / "units.csv").filter(pl.col("ID").str.starts_with("unit"))
    return int(units.select(pl.len()).collect().item())
