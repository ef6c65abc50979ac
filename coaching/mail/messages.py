"""MIME: the bytes of a mail from its text, HTML, calendar part and attachments.

Written by hand, because the standard library's writer takes some thirty times
as long and breaks long names, and yagmail's cannot make this structure. Every
leaf is base64: then no line of a content can be taken for a boundary, which
begins with `=_`, or for the end of the mail, and equal input gives equal bytes.
"""

import re
from binascii import b2a_base64
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from urllib.parse import quote

from coaching.mail.headers import (
    Mailbox,
    address_header,
    refuse_controls,
    text_header,
    token_header,
)

__all__ = ["Attachment", "Letter", "Mailbox", "assemble"]

MIXED, ALTERNATIVE = "=_mixed", "=_alternative"
METHODS = {"REQUEST", "CANCEL"}
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
MESSAGE_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+>")
LINE = 76  # characters of base64, RFC 2045, section 6.8
LETTERS_OF_NAME = 18  # on one line; percent-encoded, each may take three characters


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail; `media_type` such as "application/pdf"."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """What a mail says, before it is clear who gets it.

    Args:
        calendars: iCalendar objects whose METHOD is `calendar_method`, with one attendee each.
            A single one also stands beside the text, where mail programs show buttons for it;
            of several none does, since a click would answer for anybody.
        language: tag of the language it is written in, RFC 5646.
    """

    subject: str
    text: str
    html: str
    calendars: tuple[bytes, ...] = ()
    calendar_method: str = "REQUEST"
    attachments: tuple[Attachment, ...] = ()
    language: str = "id"


def assemble(
    letter: Letter,
    *,
    sender: Mailbox,
    reply_to: str,
    recipient: Mailbox,
    message_id: str,
    date: datetime,
    original_to: str | None = None,
) -> bytes:
    """Return the finished mail, lines ended by CRLF.

    Args:
        letter: what it says.
        sender: the mailbox it comes from.
        reply_to: the address answers go to.
        recipient: the one person it goes to.
        message_id: with its angle brackets.
        date: aware; written with its own offset.
        original_to: on a trial copy, whom the mail itself goes to.

    Raises:
        ValueError: a header would hold a control character, an address is not
            plain, the moment has no offset, or a type or method is not known.
    """
    if date.tzinfo is None:
        raise ValueError("the date of a mail needs an offset")
    if not MESSAGE_ID.fullmatch(message_id):
        raise ValueError("not a Message-ID")
    return b"".join(
        [
            address_header("From", sender),
            address_header("To", recipient),
            address_header("Reply-To", Mailbox("", reply_to)),
            text_header("Subject", letter.subject),
            token_header("Date", format_datetime(date)),
            token_header("Message-ID", message_id),
            b"MIME-Version: 1.0\r\n",
            b"Auto-Submitted: auto-generated\r\n",
            # Absence notes and automatic answers are not wanted, bounces are.
            b"X-Auto-Response-Suppress: OOF, AutoReply\r\n",
            token_header("Content-Language", letter.language),
            token_header("X-Original-To", original_to) if original_to else b"",
            _body(letter),
        ]
    )


def _body(letter: Letter) -> bytes:
    # The calendar stands last in the alternative: mail programs take the last
    # form they understand, and show buttons to answer for this one.
    forms = [_text_part("plain", letter.text), _text_part("html", letter.html)]
    files = [_attached(attachment) for attachment in letter.attachments]
    if letter.calendars and letter.calendar_method not in METHODS:
        raise ValueError(f"no calendar method of ours: {letter.calendar_method!r}")
    if len(letter.calendars) == 1:
        forms.append(_calendar_part(letter))
    files = [*map(_attached, _calendar_files(letter)), *files]
    alternative = _multipart("alternative", ALTERNATIVE, forms)
    return _multipart("mixed", MIXED, [alternative, *files]) if files else alternative


def _multipart(kind: str, boundary: str, parts: list[bytes]) -> bytes:
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode()
    line = f"--{boundary}\r\n".encode()
    return head + b"".join(line + part for part in parts) + f"--{boundary}--\r\n".encode()


def _text_part(kind: str, text: str) -> bytes:
    ended = text if text.endswith("\n") else f"{text}\n"
    canonical = ended.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    return _leaf(f'text/{kind}; charset="utf-8"', _base64(canonical.encode("utf-8")))


def _calendar_files(letter: Letter) -> list[Attachment]:
    """Return the appointments as files, numbered as the letter names people."""
    is_one = len(letter.calendars) == 1
    return [
        Attachment(
            "undangan.ics" if is_one else f"undangan-{number}.ics", "application/ics", content
        )
        for number, content in enumerate(letter.calendars, 1)
    ]


def _calendar_part(letter: Letter) -> bytes:
    content_type = f'text/calendar; charset="utf-8"; method="{letter.calendar_method}"'
    return _leaf(content_type, _base64(letter.calendars[0]))


def _attached(attachment: Attachment) -> bytes:
    if not MEDIA_TYPE.fullmatch(attachment.media_type):
        raise ValueError(f"not a media type: {attachment.media_type!r}")
    disposition = f"Content-Disposition: attachment;{_file_name(attachment.name)}\r\n"
    return disposition.encode("ascii") + _leaf(
        attachment.media_type, _base64_of_shared(attachment.content)
    )


def _file_name(name: str) -> str:
    """Return the parameter that names a file, after RFC 2231 where plain ASCII will not do."""
    refuse_controls(name)
    if re.fullmatch(r"[A-Za-z0-9 ._()-]{1,50}", name):
        return f'\r\n filename="{name}"'
    encoded = quote(name, safe="")
    pieces = re.findall(rf"(?:%..|[^%]){{1,{LETTERS_OF_NAME}}}", f"utf-8''{encoded}")
    return ";".join(f"\r\n filename*{place}*={piece}" for place, piece in enumerate(pieces))


def _leaf(content_type: str, encoded: bytes) -> bytes:
    head = f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head.encode("ascii") + encoded


# One PDF goes to all addressees of an agency, one after the other.
@lru_cache(maxsize=8)
def _base64_of_shared(content: bytes) -> bytes:
    return _base64(content)


def _base64(content: bytes) -> bytes:
    """Return lines of base64; cut from one piece, which takes a tenth of doing it line by line."""
    whole = b2a_base64(content, newline=False)
    lines = [whole[start : start + LINE] for start in range(0, len(whole), LINE)]
    return b"\r\n".join([*lines, b""])
