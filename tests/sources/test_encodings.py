"""The encoding of a text is found out by reading it."""

import io

import pytest

from coaching.sources.broken import BrokenFile
from coaching.sources.encodings import encoding_of

TEXT = "agency;value\nDinas Kesehatan – Kota;81,5\nRésidence générale, Müller, façade;70\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
def test_text_comes_out_as_it_was_written(encoding: str):
    content = TEXT.encode(encoding)
    found = encoding_of(io.BytesIO(content))
    assert content.decode(found) == TEXT


def test_what_dos_saved_is_read():
    text = TEXT.replace("–", "-")
    content = text.encode("cp850")
    assert content.decode(encoding_of(io.BytesIO(content))) == text


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (b"agency,value\ndinkes,\x00\x00\x00\x00", 2),
        ("\ufeffagency,value".encode("utf-16-le") + b"\x00", 1),
        (b"\xef\xbb\xbfa,b\n1,2\n\xff\xfe,3\n", 3),
        (b"a\n1\n\x81\n", 3),
    ],
)
def test_the_row_of_what_is_no_text_is_told(content: bytes, row: int):
    with pytest.raises(BrokenFile) as told:
        encoding_of(io.BytesIO(content))
    assert (told.value.why, told.value.row) == ("not-text", row)
