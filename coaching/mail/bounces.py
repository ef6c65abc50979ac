"""Reports about our own letters: not delivered, delayed, complained of, displayed.

Source: RFC 3464 (delivery status), RFC 5965 (complaints), RFC 8098 (receipts).
"""

import re
from dataclasses import dataclass
from email.message import Message

from coaching.mail.mail_parts import (
    address_in,
    content,
    header,
    headers,
    leaves,
    message_ids,
    text_of,
    written_text,
)
from coaching.mail.odd_bounces import odd_bounce

STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
BASIC = re.compile(r"(?<![\d.])(?:said|error|code|response|:|^)[^\n]{0,40}?\b([45]\d\d)[ -]", re.M)
FIELD = re.compile(r"^([A-Za-z-]+):[ \t]*(.*(?:\n[ \t]+.*)*)", re.M)
MAIL_SYSTEM = re.compile(r"^(mailer-daemon|postmaster|mail-daemon|mdaemon)@", re.IGNORECASE)
ANGLED = re.compile(r"<([^<>\s@]{1,64}@[^<>\s@]{1,255})>")
UNDELIVERED = re.compile(
    r"undeliver|delivery (status|failure|(has )?failed)|returned mail|mail delivery failed"
    r"|failure notice|could not be delivered|gagal (terkirim|dikirim)",
    re.IGNORECASE,
)
STILL_TRYING = re.compile(
    r"still (being )?tr(y|ied)|will (be retried|keep trying|continue)|not yet been delivered",
    re.IGNORECASE,
)
# Somebody passes a report on, or answers one: what it quotes happened to another mail.
PASSED_ON = re.compile(r"^\W*(fwd?|terusan)\s*:", re.IGNORECASE)
ANSWERED = re.compile(r"^\W*(re|aw|bls|balas)\s*:", re.IGNORECASE)
WORST_FIRST = ("failed", "failure", "error", "delayed", "relayed", "delivered", "expanded")
MEANING = dict.fromkeys(WORST_FIRST[:3], "bounce") | {"delayed": "delay"}


@dataclass(frozen=True)
class Report:
    """What a report says; `what` is bounce, delay, complaint or receipt.

    Args:
        diagnostic: the words of the server that refused, as far as they are told.
    """

    what: str
    reason: str
    status: str | None = None
    recipient: str | None = None
    original_message_id: str | None = None
    diagnostic: str = ""


def report_in(mail: Message) -> Report | None:
    """Return the report a mail is, or None; complaints first, then receipts, then the rest."""
    for rule in (_complaint, _receipt, _delivery_status, _failed_recipients):
        found = rule(mail)
        if found is not None:
            return found
    return None


def _complaint(mail: Message) -> Report | None:
    part = _part(mail, "message/feedback-report")
    if part is None:
        return None
    fields = _fields(_raw_text(part))
    recipient = address_in(fields.get("original-rcpt-to", ""))
    return Report(
        "complaint",
        "complaint-report",
        recipient=recipient,
        original_message_id=_original_id(mail),
    )


def _receipt(mail: Message) -> Report | None:
    part = _part(mail, "message/disposition-notification")
    if part is None:
        return None
    fields = _fields(_raw_text(part))
    original = message_ids(fields.get("original-message-id", ""))
    return Report(
        "receipt",
        "receipt-report",
        recipient=_final_recipient(fields),
        original_message_id=original[0] if original else _original_id(mail),
    )


def _delivery_status(mail: Message) -> Report | None:
    part = _part(mail, "message/delivery-status", "message/global-delivery-status")
    if part is None:
        return None
    groups = [_fields(group) for group in re.split(r"\n[ \t]*\n", _raw_text(part))]
    told = [group for group in groups if group.get("action", "").split(" ")[0] in WORST_FIRST]
    if not told:
        return None
    worst = min(told, key=lambda group: WORST_FIRST.index(group["action"].split(" ")[0]))
    action = worst["action"].split(" ")[0]
    return Report(
        MEANING.get(action, "receipt"),
        f"delivery-status: {action}",
        status=_status(worst.get("status", "")) or _status(worst.get("diagnostic-code", "")),
        recipient=_final_recipient(worst),
        original_message_id=_original_id(mail),
        diagnostic=worst.get("diagnostic-code", ""),
    )


