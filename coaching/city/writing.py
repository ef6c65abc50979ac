"""The made-up city as files: `data/` as offices would send it, `config/` as we ship it."""

import csv
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from coaching.city import employee_lists, professionals, siasn
from coaching.city.agencies import SILENT, THIN, MadeAgency
from coaching.city.made import City
from coaching.city.series import QUARTERS, SHAPES, YEARS_BEFORE, Table, coached, within
from coaching.city.unit_tree import UNIT_HEADER, units
from coaching.programme.days_off import DaysOff
from coaching.settings import shipped

ROMAN = ("I", "II", "III", "IV")
INDICATOR_HEADER = ("perangkat_daerah", "periode", "indikator", "nilai", "jumlah_pegawai")
Line = tuple[str, ...]


def write_city(city: City, folder: Path) -> None:
    """Write `data/` and `config/` into a folder; the same city gives the same bytes."""
    data = folder / "data"
    (data / "attendance").mkdir(parents=True, exist_ok=True)
    _write(data / "agencies.csv", ("kode", "nama", "singkatan"), (
        (agency.code, agency.name, agency.short_name) for agency in city.agencies
    ))  # fmt: skip
    _write(data / "agency_names.csv", ("kode", "nama", "dari_tahun", "sampai_tahun"), _names(city))
    _write(
        data / "past_coaching.csv", ("kode", "tahun"),
        ((code, str(year)) for code, year in city.past),
    )  # fmt: skip
    _write_employees(city, data)
    for year in range(city.year - YEARS_BEFORE, city.year):
        _write_year(city, city.series, year, data)
    write_config(city.year, folder / "config")


def _write_employees(city: City, data: Path) -> None:
    """Write what is known of employees at the end of the year before the coaching."""
    year = city.year - 1
    table = siasn.rows(list(city.people), city.seed)
    rows = (tuple(row.values()) for row in table)
    _write(data / f"siasn_profil_{year}.csv", siasn.COLUMNS, rows, delimiter=";")
    _write(data / "unit.csv", UNIT_HEADER, units(siasn.GOVERNMENT))
    trainings = professionals.trainings(city)
    _write(data / f"diklat_{year}.csv", professionals.TRAINING_HEADER, trainings)
    performances = professionals.performances(city)
    _write(data / f"kinerja_{year}.csv", professionals.PERFORMANCE_HEADER, performances)
    punishments = professionals.punishments(city)
    _write(data / "hukdis.csv", professionals.DISCIPLINE_HEADER, punishments)


def write_outcomes(
    city: City,
    folder: Path,
    agencies: Sequence[str],
    last_session: date,
    quarters: int = QUARTERS,
) -> list[Path]:
    """Write the coaching year's first quarters; those coached gain what coaching really adds."""
    series = coached(city.series, agencies, city.year, last_session, city.true_effect)
    return _write_year(city, series, city.year, folder / "data", quarters)


def write_config(year: int, folder: Path) -> None:
    """Copy the shipped configuration, its sessions moved to a year, each to a working weekday.

    This city has lists of employees: its sources of them, and what can be counted by them.
    """
    shutil.copytree(shipped("config"), folder, dirs_exist_ok=True)
    for name, more in (("sources.toml", employee_lists.SOURCES),
                       ("indicators.toml", employee_lists.INDICATORS)):  # fmt: skip
        with (folder / name).open("a", encoding="utf-8") as out:
            out.write(more)
    file = folder / "programme.toml"
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^year = \d{4}$", f"year = {year}", text)
    text = re.sub(
        r"(?m)^date = (\d{4}-\d\d-\d\d)$",
        lambda found: f"date = {_same_weekday(date.fromisoformat(found[1]), year)}",
        text,
    )
    file.write_text(text, encoding="utf-8")


