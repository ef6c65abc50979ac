"""Text into rows: whatever its encoding and delimiter, one line in memory at a time."""

import csv
import io
from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO

from coaching.sources.broken import MOST_COLUMNS, MOST_LINE, BrokenFile
from coaching.sources.encodings import encoding_of

DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT = 20  # lines in which the headings are looked for

Row = tuple[int, list[str]]
Score = Callable[[list[str]], int]


def text_rows(stream: BinaryIO, score: Score) -> Iterator[Row]:
    """Return the rows of a text with the number of the line each begins in.

    Args:
        stream: the file, at its start.
        score: says how many of the headings wanted a row holds; finds the delimiter.

    Raises:
        BrokenFile: it is no text, or no table.
    """
    encoding = encoding_of(stream)
    _refuse_web_page(stream)
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        yield from _rows(_lines(text), _delimiter(_first_lines(text), score))
    finally:
        text.detach()  # the stream is its opener's to close


def _refuse_web_page(stream: BinaryIO) -> None:
    start = stream.read(512).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    stream.seek(0)
    if start.startswith((b"<!doctype html", b"<html")):
        raise BrokenFile(why="a-web-page", row=1)


def _first_lines(text: io.TextIOWrapper) -> list[str]:
    found = [line for line in islice(_lines(text), LOOKED_AT) if line.strip()]
    text.seek(0)
    return found


def _delimiter(lines: list[str], score: Score) -> str:
    """Return the delimiter under which a line holds most headings, then most columns.

    A comma where none does.
    """

    def worth(mark: str) -> tuple[int, int]:
        rows = [next(csv.reader([line], delimiter=mark), []) for line in lines]
        found = max((score(row) for row in rows), default=0)
        return found, len(rows[0]) if rows else 0

    try:
        return max(DELIMITERS, key=worth)
    except csv.Error:
        return DELIMITERS[0]  # reading the rows says where


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Return the lines; a single one must not fill the memory.

    A text whose lines end in a carriage return alone (old Macs) is cut there too.
    """
    number = 0
    while line := text.readline(MOST_LINE + 1):
        number += 1
        if len(line) > MOST_LINE:
            raise BrokenFile(why="line-too-long", row=number, column=MOST_COLUMNS)
        yield line


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[Row]:
    counted = _Counted(lines)
    reader = csv.reader(counted, delimiter=delimiter)
    started = 1
    try:
        for cells in reader:
            if len(cells) > MOST_COLUMNS:
                raise BrokenFile(why="too-many-columns", row=started, column=MOST_COLUMNS + 1)
            if counted.ended and counted.quotes % 2:
                raise BrokenFile(why="quote-open", row=started)
            yield started, cells
            started = reader.line_num + 1
            counted.quotes = 0
    except csv.Error:
        raise BrokenFile(why="not-a-table", row=started) from None


class _Counted:
    """Lines, the quotes of those handed out, and whether the last has been."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines, self.quotes, self.ended = lines, 0, False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Hand out the next line."""
        try:
            line = next(self.lines)
        except StopIteration:
            self.ended = True
            raise
        self.quotes += line.count('"')
        return line