def _failed_recipients(mail: Message) -> Report | None:
    """Read the header by which exim names whom it could not reach."""
    failed = header(mail, "X-Failed-Recipients")
    if not failed:
        return None
    return Report(
        "bounce",
        "failed-recipients",
        status=_status(written_text(mail)),
        recipient=address_in(failed),
        original_message_id=_original_id(mail),
        diagnostic=_diagnostic(written_text(mail)),
    )


def _in_words(mail: Message) -> Report | None:
    """Read a bounce written for people: from a mail system, with an address and a status."""
    if not _from_mail_system(mail):
        return None
    text = written_text(mail)
    status, recipient = _status(text) or _basic_status(text), ANGLED.search(text)
    if not (status and recipient and UNDELIVERED.search(f"{header(mail, 'Subject')}\n{text}")):
        return None
    what = "bounce" if status.startswith("5") else "delay"
    return Report(
        what,
        "mail-system-words",
        status=status,
        recipient=recipient[1].lower(),
        original_message_id=_original_id(mail),
        diagnostic=_diagnostic(text),
    )


def odd_report_in(mail: Message, size: int) -> Report | None:
    """Return the bounce of an old or odd server; None where a person wrote the mail.

    Args:
        mail: one that is no report by `report_in`.
        size: of its bytes.
    """
    if _by_a_person(mail):
        return None
    found = odd_bounce(mail, size)
    if found is None:
        return _in_words(mail)
    is_final, recipient = found
    text = written_text(mail)
    is_tried_on = not is_final or bool(STILL_TRYING.search(text))
    return Report(
        "delay" if is_tried_on else "bounce",
        "known-server-words",
        status=_status(text) or _basic_status(text),
        recipient=recipient,
        original_message_id=_original_id(mail),
        diagnostic=_diagnostic(text),
    )


def _by_a_person(mail: Message) -> bool:
    subject = header(mail, "Subject")
    if _from_mail_system(mail):
        return False
    if PASSED_ON.match(subject) or header(mail, "In-Reply-To"):
        return True
    return bool(ANSWERED.match(subject)) and not UNDELIVERED.search(subject)


def _diagnostic(text: str) -> str:
    """Return what a server said, from the first status on, in one line."""
    found = STATUS.search(text) or BASIC.search(text)
    return " ".join(text[found.start() :][:300].split()) if found else ""


def _from_mail_system(mail: Message) -> bool:
    sender = address_in(next(iter(headers(mail, "From")), "")) or ""
    return bool(MAIL_SYSTEM.match(sender)) or header(mail, "Return-Path") == "<>"


def _part(mail: Message, *types: str) -> Message | None:
    return next((part for part in leaves(mail) if part.get_content_type() in types), None)


def _raw_text(part: Message) -> str:
    """Return the text of a part of fields, which the parser takes for mails of their own."""
    inside = part.get_payload()
    text = (
        "\n\n".join(str(piece) for piece in inside) if isinstance(inside, list) else text_of(part)
    )
    return text.replace("\r\n", "\n")[:100_000]


def _fields(text: str) -> dict[str, str]:
    found = [(name.lower(), " ".join(value.split())) for name, value in FIELD.findall(text)]
    fields = dict(reversed(found))  # the first of a name counts
    if "action" in fields:
        fields["action"] = fields["action"].lower()
    return fields


def _final_recipient(fields: dict[str, str]) -> str | None:
    for name in ("original-recipient", "final-recipient"):
        address = address_in(fields.get(name, "").rpartition(";")[2])
        if address is not None:
            return address
    return None


def _status(text: str) -> str | None:
    found = STATUS.search(text)
    return found[0] if found else None


def _basic_status(text: str) -> str | None:
    found = BASIC.search(text)
    return f"{found[1][0]}.0.0" if found else None


def _original_id(mail: Message) -> str | None:
    """Return the Message-ID of the mail that is returned inside."""
    for part in leaves(mail):
        kind = part.get_content_type()
        if kind in ("message/rfc822", "message/global") and isinstance(part.get_payload(), list):
            inside = part.get_payload(0)
            found = message_ids(header(inside, "Message-ID")) if isinstance(inside, Message) else ()
        elif kind in ("text/rfc822-headers", "message/rfc822"):
            fields = _fields(content(part)[:100_000].decode("latin-1").replace("\r\n", "\n"))
            found = message_ids(fields.get("message-id", ""))
        else:
            continue
        if found:
            return found[0]
    return None