def _same_weekday(day: date, year: int) -> date:
    moved = day.replace(year=year)
    same = moved + timedelta(days=(day.weekday() - moved.weekday() + 3) % 7 - 3)
    while DaysOff().name_of(same):
        same += timedelta(weeks=1)
    return same


def _names(city: City) -> Iterable[Line]:
    for agency in city.agencies:
        founded, renamed = city.year - agency.from_offset, city.year - agency.renamed_offset
        if agency.earlier_name:
            yield agency.code, agency.earlier_name, str(founded), str(renamed - 1)
            yield agency.code, agency.name, str(renamed), ""
        else:
            yield agency.code, agency.name, str(founded), ""


def _write_year(
    city: City, series: Mapping[str, Table], year: int, data: Path, quarters: int = QUARTERS
) -> list[Path]:
    files = []
    for quarter in range(quarters):
        lines = list(_quarter(city, series, year, quarter))
        # One office of the city saves with a semicolon and a decimal comma, as
        # Indonesian spreadsheets do; the other does not.
        comma = quarter % 2 == 1
        if comma:
            lines = [(*line[:3], line[3].replace(".", ","), *line[4:]) for line in lines]
        files.append(data / f"indicators_{year}_q{quarter + 1}.csv")
        _write(files[-1], INDICATOR_HEADER, lines, delimiter=";" if comma else ",")
    return files


def _quarter(city: City, series: Mapping[str, Table], year: int, quarter: int) -> Iterable[Line]:
    dice = Random(f"{city.seed}:{year}:{quarter}")
    column = (year - city.year + YEARS_BEFORE) * QUARTERS + quarter
    period = f"{year}-Q{quarter + 1}" if quarter % 2 == 0 else f"TW {ROMAN[quarter]} {year}"
    lines: list[Line] = []
    for place, agency in enumerate(city.agencies):
        for code in SHAPES:
            if _reports(agency, code, year, city.year):
                value = within(code, float(series[code][place, column]))
                told = (_name(agency, year, city.year), period, code, f"{value:.2f}")
                lines.append((*told, str(city.counts[agency.code])))
        if not (agency.code == SILENT and year < city.year):
            # Satisfaction of citizens: in the file, and not an indicator of the programme.
            survey = (_name(agency, year, city.year), period, "skm", f"{dice.uniform(75, 95):.2f}")
            lines.append((*survey, str(city.counts[agency.code])))
    return _soiled(lines, dice, period)


def _reports(agency: MadeAgency, code: str, year: int, coaching_year: int) -> bool:
    if agency.code == SILENT:
        return year >= coaching_year
    return agency.code != THIN or year != coaching_year - 1 or code == "unexcused-absence"


def _name(agency: MadeAgency, year: int, coaching_year: int) -> str:
    if agency.earlier_name and year < coaching_year - agency.renamed_offset:
        return agency.earlier_name
    return agency.name


def _soiled(lines: list[Line], dice: Random, period: str) -> list[Line]:
    """Return the lines with what goes wrong in offices: a repeat, notes, an unknown agency."""
    repeat = dice.choice(lines)
    spaced = dice.randrange(len(lines))
    lines[spaced] = (f" {lines[spaced][0].upper()}  ", *lines[spaced][1:])
    return [
        *lines,
        repeat,
        ("Dinas Pasar", period, "ip-asn", "71.20", "12"),
        ("Perusahaan Daerah Air Minum", period, "ip-asn", "n/a", ""),
        ("Inspektorat", "triwulan lalu", "ip-asn", "80.00", "40"),
    ]


def _write(file: Path, header: Sequence[str], lines: Iterable[Line], delimiter: str = ",") -> None:
    # With a byte-order mark where a spreadsheet would put one: with its semicolons.
    encoding = "utf-8-sig" if delimiter == ";" else "utf-8"
    with file.open("w", encoding=encoding, newline="") as out:
        writer = csv.writer(out, delimiter=delimiter)
        writer.writerow(header)
        writer.writerows(lines)
