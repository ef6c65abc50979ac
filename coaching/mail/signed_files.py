"""Signed letters: whether a file is the draft we exported, unaltered, and signed.

A signature changes the bytes of a PDF, so the draft is known again by what it says. What a
signing service adds, its mark and a line on the certificate, may stand before or after that.

Source: ISO 32000-1, 12.8: a signature is a dictionary with /ByteRange, the value of a field
of type /Sig. Whether the certificate is right is for the service that checks signatures.
"""

import io
import re
from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from coaching.errors import LetterAltered, LetterOfAnother, LetterUnreadable, LetterUnsigned

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_ADDED = 600  # characters that a visible signature may add
# What is added must speak of the signature: anything else is another letter.
SIGNING = re.compile(
    r"tanda ?tangan|tangani|elektronik|sertifikat|verif|BSrE|BSSN|\bTTE\b|\bsign|certificate"
    r"|digital",
    re.IGNORECASE,
)
LARGEST = 20_000_000  # bytes


def read(file: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        LetterUnreadable: it is too large.
    """
    content = file.read_bytes() if file.stat().st_size <= LARGEST else b""
    if not content.startswith(b"%PDF-"):
        raise LetterUnreadable(file=file.name)
    return content


def check(name: str, signed: bytes, agency: str, drafts: Mapping[str, bytes]) -> None:
    """Accept a signed PDF as the letter of an agency.

    Args:
        name: of the file, as problems tell it.
        agency: whose letter it is to be.
        drafts: every draft of the session, by agency.

    Raises:
        LetterUnreadable: it is no PDF that can be read.
        LetterOfAnother: it says what the letter to another agency says.
        LetterAltered: it says something else than the draft.
        LetterUnsigned: nobody has signed it.
    """
    told = _words(name, signed)
    if not _says(told, _words(name, drafts[agency])):
        others = [one for one, draft in drafts.items() if one != agency]
        whose = [one for one in others if _says(told, _words(name, drafts[one]))]
        if whose:
            raise LetterOfAnother(file=name, agency=agency, other=whose[0])
        raise LetterAltered(file=name, agency=agency)
    if not _is_signed(name, signed):
        raise LetterUnsigned(file=name, agency=agency)


def _says(told: list[list[str]], draft: list[list[str]]) -> bool:
    """Say whether pages are the draft's, with at most the words of a signature around each."""
    added = [_around(page or [], drafted or []) for page, drafted in zip_longest(told, draft)]
    said = [words for words in added if words]
    speaks_of_signing = all(SIGNING.search(words) for words in said)
    return None not in added and speaks_of_signing and sum(map(len, said)) <= MOST_ADDED


def _around(page: list[str], drafted: list[str]) -> str | None:
    """Return what a page says before and after the draft's words; None where they are others.

    What a signature adds is written before or after them; between them it would change them.
    """
    for start in range(len(page) - len(drafted) + 1):
        if page[start : start + len(drafted)] == drafted:
            return " ".join(page[:start] + page[start + len(drafted) :])
    return None


def _words(name: str, content: bytes) -> list[list[str]]:
    pages = _reader(name, content).pages
    return [re.findall(r"\S+", page.extract_text()) for page in pages]


def _is_signed(name: str, content: bytes) -> bool:
    fields = _reader(name, content).get_fields() or {}
    values = [one.get("/V") for one in fields.values() if one.get("/FT") == "/Sig"]
    return any(value is not None and "/ByteRange" in value.get_object() for value in values)


def _reader(name: str, content: bytes) -> "PdfReader":
    # Each start of a run would pay for it, and few read signed letters.
    from pypdf import PdfReader
    from pypdf.errors import PdfReadError

    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        len(reader.pages)
    except (PdfReadError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise LetterUnreadable(file=name) from None
    return reader
