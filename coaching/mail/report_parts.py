"""Pieces of a report: its fields, the status it tells, the mail it brings back."""

import base64
import quopri
import re
from collections.abc import Callable
from email.message import Message

from coaching.mail.mail_parts import (
    address_in,
    content,
    header,
    headers,
    leaves,
    message_ids,
    text_of,
    whole_letters,
    written_text,
)

# RFC 3463 has the subjects 0 to 7: "Exim 4.94.2" is a version.
STATUS = re.compile(r"(?<![\d.])([245])\.([0-7])\.(\d{1,3})(?![\d.])")
SAID = re.compile(r"(?<![\d.])[245]\d\d[ -]#?([245]\.[0-7]\.\d{1,3})(?![\d.])")
BASIC = re.compile(r"(?<![\d.])(?:said|error|code|response|:|^)[^\n]{0,40}?\b([45]\d\d)[ -]", re.M)
FIELD = re.compile(r"^([A-Za-z-]+):[ \t]*(.*(?:\n[ \t]+.*)*)", re.M)
ANGLED = re.compile(r"<([^<>\s@]{1,64}@[^<>\s@]{1,255})>")
BARE = re.compile(r"(?<![\w.+-])([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})")
# Below it stands our own letter, and numbers there say nothing about its delivery.
COPY = re.compile(
    r"^-{2,}[^\n]{0,80}\b(copy of|(original|returned) (message|mail)|message header)", re.I | re.M
)
ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "base64": base64.b64decode,
    "quoted-printable": quopri.decodestring,
}


def part_of(mail: Message, *types: str) -> Message | None:
    """Return the first part of one of these types; None without one."""
    return next((part for part in leaves(mail) if part.get_content_type() in types), None)


def raw_text(part: Message) -> str:
    """Return the text of a part of fields, which the parser takes for mails of their own."""
    inside = part.get_payload() if part.is_multipart() else []
    pieces = [_as_it_came(piece) for piece in inside if isinstance(piece, Message)]
    text = _decoded(part, "\n\n".join(pieces)) if pieces else text_of(part)
    return text.replace("\r\n", "\n")[:100_000]


def _as_it_came(piece: Message) -> str:
    """Return headers and body of a mail; the library, asked for its text, folds them for hours."""
    lines = [f"{name}: {value}" for name, value in piece.raw_items()]
    return whole_letters("\n".join([*lines, "", text_of(piece)]))


def _decoded(part: Message, text: str) -> str:
    """Undo an encoding, which the parser leaves in a mail inside a mail."""
    undo = ENCODINGS.get(header(part, "Content-Transfer-Encoding").lower())
    if undo is None:
        return text
    try:
        return undo(text.strip().encode("utf-8", "replace")).decode("utf-8", "replace")
    except ValueError:  # it is not encoded after all
        return text


def system_words(mail: Message) -> str:
    """Return what a mail system wrote itself, above the copy of the mail it could not deliver."""
    text = written_text(mail)
    copy = COPY.search(text)
    return text[: copy.start()] if copy else text


def address_told(mail: Message, text: str) -> str | None:
    """Return the first address in a text that is neither the mail's sender nor its addressee."""
    own = {_without_tag(each) for name in ("From", "To") for each in headers(mail, name)}
    for form in (ANGLED, BARE):
        for found in form.finditer(text):
            if _without_tag(found[1]) not in own:
                return found[1].lower()
    return None


def _without_tag(text: str) -> str:
    local, _, domain = (address_in(text) or "").rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def fields_of(text: str) -> dict[str, str]:
    """Return fields by name in small letters, each on one line; the first of a name counts."""
    found = [(name.lower(), " ".join(value.split())) for name, value in FIELD.findall(text)]
    fields = dict(reversed(found))
    if "action" in fields:
        fields["action"] = fields["action"].lower()
    return fields


def final_recipient(fields: dict[str, str]) -> str | None:
    """Return the address a group of fields is about."""
    for name in ("original-recipient", "final-recipient"):
        address = address_in(fields.get(name, "").rpartition(";")[2])
        if address is not None:
            return address
    return None


def status_in(text: str) -> str | None:
    """Return the status beside a reply code, "550 5.1.1", else the first there is."""
    said, found = SAID.search(text), STATUS.search(text)
    if said:
        return said[1]
    return found[0] if found else None


def status_told(text: str) -> str | None:
    """Return the status of a text, or one made of a reply code alone, "550" as "5.0.0"."""
    found = BASIC.search(text)
    return status_in(text) or (f"{found[1][0]}.0.0" if found else None)


def diagnostic_in(text: str) -> str:
    """Return what a server said, from the first status on, in one line."""
    found = SAID.search(text) or STATUS.search(text) or BASIC.search(text)
    return " ".join(text[found.start() :][:300].split()) if found else ""


def original_id(mail: Message) -> str | None:
    """Return the Message-ID of the mail that is returned inside."""
    for part in leaves(mail):
        kind = part.get_content_type()
        if kind in ("message/rfc822", "message/global") and part.is_multipart():
            inside = part.get_payload(0)
            found = message_ids(header(inside, "Message-ID")) if isinstance(inside, Message) else ()
        elif kind in ("text/rfc822-headers", "message/rfc822"):
            fields = fields_of(content(part)[:100_000].decode("latin-1").replace("\r\n", "\n"))
            found = message_ids(fields.get("message-id", ""))
        else:
            continue
        if found:
            return found[0]
    return None
