"""Which encoding a text is in, found by reading all of it once."""

import codecs
import re
from typing import BinaryIO

from charset_normalizer import from_bytes

from coaching.sources.broken import BrokenFile

CHUNK = 1024 * 1024
# UTF-32 before UTF-16, whose mark it begins with.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# What programs of offices save beside UTF-8 and Windows-1252: Excel on a Mac, and DOS.
OTHERS = ["mac_roman", "cp850"]
SAMPLE = 1024 * 1024
# A letter beyond ASCII inside a word: what is decoded wrongly seldom looks so.
IN_A_WORD = re.compile(r"[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]")


def encoding_of(stream: BinaryIO) -> str:
    """Return the encoding of a text; the stream is left at its start.

    A byte-order mark decides; else UTF-8 where every byte fits; else UTF-16 where every
    second byte is nothing; else what a Windows or Mac program would have saved.

    Raises:
        BrokenFile: `not-text`, with the row of the first byte that cannot be text.
    """
    start = stream.read(4096)
    stream.seek(0)
    marked = next((name for mark, name in MARKS if start.startswith(mark)), None)
    guess = marked or _without_mark(start)
    if guess is not None:
        _demand(stream, guess)
        return guess
    if _fits(stream, "utf-8") is None:
        return "utf-8"
    return _of_an_office(stream, _fits(stream, "cp1252"))


def _without_mark(start: bytes) -> str | None:
    """Return UTF-16 where ASCII is written in it without a mark."""
    if len(start) < 4 or b"\x00" not in start:
        return None
    first, second = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if second > half * 0.8 and not first:
        return "utf-16-le"
    return "utf-16-be" if first > half * 0.8 and not second else None


def _demand(stream: BinaryIO, encoding: str) -> None:
    wrong = _fits(stream, encoding)
    if wrong is not None:
        raise BrokenFile(why="not-text", row=wrong)


def _fits(stream: BinaryIO, encoding: str) -> int | None:
    """Return the row of the first byte that the encoding does not know; None where all fit."""
    decoder = codecs.getincrementaldecoder(encoding)()
    row = 1
    stream.seek(0)
    wide = encoding.startswith(("utf-16", "utf-32"))
    while True:
        chunk = stream.read(CHUNK)
        nothing = -1 if wide else chunk.find(b"\x00")
        if nothing >= 0:  # no text holds it: a program, or the end of a write that was cut off
            raise BrokenFile(why="not-text", row=row + chunk[:nothing].count(b"\n"))
        try:
            told = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as mistake:
            stream.seek(0)
            return row + mistake.object[: mistake.start].count(b"\n")
        row += told.count("\n")
        if not chunk:
            stream.seek(0)
            return None


def _of_an_office(stream: BinaryIO, wrong: int | None) -> str:
    """Return Windows-1252, or Mac or DOS where its signs make no words and theirs do.

    Args:
        stream: the text.
        wrong: the row of the first byte that Windows-1252 does not know.
    """
    lines = [line for line in stream.read(SAMPLE).splitlines() if not line.isascii()]
    stream.seek(0)
    sample = b"\n".join(lines)[: SAMPLE // 16]
    if wrong is None and _reads_well(sample.decode("cp1252")):
        return "cp1252"
    found = from_bytes(sample, cp_isolation=OTHERS, threshold=0.4).best()
    if found is not None and _reads_well(str(found)) and _fits(stream, found.encoding) is None:
        return found.encoding
    if wrong is not None:
        raise BrokenFile(why="not-text", row=wrong)
    return "cp1252"


def _reads_well(text: str) -> bool:
    """Say whether most signs beyond ASCII are letters, and one stands inside a word."""
    beyond = [sign for sign in text if not sign.isascii()]
    letters = sum(sign.isalpha() for sign in beyond)
    return letters * 2 >= len(beyond) and bool(IN_A_WORD.search(text))
