"""Numbers and dates of letters that another register, such as SRIKANDI, gave: a CSV comes in.

Its columns are `perangkat_daerah` (code or name), `nomor`, `tanggal` and, where it is
given, `hari`, which has to be the weekday of that date.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from coaching.database import agencies, audit, given_numbers, invitations
from coaching.database.given_numbers import Numbered
from coaching.database.work import Db, reading, work
from coaching.domain.weekdays import is_weekday_of
from coaching.errors import WrongInput

COLUMNS = ("perangkat_daerah", "nomor", "tanggal")
LONGEST = 100  # characters of a number
DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")  # day first, beside 2027-03-14


def awaiting(year: int, session: str) -> list[str]:
    """Return the agencies of a session whose letter has no number yet."""
    with reading() as db:
        known = {**given_numbers.given(db, year, session), **invitations.letters(db, year, session)}
        return sorted(_called(db, year, session) - known.keys())


def take_in(year: int, session: str, file: Path, *, entered_by: str, as_of: date) -> int:
    """Take in the numbers of a session's letters; return how many are new.

    All rows are looked at before the first is taken in. The same file again changes nothing.

    Raises:
        WrongInput: the file or one of its rows cannot be meant; the row is told.
    """
    if not entered_by.strip():
        raise WrongInput(field="entered-by", value=None, why="empty")
    rows = list(_rows(file))
    with work() as db:
        known = given_numbers.given(db, year, session)
        held_on = {one.code: one.held_on for one in invitations.sessions(db, year)}
        if session not in held_on:
            raise WrongInput(field="session", value=session, why="no-such-session")
        found = list(_numbers(db, year, session, rows, held_on[session]))
        new = [one for one in found if known.get(one.agency) != one]
        for one in new:
            if one.agency in known:
                raise WrongInput(field="nomor", value=one.number, why="number-stands")
            given_numbers.enter(db, year, session, one, entered_by=entered_by)
            audit.note(
                db, "number-given", as_of=as_of, year=year, actor=entered_by, session=session,
                agency=one.agency, number=one.number,
            )  # fmt: skip
    return len(new)


def _rows(file: Path) -> Iterator[Mapping[str, str]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise WrongInput(field="file", value=file.name, why="no-table-to-read") from None
    mark = ";" if ";" in text.partition("\n")[0] else ","
    table = csv.DictReader(io.StringIO(text), delimiter=mark)
    if not set(COLUMNS) <= {str(one).strip() for one in table.fieldnames or ()}:
        raise WrongInput(field="file", value=file.name, why="columns-missing")
    for row in table:
        yield {str(name).strip(): str(value or "").strip() for name, value in row.items()}


def _numbers(
    db: Db, year: int, session: str, rows: list[Mapping[str, str]], held_on: date
) -> Iterator[Numbered]:
    called = _called(db, year, session)
    codes = {name.casefold(): code for code, name in agencies.titles(db, year).items()}
    taken = given_numbers.elsewhere(db, year, session)
    seen: set[str] = set()
    for row in rows:
        name = row["perangkat_daerah"]
        agency = name if name in called else codes.get(name.casefold(), "")
        if agency not in called or agency in seen:
            raise WrongInput(field="perangkat_daerah", value=name, why="no-letter-of-it")
        number = row["nomor"]
        if not number or len(number) > LONGEST or number in taken:
            raise WrongInput(field="nomor", value=number, why="number-taken")
        seen.add(agency)
        taken.add(number)
        yield Numbered(agency, number, _day(row, held_on))


def _day(row: Mapping[str, str], held_on: date) -> date:
    written = row["tanggal"]
    day = _read(written)
    if day >= held_on:
        raise WrongInput(field="tanggal", value=written, why="not-before-session")
    if row.get("hari") and not is_weekday_of(row["hari"], day):
        raise WrongInput(field="hari", value=f"{row['hari']}, {written}", why="another-weekday")
    return day


def _read(written: str) -> date:
    found = DAY.fullmatch(written)
    try:
        return date(*map(int, reversed(found.groups()))) if found else date.fromisoformat(written)
    except ValueError:
        raise WrongInput(field="tanggal", value=written, why="date") from None


def _called(db: Db, year: int, session: str) -> set[str]:
    return {one.agency for one in invitations.in_force(db, year, session)}
