"""Reports about our own letters: not delivered, delayed, complained of, displayed.

Source: RFC 3464 (delivery status), RFC 5965 (complaints), RFC 8098 (receipts).
"""

import re
from dataclasses import dataclass
from email.message import Message

from coaching.mail.mail_parts import (
    address_in,
    header,
    headers,
    message_ids,
)
from coaching.mail.odd_bounces import odd_bounce
from coaching.mail.report_parts import (
    address_told,
    diagnostic_in,
    fields_of,
    final_recipient,
    original_id,
    part_of,
    raw_text,
    status_in,
    status_told,
    system_words,
)

MAIL_SYSTEM = re.compile(
    r"^(mailer-?daemon|postmaster|mail-daemon|mdaemon|microsoftexchange[0-9a-f]+|ndr)@",
    re.IGNORECASE,
)
UNDELIVERED = re.compile(
    r"undeliver|non-?delivery|delivery (status|failure|problem|warning|(has )?failed)"
    r"|returned mail|mail delivery failed|failure notice|did not reach|message .{0,20}blocked"
    r"|(could ?n[o']t|cannot|can't|was ?n[o']t|unable to|not able to) (be )?deliver"
    r"|could not send message|address not found|(gagal|kegagalan) ((ter|di)?kirim|mengirim|peng)"
    r"|(pengiriman|penyampaian)\w* (gagal|tertunda)|dikembalikan (ke|kepada) pengirim"
    r"|(tidak|tak|belum)( dapat| bisa| berhasil)? ((ter|di)(kirim|sampai)|sampai|disampai)",
    re.IGNORECASE,
)
STILL_TRYING = re.compile(
    r"still (being )?tr(y|ied)|keep trying|will (be retried|continue|retry|try again)|been delayed"
    r"|not yet been delivered|delivery (delayed|incomplete)|(masih|akan) (terus )?(di|men)coba",
    re.IGNORECASE,
)
GIVEN_UP = re.compile(
    r"giv(e|en|ing) up|gave up|expired|timeout exceeded|permanent|kedaluwarsa|melebihi batas waktu",
    re.IGNORECASE,
)
# Feedback about our reputation, a virus or a wrong filter: nobody asked to be left alone.
NO_COMPLAINT = ("not-spam", "auth-failure", "dmarc", "virus")
# Somebody passes a report on: what it quotes happened to another mail.
PASSED_ON = re.compile(r"^\W*(fwd?|terusan)\s*:", re.IGNORECASE)
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


def report_in(mail: Message, archive: str | None = None) -> Report | None:
    """Return the report a mail is, or None; complaints first, then receipts, then the rest.

    Args:
        archive: who gets a copy of each letter: of several addresses it is told of last.
    """
    for rule in (_complaint, _receipt):
        found = rule(mail)
        if found is not None:
            return found
    return _delivery_status(mail, archive) or _failed_recipients(mail, archive)


def _complaint(mail: Message) -> Report | None:
    part = part_of(mail, "message/feedback-report")
    if part is None:
        return None
    fields = fields_of(raw_text(part))
    recipient = address_in(fields.get("original-rcpt-to", ""))
    kind = fields.get("feedback-type", "").lower()
    is_complaint = kind not in NO_COMPLAINT
    return Report(
        "complaint" if is_complaint else "unknown",
        "complaint-report" if is_complaint else f"feedback-report: {kind}",
        recipient=recipient,
        original_message_id=original_id(mail),
    )


def _receipt(mail: Message) -> Report | None:
    part = part_of(mail, "message/disposition-notification")
    if part is None:
        return None
    fields = fields_of(raw_text(part))
    original = message_ids(fields.get("original-message-id", ""))
    return Report(
        "receipt",
        "receipt-report",
        recipient=final_recipient(fields),
        original_message_id=original[0] if original else original_id(mail),
    )


def _delivery_status(mail: Message, archive: str | None) -> Report | None:
    part = part_of(mail, "message/delivery-status", "message/global-delivery-status")
    if part is None:
        return None
    groups = [fields_of(group) for group in re.split(r"\n[ \t]*\n", raw_text(part))]
    told = [group for group in groups if group.get("action", "").split(" ")[0] in WORST_FIRST]
    if not told:
        return None
    persons = [group for group in told if final_recipient(group) != archive]
    worst = min(persons or told, key=lambda group: WORST_FIRST.index(group["action"].split(" ")[0]))
    action = worst["action"].split(" ")[0]
    return Report(
        MEANING.get(action, "receipt"),
        f"delivery-status: {action}",
        status=status_in(worst.get("status", "")) or status_in(worst.get("diagnostic-code", "")),
        recipient=final_recipient(worst),
        original_message_id=original_id(mail),
        diagnostic=worst.get("diagnostic-code", ""),
    )


def _failed_recipients(mail: Message, archive: str | None) -> Report | None:
    """Read the header by which exim names whom it could not reach."""
    failed = header(mail, "X-Failed-Recipients")
    if not failed:
        return None
    addresses = [address_in(one) for one in failed.split(",")]
    text = system_words(mail)
    recipient = next((one for one in addresses if one and one != archive), addresses[0])
    is_tried_on = _is_tried_on(status_told(text), text)
    return _by_words(mail, text, "failed-recipients", recipient, is_tried_on=is_tried_on)


def _in_words(mail: Message) -> Report | None:
    """Read a bounce written for people: from a mail system, about an address.

    Without a status only a subject that says so makes it one.
    """
    if not _from_mail_system(mail):
        return None
    text, subject = system_words(mail), header(mail, "Subject")
    status, recipient = status_told(text), address_told(mail, text)
    whole = f"{subject}\n{text}"
    if recipient is None or not UNDELIVERED.search(whole if status else subject):
        return None
    is_tried_on = _is_tried_on(status, whole)
    return _by_words(mail, text, "mail-system-words", recipient, is_tried_on=is_tried_on)


def _by_words(
    mail: Message, text: str, reason: str, recipient: str | None, *, is_tried_on: bool
) -> Report:
    """Return what a mail system told in words of its own."""
    return Report(
        "delay" if is_tried_on else "bounce",
        reason,
        status=status_told(text),
        recipient=recipient,
        original_message_id=original_id(mail),
        diagnostic=diagnostic_in(text),
    )


def _is_tried_on(status: str | None, text: str) -> bool:
    if status is not None and status.startswith("5"):
        return False
    if GIVEN_UP.search(text):
        return False
    return status is not None or bool(STILL_TRYING.search(text))


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
    text = system_words(mail)
    is_tried_on = not is_final or bool(STILL_TRYING.search(text))
    return _by_words(mail, text, "known-server-words", recipient, is_tried_on=is_tried_on)


def _by_a_person(mail: Message) -> bool:
    """Say whether a person may have written a mail that tells of a failure."""
    subject = header(mail, "Subject")
    if _from_mail_system(mail):
        return False
    if PASSED_ON.match(subject) or header(mail, "In-Reply-To"):
        return True
    return not UNDELIVERED.search(subject)


def _from_mail_system(mail: Message) -> bool:
    returns_to = header(mail, "Return-Path")
    senders = (next(iter(headers(mail, "From")), ""), returns_to)
    return returns_to == "<>" or any(MAIL_SYSTEM.match(address_in(one) or "") for one in senders)
