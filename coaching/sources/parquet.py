"""Parquet into rows: no column that was not asked for leaves the file."""

from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from coaching.sources.broken import MOST_CELLS, MOST_COLUMNS, BrokenFile
from coaching.sources.cells import written
from coaching.sources.texts import Row, Score

HEADER = 0  # records are counted from 1; the names of the columns stand before them
AT_ONCE = 50_000


def parquet_rows(stream: BinaryIO, wanted: Score) -> Iterator[Row]:
    """Return the names of the columns as row 0, then the records, numbered from 1.

    Args:
        stream: the file, at its start.
        wanted: says whether a heading alone is one that is asked for; other columns
            are returned empty and not read.

    Raises:
        BrokenFile: it is no complete Parquet file, or holds too much.
    """
    try:
        names = list(pl.read_parquet_schema(stream))
        stream.seek(0)
        _measure(names, stream)
        taken = [name for name in names if wanted([name])]
        table = pl.read_parquet(stream, columns=taken or names)
    except BrokenFile:
        raise
    # Its reader is written in Rust and panics on some broken files.
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError) as broken:
        raise BrokenFile(why="not-parquet") from broken
    yield HEADER, names
    places = [names.index(name) for name in table.columns]
    blank = [""] * len(names)
    for number, record in enumerate(table.iter_rows(buffer_size=AT_ONCE), start=1):
        cells = blank.copy()
        for place, cell in zip(places, record, strict=True):
            cells[place] = written(cell)
        yield number, cells


def _measure(names: list[str], stream: BinaryIO) -> None:
    if len(names) > MOST_COLUMNS:
        raise BrokenFile(why="too-many-columns", row=HEADER, column=MOST_COLUMNS + 1)
    rows = pl.scan_parquet(stream).select(pl.len()).collect().item()
    stream.seek(0)
    if rows * len(names) > MOST_CELLS:
        raise BrokenFile(why="too-large", row=rows)
