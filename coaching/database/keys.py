"""Random keys for NIPs, many at a time: one table knows both, and nothing else does."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import polars as pl
from sqlalchemy import select, text

from coaching.database import tables
from coaching.database.work import Db

KEY_LENGTH = 32  # hexadecimal digits
BATCH = 100_000
INDEX_CACHE = 384 * 1024  # KiB; the index of five million numbers takes about half of it
SCHEMA = {"nip": pl.Int64, "key": pl.String}


def keys_of(db: Db, nips: pl.Series) -> pl.DataFrame:
    """Return `nip` and `key` of each of these numbers; who has none yet gets a random one.

    Args:
        db: the unit of work; new keys are saved or lost with it.
        nips: numbers of 18 digits, each once.
    """
    known = _known(db)
    wanted = nips.rename("nip").to_frame()
    new = _keyed(wanted.join(known, on="nip", how="anti"))
    with _room_for_an_index(db, len(new)):
        # In the order of the keys, which are random: it says nothing of the numbers, and one of
        # the table's two indexes is written from its start to its end.
        for part in new.sort("key").iter_slices(BATCH):
            _insert(db, part)
    return wanted.join(pl.concat([known, new]), on="nip", how="inner")


def _keyed(new: pl.DataFrame) -> pl.DataFrame:
    # One draw for all: token_hex without a length would be asked a million times.
    digits = secrets.token_hex(KEY_LENGTH // 2 * len(new)) if len(new) else ""
    starts = range(0, len(digits), KEY_LENGTH)
    keys = [digits[start : start + KEY_LENGTH] for start in starts]
    return new.with_columns(key=pl.Series(keys, dtype=pl.String))


def _known(db: Db) -> pl.DataFrame:
    parts = [pl.DataFrame(schema=SCHEMA), *_batches(db)]
    return pl.concat(parts)


def _batches(db: Db) -> Iterator[pl.DataFrame]:
    row = tables.PersonNip
    query = select(row.nip, row.person_key).execution_options(yield_per=BATCH)
    for rows in db.execute(query).partitions():
        nips, keys = zip(*rows, strict=True)
        yield pl.DataFrame({"nip": nips, "key": keys}).cast(SCHEMA)  # type: ignore[arg-type]


@contextmanager
def _room_for_an_index(db: Db, rows: int) -> Iterator[None]:
    """Let SQLite keep a nation's index in memory while it grows at random places.

    With the few megabytes it has otherwise each row pushes out a page that a later row needs.
    """
    if db.get_bind().dialect.name != "sqlite" or rows <= BATCH:
        yield
        return
    before = db.scalar(text("PRAGMA cache_size"))
    db.execute(text(f"PRAGMA cache_size = -{INDEX_CACHE}"))
    try:
        yield
    finally:
        db.execute(text(f"PRAGMA cache_size = {before}"))


def _insert(db: Db, new: pl.DataFrame) -> None:
    """Write rows by the fastest way of the driver, inside the unit of work.

    Measured against ADBC and SQLAlchemy's own: see docs/decisions.
    """
    driver: Any = db.connection().connection.driver_connection
    rows = new.select("key", pl.col("nip").cast(pl.String))
    if db.get_bind().dialect.name == "postgresql":
        with driver.cursor() as cursor, cursor.copy(COPY) as copy:
            copy.write(rows.write_csv(include_header=False))
    else:
        driver.executemany("INSERT INTO person_nip (person_key, nip) VALUES (?, ?)", rows.rows())


COPY = "COPY person_nip (person_key, nip) FROM STDIN (FORMAT csv)"
