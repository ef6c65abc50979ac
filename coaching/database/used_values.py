"""Values as an evaluation saw them: by the pulls it was read from, whatever came later."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from coaching.database import tables
from coaching.database.work import Db


@dataclass(frozen=True)
class UsedValue:
    """One value of an agency with the pull it came with.

    Args:
        files: names of the files of that pull; none where they were not kept.
        file: the one it stood in; None where the pull has several, for which of them held a
            value is not kept, nor is its row.
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
    file: str | None


def used_values(db: Db, indicator: str, pulls: Collection[int] | None) -> list[UsedValue]:
    """Return the newest version of each value of an indicator among some pulls.

    Args:
        pulls: ids; None: all there are.
    """
    row, pull = tables.IndicatorValue, tables.Pull
    query = (
        select(row, pull)
        .join(pull, pull.id == row.pull_id)
        .where(row.indicator == indicator)
        .order_by(row.agency_code, row.period, row.version)
    )
    newest: dict[tuple[str, str], UsedValue] = {}
    known = None if pulls is None else set(pulls)
    for one, read in db.execute(query).tuples():
        if known is None or read.id in known:
            files = tuple(str(file["name"]) for file in read.files or ())
            moment = read.taken_at.isoformat() if read.taken_at else read.taken_on.isoformat()
            newest[one.agency_code, one.period] = UsedValue(
                one.agency_code, one.period, one.value, one.respondents, one.version,
                read.source, read.number, read.sha256, moment,
                files, files[0] if len(files) == 1 else None,
            )  # fmt: skip
    return list(newest.values())
