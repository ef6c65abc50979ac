"""Pieces of a mail somebody else wrote: read with limits, and without trusting any of it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from email.utils import getaddresses, parsedate_to_datetime
from html import unescape
from typing import Protocol

LARGEST = 5_000_000  # bytes; of a larger mail only the headers are read
LARGEST_HEAD = 100_000
LONGEST_HEADER = 2_000  # characters looked at
LONGEST_TEXT = 200_000
MOST_PARTS = 100
MOST_LINES = 100_000  # five megabytes of base64 have 70,000; each costs the parser time and memory
MESSAGE_ID = re.compile(r"<[^<>\s]{1,900}>")

# Half a letter: no terminal, file or database takes it.
HALF_A_LETTER = re.compile("[\ud800-\udfff]")

BLOCKS = {"p", "div", "br", "tr", "li", "td", "h1", "h2", "h3", "table", "ul", "ol", "hr", "body"}
UNSEEN = {"style", "script", "head", "title"}
QUOTED = {"blockquote"}
TAG_NAME = re.compile(r"</?([a-z0-9]+)")


class _ShortHeaders(Compat32):
    """Reads the beginning of each header: the library takes minutes for a long Content-Type."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_HEADER]


class _Opened(Protocol):
    def read(self, size: int, /) -> bytes: ...


def mail_from(file: _Opened) -> bytes:
    """Return a mail; of one that is too large no more than tells that: memory may not hold it."""
    return file.read(LARGEST + 1)


def parsed(raw: bytes) -> Message:
    """Return the mail as a tree; of one too large or too branched only its headers."""
    parser = BytesParser(policy=_ShortHeaders())
    if not is_beyond_limits(raw):
        with suppress(RecursionError):  # mails within mails
            return parser.parsebytes(raw)
    return parser.parsebytes(_head(raw), headersonly=True)


def is_beyond_limits(raw: bytes) -> bool:
    """Say whether only the headers of a mail are read."""
    if len(raw) > LARGEST or max(raw.count(b"\n"), raw.count(b"\r")) > MOST_LINES:
        return True
    return raw.lower().count(b"boundary=") > MOST_PARTS


def _head(raw: bytes) -> bytes:
    start = raw[:LARGEST_HEAD]
    found = re.search(rb"\r?\n\r?\n", start)
    return start[: found.start()] + b"\r\n\r\n" if found else start


def header(mail: Message, name: str) -> str:
    """Return a header as one line of text, cut at 2,000 characters; empty where it is absent."""
    value = str(mail.get(name, ""))[:LONGEST_HEADER]
    with suppress(MessageError, ValueError, LookupError):  # else it is read as it stands
        value = str(make_header(decode_header(value)))
    return whole_letters(" ".join(value.split()))


def headers(mail: Message, name: str) -> list[str]:
    """Return every header of that name, the first 20 of them."""
    return [str(value)[:LONGEST_HEADER] for value in (mail.get_all(name) or [])[:20]]


def address_in(text: str) -> str | None:
    """Return the first address of a header, in lower case; None without one."""
    found = []
    with suppress(RecursionError):  # comments within comments
        found = [one for _, one in getaddresses([text[:LONGEST_HEADER]]) if "@" in one]
    return whole_letters(found[0].strip().lower()) if found else None


def message_ids(text: str) -> tuple[str, ...]:
    """Return the Message-IDs in a header, with their brackets."""
    return tuple(MESSAGE_ID.findall(text))


def moment_of(mail: Message) -> datetime | None:
    """Return when the last server took a mail, else when it says to be from, in UTC."""
    received = next(iter(headers(mail, "Received")), "").rpartition(";")[2]
    for text in (received, header(mail, "Date")):
        with suppress(ValueError, TypeError, OverflowError, IndexError):
            moment = parsedate_to_datetime(" ".join(text.split()))
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    return None


def leaves(mail: Message) -> Iterator[Message]:
    """Yield the parts that hold something, the first 100 of them; not those of mails inside."""
    waiting, seen = [mail], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = [piece for piece in part.get_payload() if isinstance(piece, Message)]
        else:
            yield part


def content(part: Message) -> bytes:
    """Return a part's bytes, decoded; empty where there are none."""
    decoded = part.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else b""


def text_of(part: Message) -> str:
    """Return a part's text; letters that cannot be read become marks.

    Many programs name the wrong letters, or none: what is not as it says is
    most often UTF-8, else that of Windows.
    """
    charset = part.get_content_charset() or "utf-8"
    data = content(part)
    for told in (charset, "utf-8", "cp1252") if len(data) <= LONGEST_TEXT else ():
        with suppress(LookupError, ValueError):
            return whole_letters(data.decode(told))
    try:
        return whole_letters(data[:LONGEST_TEXT].decode(charset, "replace"))
    except (LookupError, ValueError):
        return data[:LONGEST_TEXT].decode("utf-8", "replace")


def whole_letters(text: str) -> str:
    """Return a text in which halves of letters, as broken encodings leave them, are marks."""
    return HALF_A_LETTER.sub("\N{REPLACEMENT CHARACTER}", text)


def written_text(mail: Message) -> str:
    """Return what a person wrote: the first plain part that says something, else the first HTML."""
    own = [part for part in leaves(mail) if part.get_content_disposition() != "attachment"]
    plain = [text_of(part) for part in own if part.get_content_type() == "text/plain"]
    html = [without_tags(text_of(part)) for part in own if part.get_content_type() == "text/html"]
    return next((text for text in (*plain, *html) if text.strip()), "")


def without_tags(html: str) -> str:
    """Return the text of HTML up to its first quotation, one line per block.

    Every character is passed once, however the tags are mangled: the library's
    own parser takes minutes for some hostile pages.
    """
    low, place, pieces = html.lower(), 0, []
    while (opens := low.find("<", place)) >= 0:
        pieces.append(_one_line(html[place:opens]))
        name = found[1] if (found := TAG_NAME.match(low, opens)) else ""
        if name in QUOTED:
            break
        place = _after_tag(low, opens, name)
        if place < 0:
            break
        pieces.append("\n" if name in BLOCKS else "")
    else:
        pieces.append(_one_line(html[place:]))
    return unescape("".join(pieces))


def _after_tag(low: str, opens: int, name: str) -> int:
    """Return where text goes on; -1 where a tag, comment or unseen part never ends."""
    if low.startswith("<!--", opens):
        ends = low.find("-->", opens)
        return ends + 3 if ends >= 0 else -1
    if name in UNSEEN and low[opens + 1] != "/":
        opens = low.find(f"</{name}", opens)
        if opens < 0:
            return -1
    ends = low.find(">", opens)
    return ends + 1 if ends >= 0 else -1


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
