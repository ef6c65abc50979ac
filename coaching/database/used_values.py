"""Values as an evaluation saw them: by the pulls it was read from, whatever came later."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, cast, select
from sqlalchemy.types import String

from coaching.database import tables
from coaching.database.work import Db


@dataclass(frozen=True)
class Cell:
    """Where a value stands: the file, its line, and the heading where a line holds several."""

    file: str
    row: int
    heading: str


@dataclass(frozen=True)
class UsedValue:
    """One value of an agency with the pull it came with.

    Args:
        files: names of the files of that pull; none where they were not kept.
        cells: those it was read from; none where it was measured from rows of employees,
            or is from before they were kept.
        measured, heads: how many employees it was measured from, of how many; None: of none.
        taken_at: the moment of the pull, ISO 8601 in UTC; its day where no moment was kept.
    """

    agency: str
    period: str
    value: float
    respondents: int | None
    version: int
    source: str
    pull: int
    sha256: str
    taken_at: str
    files: tuple[str, ...]
    cells: tuple[Cell, ...]
    measured: int | None
    heads: int | None


def used_values(db: Db, indicator: str, pulls: Collection[int] | None) -> list[UsedValue]:
    """Return the newest version of each value of an indicator among some pulls.

    Args:
        pulls: ids; None: all there are.
    """
    row, pull, measured = tables.IndicatorValue, tables.Pull, tables.Measurement
    of_employees = and_(
        measured.pull_id == row.pull_id, measured.agency_code == row.agency_code,
        measured.indicator == row.indicator, cast(measured.year, String) == row.period,
    )  # fmt: skip
    query = (
        select(row, pull, measured)
        .join(pull, pull.id == row.pull_id)
        .outerjoin(measured, of_employees)
        .where(row.indicator == indicator)
        .order_by(row.agency_code, row.period, row.version)
    )
    known = None if pulls is None else set(pulls)
    newest = {
        (one.agency_code, one.period): _used(one, read, people)
        for one, read, people in db.execute(query).tuples()
        if known is None or read.id in known
    }
    return list(newest.values())


def _used(
    one: tables.IndicatorValue, read: tables.Pull, people: tables.Measurement | None
) -> UsedValue:
    moment = read.taken_at.isoformat() if read.taken_at else read.taken_on.isoformat()
    return UsedValue(
        one.agency_code, one.period, one.value, one.respondents, one.version,
        read.source, read.number, read.sha256, moment,
        tuple(str(file["name"]) for file in read.files or ()),
        tuple(Cell(**cell) for cell in one.places or ()),
        people.measured if people else None, people.heads if people else None,
    )  # fmt: skip
