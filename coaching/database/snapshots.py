"""Employee rows as Parquet files outside the database, known again by their hash."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
from sqlalchemy import select

from coaching.database import tables
from coaching.database.work import Db
from coaching.errors import SnapshotChanged


@dataclass(frozen=True)
class Snapshot:
    """What is to be kept of one list: which source, of which year, and the rows' hash."""

    source: str
    holds: str
    year: int
    sha256: str

    @property
    def file_name(self) -> str:
        """The file's name: no name of a person, nothing of what is in it."""
        return f"{self.source}-{self.year}-{self.sha256[:12]}.parquet"


def keep(db: Db, told: Snapshot, rows: pl.DataFrame, folder: Path, as_of: date) -> bool:
    """Write a snapshot under keys; False where exactly this was kept before.

    Args:
        rows: with `key`; no NIP.
    """
    if _kept(db, told) is not None:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / told.file_name
    half = file.with_suffix(".half")  # a cut write must not look like a snapshot
    rows.write_parquet(half, compression="zstd")
    half.replace(file)
    db.add(
        tables.EmployeeSnapshot(
            source=told.source, holds=told.holds, year=told.year, sha256=told.sha256,
            file_name=told.file_name, file_sha256=_sha256(file), rows=len(rows), taken_on=as_of,
        )
    )  # fmt: skip
    return True


def read_again(db: Db, told: Snapshot, folder: Path) -> pl.DataFrame:
    """Return the rows of a snapshot as they were kept.

    Raises:
        SnapshotChanged: the file is gone, or is no longer what was written.
    """
    kept = _kept(db, told)
    file = folder / told.file_name
    if kept is None or not file.exists() or _sha256(file) != kept.file_sha256:
        raise SnapshotChanged(file=told.file_name)
    return pl.read_parquet(file)


def _kept(db: Db, told: Snapshot) -> tables.EmployeeSnapshot | None:
    row = tables.EmployeeSnapshot
    return db.scalar(
        select(row).where(
            row.source == told.source, row.year == told.year, row.sha256 == told.sha256
        )
    )


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
