"""Whose answer a mail is, which of our mails a report is about, and whether a person must look."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from coaching.database.ours import OurMail, Ours
from coaching.domain.invitations import Answer
from coaching.mail.answers import Action, classify
from coaching.mail.plain_answers import plain_answer_of_one
from coaching.mail.replies import Kind, Understood, answered
from coaching.mail.verp import mail_of


class Severity(StrEnum):
    """What a bounce means for the next mail."""

    HARD = "hard"  # there is no such mailbox
    SOFT = "soft"  # full, away, too busy: another day it may work
    REFUSED = "refused"  # for good, and the address is not said to be wrong
    OURS = "ours"  # our reputation, so nobody is suppressed for it


@dataclass(frozen=True)
class Placed:
    """Where a mail belongs.

    Args:
        why: why a person has to look, else empty.
        note: worth knowing, although the answer counts.
    """

    invitation: int | None = None
    about: int | None = None
    sequence: int = 0
    severity: Severity | None = None
    why: str = ""
    note: str = ""


def as_meant(mail: Understood, ours: Ours, secret: bytes) -> tuple[Understood, int | None]:
    """Return a mail as one of those who share a mailbox wrote it, and their invitation.

    Only where it names exactly one of them; else the mail as it is.
    """
    about = _about(mail, ours, secret)
    if about is None or len(about.invitations) < 2 or not mail.lines:
        return mail, None
    names = [ours.names[number] for number in about.invitations]
    found = plain_answer_of_one(mail.lines, names)
    return (mail, None) if found is None else (
        answered(mail, found[0]), about.invitations[found[1]]
    )  # fmt: skip


def place(mail: Understood, ours: Ours, secret: bytes, meant: int | None = None) -> Placed:
    """Return where a mail belongs; nothing is guessed, what is unclear is for a person.

    Args:
        meant: the invitation of whom it names among several.
    """
    about = _about(mail, ours, secret)
    called = about.invitations if about else ()
    hint = called[0] if len(called) == 1 else None
    number = about.id if about else None
    if mail.kind is Kind.REPLY:
        return _reply(mail, ours, about, meant)
    if mail.kind is Kind.BOUNCE:
        why = "" if about else "about-none-of-ours"
        return Placed(hint, number, severity=severity(mail), why=why)
    if mail.kind is Kind.COMPLAINT:
        return Placed(hint, number, why="a-complaint")
    if mail.kind is Kind.UNKNOWN:
        return Placed(hint, number, why="to-be-read")
    return Placed(hint, number)


def _about(mail: Understood, ours: Ours, secret: bytes) -> OurMail | None:
    """Return the mail of ours it refers to: by the address it came to, else by Message-ID.

    The address says which mail came back, whatever the report itself says; a
    Message-ID of ours cannot be guessed.
    """
    number = mail_of(mail.verp_token, secret) if mail.verp_token else None
    if number is not None and number in ours.by_id:
        return ours.by_id[number]
    refers_to = (mail.original_message_id, mail.in_reply_to, *reversed(mail.references))
    found = (ours.by_message_id.get(one) for one in refers_to if one)
    return next((one for one in found if one is not None), None)


def _reply(mail: Understood, ours: Ours, about: OurMail | None, meant: int | None) -> Placed:
    called = about.invitations if about else ()
    hint = called[0] if len(called) == 1 else meant
    number = about.id if about else None
    if mail.uid is not None:
        invitation = ours.by_uid.get(mail.uid)
        if invitation is None:
            return Placed(hint, number, why="foreign-appointment")
        sequence = mail.sequence or 0
        return Placed(invitation, number, sequence, note=_note(mail, ours, invitation))
    if about is None:
        return Placed(why="refers-to-none")
    if hint is None:
        return Placed(None, number, why="whose-unclear")
    return Placed(hint, number, about.sequence, note=_note(mail, ours, hint))


def _note(mail: Understood, ours: Ours, invitation: int) -> str:
    """Say where another address answers than was invited: a secretary, or somebody else."""
    invited = ours.addresses.get(invitation)
    is_other = mail.from_address is not None and mail.from_address != invited
    return "another-address" if is_other else ""


def severity(mail: Understood) -> Severity:
    """Return what a bounce means, by the table that decides about refusals of our relay too."""
    said = f"{mail.status or ''} {mail.diagnostic}".strip()
    is_temporary = (mail.status or "").startswith("4")
    action = classify(450 if is_temporary else 550, said).action
    if action is Action.FAIL_AND_SUPPRESS:
        return Severity.HARD
    if action in (Action.STOP_DOMAIN, Action.STOP_RELAY, Action.STOP_CAMPAIGN):
        return Severity.OURS
    return Severity.REFUSED if action is Action.FAIL else Severity.SOFT


def given_at(mail: Understood) -> datetime | None:
    """Return when an answer was given, in UTC: never later than our server took its mail."""
    told = [moment for moment in (mail.dtstamp, mail.arrived_at) if moment is not None]
    return min(told) if told else None


def answer_of(mail: Understood, placed: Placed) -> tuple[Answer | None, str | None]:
    """Return what counts of a mail: the answer, and who comes instead."""
    if mail.kind is not Kind.REPLY or placed.why:
        return None, None
    return mail.answer, mail.delegate_name or mail.delegate_address
