"""Header lines of a mail: ASCII, folded, and without a way to smuggle in another header."""

import base64
import re
import unicodedata
from dataclasses import dataclass

# RFC 5322, section 2.1.1: lines should have at most 78 characters and must have at most 998.
LINE = 76
# 45 bytes are 60 characters of base64; with "=?utf-8?b?" and "?=" 72, and a word may have 75.
ENCODED_BYTES = 45
LONGEST_WORD = 60
LONGEST_NAME = 900
PLAIN_ADDRESS = re.compile(r"[^\s<>()\[\]\\,;:@\"]+@[^\s<>()\[\]\\,;:@\"]+")


@dataclass(frozen=True)
class Mailbox:
    """Whom a mail is from or to: a name as people write it, and an address."""

    name: str
    address: str


def text_header(name: str, text: str) -> bytes:
    """Return the lines of a header that people read, such as Subject.

    Raises:
        ValueError: the text holds a control character, such as the end of a line.
    """
    return _folded(name, _words(refuse_controls(text), LINE - len(name) - 2))


def address_header(name: str, mailbox: Mailbox) -> bytes:
    """Return the lines of a header with one mailbox, which stays one however long its name.

    An ASCII name is one quoted string on one line, even a long one: some readers
    end a quoted name where its line ends, and others put blanks between encoded words.

    Raises:
        ValueError: name or address hold a control character, or it is no plain address.
    """
    address = checked_path(mailbox.address)
    if not mailbox.name:
        return _folded(name, [address])
    quoted = refuse_controls(mailbox.name).replace("\\", r"\\").replace('"', r"\"")
    if _is_plain(mailbox.name) and len(quoted) <= LONGEST_NAME:
        return _folded(name, [f'"{quoted}"', f"<{address}>"])
    return _folded(name, [*_encoded_words(mailbox.name), f"<{address}>"])


def token_header(name: str, value: str) -> bytes:
    """Return a header that programs read; refuse what is not printable ASCII."""
    if not _is_printable_ascii(value):
        raise ValueError(f"{name} takes printable ASCII characters only")
    return f"{name}: {value}\r\n".encode("ascii")


def checked_path(address: str) -> str:
    """Return an address that can stand in a header or an SMTP command without harm.

    Raises:
        ValueError: blanks, control characters, brackets, commas, or letters outside ASCII.
    """
    if not _is_printable_ascii(address) or not PLAIN_ADDRESS.fullmatch(address):
        raise ValueError("not a plain address")
    return address


def refuse_controls(text: str) -> str:
    """Return the text, or raise ValueError where it holds a control character."""
    if text.isprintable():  # nearly always; then nothing of the kind is in it
        return text
    if any(unicodedata.category(letter) in {"Cc", "Zl", "Zp"} for letter in text):
        raise ValueError("a header cannot hold control characters or line ends")
    return text


def _words(text: str, room: int) -> list[str]:
    words = text.split(" ")
    foldable = all(words) and all(len(word) <= LONGEST_WORD for word in words)
    if _is_plain(text) and (foldable or len(text) <= room):
        return words if foldable else [text]
    return _encoded_words(text)


def _is_plain(text: str) -> bool:
    return _is_printable_ascii(text) and "=?" not in text and text == text.strip()


def _is_printable_ascii(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _encoded_words(text: str) -> list[str]:
    """Return RFC 2047 words, each decodable alone: no letter is cut in two."""
    chunks = [b""]
    for word in re.findall("[^ ]+ ?| ", text):
        # Cut between words where possible: some readers show a blank at each cut.
        whole = len(word.encode("utf-8")) <= ENCODED_BYTES
        for piece in [word] if whole else word:
            more = piece.encode("utf-8")
            if len(chunks[-1]) + len(more) > ENCODED_BYTES:
                chunks.append(b"")
            chunks[-1] += more
    return [f"=?utf-8?b?{base64.b64encode(chunk).decode()}?=" for chunk in chunks]


def _folded(name: str, words: list[str]) -> bytes:
    lines, line = [], f"{name}: {words[0]}"
    for word in words[1:]:
        if len(line) + 1 + len(word) > LINE:
            lines.append(line)
            line = ""
        line += f" {word}"
    return "\r\n".join([*lines, line, ""]).encode("ascii")
