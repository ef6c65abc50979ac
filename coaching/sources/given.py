"""What a source gives, ready to be read as rows, wherever it lies."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from coaching.programme import Source
from coaching.sources.broken import MOST_BYTES, BrokenFile
from coaching.sources.headings import Wanted
from coaching.sources.json_records import parsed, record_rows, records_of
from coaching.sources.parquet import parquet_rows
from coaching.sources.texts import Row, text_rows
from coaching.sources.workbooks import workbook_rows

CHUNK = 1024 * 1024
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIPPED, PARQUET = b"PK\x03\x04", b"PAR1"
WORKBOOKS = (".xlsx", ".xlsm")

Rows = Callable[[Wanted], Iterator[Row]]


@dataclass(frozen=True)
class Given:
    """One file, answer or result.

    Args:
        name: the file's name, without its folder.
        sha256: of its bytes; of its rows where it has none of its own.
        rows: gives its rows, the headings first; numbered as a spreadsheet does, or
            from 1 where records have no place.
        is_even: a row that ends early is one whose last cells are empty.
    """

    name: str
    sha256: str
    rows: Rows
    is_even: bool


def given_by(name: str, stream: BinaryIO, source: Source) -> Given:
    """Return what a stream of bytes gives, by what it begins with, whatever it is called.

    Raises:
        BrokenFile: it is larger than any city's, or of a kind that is not read.
    """
    sha256 = fingerprint(stream)
    start = stream.read(8)
    stream.seek(0)
    kind = name.lower()
    if start.startswith(ZIPPED):
        return Given(name, sha256, lambda _: workbook_rows(stream, source.sheet), is_even=True)
    if start.startswith(PARQUET):
        read = partial(parquet_rows, stream)
        return Given(name, sha256, lambda wanted: read(wanted.score), is_even=True)
    if start.startswith(OLD_EXCEL):
        raise BrokenFile(why="old-workbook")
    if kind.endswith(WORKBOOKS):
        raise BrokenFile(why="not-a-workbook")
    if kind.endswith(".parquet"):
        raise BrokenFile(why="not-parquet")
    if kind.endswith(".json"):
        return Given(name, sha256, lambda _: _json(stream, source), is_even=True)
    return Given(name, sha256, lambda wanted: text_rows(stream, wanted.score), is_even=False)


def fingerprint(stream: BinaryIO) -> str:
    """Return the SHA-256 of a stream, which is left at its start."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > MOST_BYTES:
            raise BrokenFile(why="too-large")
        digest.update(chunk)
    stream.seek(0)
    return digest.hexdigest()


def _json(stream: BinaryIO, source: Source) -> Iterator[Row]:
    yield from record_rows(records_of(parsed(stream.read()), source.answer.records))
