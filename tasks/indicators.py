"""Stage 1's steps: agencies and their names, then one source each, read, checked and saved."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime

import pandas as pd

from coaching.database import agencies, audit, indicators, people, pulls
from coaching.database.cycle import mark_done
from coaching.database.people import PersonRow
from coaching.database.work import Db, work
from coaching.domain.cycle import Stage
from coaching.domain.frames import records
from coaching.domain.ip_asn_published import KEYS, by_agency, taken_rows
from coaching.domain.measuring import IP_ASN
from coaching.programme import Holds, Programme, Source
from coaching.programme.ip_asn import PUBLISHED
from coaching.settings import settings
from coaching.sources import (
    AgencyBook,
    AgencyNames,
    Known,
    Reading,
    cells_of,
    read_source,
    write_rejects,
)
from tasks.retries import STEADY
from tasks.sheets import agency_book
from tasks.steps import task


@dataclass(frozen=True)
class Tally:
    """What came of one source: rows read are rows accepted and rows rejected."""

    source: str
    read: int
    accepted: int
    rejected: int
    is_unchanged: bool
    changed: int = 0


@task(task_run_name="pull-agencies", **STEADY)
def pull_agencies(programme: Programme, year: int, as_of: date) -> tuple[list[Tally], AgencyNames]:
    """Read and save the agencies and the names they go by; return which name means which.

    Rows that cannot be used go to a file; what was corrected in it before stands.
    """
    book = agency_book(programme, year, lambda one: write_rejects(one, settings().rejects))
    with work() as db:
        _save_book(db, book)
        tallies = [_tally(db, one, as_of, lambda *_: 0) for one in book.readings]
    return tallies, book.lookup


def _save_book(db: Db, book: AgencyBook) -> None:
    agencies.take_in(
        db, [(row["agency"], row["name"], row["short_name"]) for row in records(book.agencies)]
    )
    agencies.take_in_names(
        db,
        [
            (row["agency"], row["name"], int(row["from_year"]), _year(row["to_year"]))
            for row in records(book.names)
        ],
    )


def _year(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]


@task(task_run_name="pull-{source.name}", **STEADY)
def pull_source(
    source: Source, programme: Programme, names: AgencyNames, year: int, as_of: date
) -> Tally:
    """Read one source and save what is new in it; rows that cannot be used go to a file.

    Raises:
        SourceMissing, SourceUnreadable, ColumnMissing, NothingAccepted.
    """
    reading = read_source(
        source, settings().working_folder, Known.of(programme, year, names, latest(as_of))
    )
    if source.holds is Holds.IP_ASN:
        reading = _of_published_years(reading, programme)
    write_rejects(reading, settings().rejects)
    reading.raise_if_empty()
    with work() as db:
        return _tally(db, reading, as_of, SAVE[source.holds])


def latest(as_of: date) -> date:
    """Return the day after which nothing can have been measured, also where time is made up."""
    return max(as_of, datetime.now(UTC).date())


def _of_published_years(reading: Reading, programme: Programme) -> Reading:
    """Leave out results of years whose index is computed from employee rows."""
    taken = reading.accepted["year"].map(programme.ip_asn.by) == PUBLISHED
    omitted = int((~taken).sum())
    return replace(
        reading,
        accepted=reading.accepted[taken.astype(bool)],
        read=reading.read - omitted,
        left_out=omitted,
    )


def _tally(db: Db, reading: Reading, as_of: date, save: Callable[[Db, Reading, int], int]) -> Tally:
    """Save a reading once; exactly the same content again changes nothing."""
    accepted, rejected = len(reading.accepted), reading.read - len(reading.accepted)
    tally = Tally(reading.source, reading.read, accepted, rejected, is_unchanged=True)
    if pulls.is_unchanged(db, reading.source, reading.sha256):
        return tally
    pull = pulls.record(
        db, reading.source, reading.sha256, as_of, accepted=accepted, rejected=rejected,
        left_out=reading.left_out, files=[asdict(file) for file in reading.files],
    )  # fmt: skip
    changed = save(db, reading, pull)
    audit.note(
        db, "source-pulled", as_of=as_of, source=reading.source,
        read=reading.read, accepted=accepted, rejected=rejected, changed=changed,
    )  # fmt: skip
    return Tally(
        reading.source, reading.read, accepted, rejected, is_unchanged=False, changed=changed
    )


def _save_values(db: Db, reading: Reading, pull: int) -> int:
    cells = [[cell] for cell in cells_of(reading.accepted)]
    told = _placed(reading.accepted[indicators.TOLD], cells)
    return sum(indicators.save_values(db, told, pull))


def _placed(values: pd.DataFrame, cells: list[list[dict[str, object]]]) -> pd.DataFrame:
    """Return values with the cells that each was read from, in their order."""
    return values.assign(places=pd.Series(cells, index=values.index, dtype=object))


def _save_people(db: Db, reading: Reading, _pull: int) -> int:
    added, corrected = people.take_in(db, [_person(row) for row in records(reading.accepted)])
    return added + corrected


def _person(row: dict[str, object]) -> PersonRow:
    nip, agency, name = row.get("nip"), str(row["agency"]), str(row["name"])
    return PersonRow(
        nip=str(nip) if nip else None,
        reference=None if nip else f"{agency}:{name.casefold()}",
        agency=agency,
        name=name,
        position=str(row["position"]),
        position_type=str(row["position_type"]),
        is_head=bool(row["is_head"]),
        email=str(row["email"]) if row.get("email") else None,
    )


def _save_past_coaching(db: Db, reading: Reading, _pull: int) -> int:
    pairs = [(row["agency"], int(row["year"])) for row in records(reading.accepted)]
    return agencies.take_in_past_coaching(db, pairs)


def _save_ip_asn(db: Db, reading: Reading, pull: int) -> int:
    """Save published results: one index per agency and year."""
    table = by_agency(reading.accepted)
    values = table.rename(columns={"index": "value", "heads": "respondents"})
    made_of = {keys: cells_of(taken_rows(rows)) for keys, rows in reading.accepted.groupby(KEYS)}
    cells = [made_of[row["agency"], row["year"]] for row in records(table)]
    values = values.assign(indicator=IP_ASN, period=table["year"].astype(str))
    told = _placed(values[indicators.COLUMNS], cells)
    return sum(indicators.save_values(db, told, pull))


SAVE: dict[Holds, Callable[[Db, Reading, int], int]] = {
    Holds.INDICATORS: _save_values,
    Holds.PEOPLE: _save_people,
    Holds.OFFICIALS: _save_people,
    Holds.PAST_COACHING: _save_past_coaching,
    Holds.IP_ASN: _save_ip_asn,
}


@task(task_run_name="finish-pull-{year}", **STEADY)
def finish_pull(year: int, as_of: date) -> bool:
    """Record that the year's sources have been pulled; False where that was recorded before."""
    with work() as db:
        return mark_done(db, year, Stage.PULL, as_of)
