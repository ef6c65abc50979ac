"""What a mail to our mailbox means: an answer, a bounce, a machine's note, or for a person to read.

The order of the rules matters: mail servers mark bounces as automatic answers
too, so bounces are told first. What is not understood is `unknown` and goes to
a person; nothing is guessed.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from email.message import Message
from enum import StrEnum

from coaching.domain.invitations import Answer
from coaching.mail.automatic import automatic_reason, looks_automatic
from coaching.mail.bounces import Report, odd_report_in, report_in
from coaching.mail.calendar_replies import UnclearCalendarError, calendar_reply_in
from coaching.mail.mail_parts import (
    address_in,
    header,
    headers,
    is_beyond_limits,
    message_ids,
    moment_of,
    parsed,
    written_text,
)
from coaching.mail.plain_answers import PlainAnswer, own_lines, plain_answer_in
from coaching.mail.verp import token_in

ARRIVED_AT = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To")
MOST_LINES = 20


class Kind(StrEnum):
    """What sort of mail it is."""

    REPLY = "reply"
    BOUNCE = "bounce"
    DELAY = "delay"
    AUTO_REPLY = "auto-reply"
    COMPLAINT = "complaint"
    RECEIPT = "receipt"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Understood:
    """How a mail is understood, and why.

    Args:
        reason: a code of the catalogue, with the mail's own word after ": ".
        from_address: who says to have written it.
        references: Message-IDs it refers to, oldest first.
        original_message_id: of the letter a report brings back.
        verp_token: `<id>-<check>` of the address it came to, not yet verified.
        recipient: of a report: whom our letter did not reach; of a calendar
            answer: which address was invited.
        status: enhanced status of a report, "5.1.1".
        diagnostic: of a report: what the server that refused said.
        arrived_at: when our server took the mail, by its own line; else when it was written.
        lines: the first ones that a person wrote.
    """

    kind: Kind
    reason: str
    answer: Answer | None = None
    delegate_name: str | None = None
    delegate_address: str | None = None
    uid: str | None = None
    sequence: int | None = None
    dtstamp: datetime | None = None
    from_address: str | None = None
    message_id: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    original_message_id: str | None = None
    verp_token: str | None = None
    recipient: str | None = None
    status: str | None = None
    diagnostic: str = ""
    arrived_at: datetime | None = None
    lines: tuple[str, ...] = ()


def understand(raw: bytes, archive: str | None = None) -> Understood:
    """Say what a mail means. Never raises, whatever the bytes; no mail stops a collection.

    Args:
        archive: who gets a copy of each of our letters, in small letters: a report about
            a person and that copy is about the person.
    """
    try:
        mail = parsed(raw)
        origin = _origin(mail)
    except Exception as problem:  # the mail's writer decides what breaks here
        return Understood(Kind.UNKNOWN, f"unreadable: {type(problem).__name__}")
    if is_beyond_limits(raw):
        return replace(origin, reason="beyond-limits")
    try:
        return _meaning(mail, origin, len(raw), archive)
    except Exception as problem:
        return replace(origin, reason=f"unreadable: {type(problem).__name__}")


def _origin(mail: Message) -> Understood:
    own, answered = (message_ids(header(mail, name)) for name in ("Message-ID", "In-Reply-To"))
    tokens = (token_in(text) for name in ARRIVED_AT for text in headers(mail, name))
    return Understood(
        Kind.UNKNOWN,
        "",
        from_address=address_in(next(iter(headers(mail, "From")), "")),
        message_id=own[0] if own else None,
        in_reply_to=answered[0] if answered else None,
        references=message_ids(header(mail, "References")),
        verp_token=next((token for token in tokens if token), None),
        arrived_at=moment_of(mail),
    )


def _meaning(mail: Message, origin: Understood, size: int, archive: str | None) -> Understood:
    report = report_in(mail, archive)
    if report is not None:
        return _reported(report, origin)
    try:
        reply = calendar_reply_in(mail)
    except UnclearCalendarError as problem:
        return replace(origin, reason=str(problem))
    if reply is not None:
        return replace(
            origin,
            kind=Kind.REPLY,
            reason="calendar-answer",
            answer=reply.answer,
            delegate_address=reply.delegate_address,
            uid=reply.uid,
            sequence=reply.sequence,
            dtstamp=reply.dtstamp,
            recipient=reply.attendee or None,
        )
    odd = odd_report_in(mail, size)
    return _by_hand(mail, origin) if odd is None else _reported(odd, origin)


def _reported(report: Report, origin: Understood) -> Understood:
    return replace(
        origin,
        kind=Kind(report.what),
        reason=report.reason,
        status=report.status,
        recipient=report.recipient,
        original_message_id=report.original_message_id,
        diagnostic=report.diagnostic,
    )


def _by_hand(mail: Message, origin: Understood) -> Understood:
    automatic = automatic_reason(mail)
    if automatic is not None:
        return replace(origin, kind=Kind.AUTO_REPLY, reason=automatic)
    if header(mail, "Return-Path") == "<>":
        return replace(origin, reason="unclear-mail-system")
    if looks_automatic(mail):
        return replace(origin, reason="automatic-subject")
    text = written_text(mail)
    origin = replace(origin, lines=tuple(own_lines(text)[:MOST_LINES]))
    plain = plain_answer_in(text)
    return replace(origin, reason="no-known-answer") if plain is None else answered(origin, plain)


def answered(mail: Understood, plain: PlainAnswer) -> Understood:
    """Return a mail as the answer that somebody wrote in it."""
    return replace(
        mail,
        kind=Kind.REPLY,
        reason="plain-answer",
        answer=plain.answer,
        delegate_name=plain.delegate_name,
        delegate_address=plain.delegate_address,
    )
