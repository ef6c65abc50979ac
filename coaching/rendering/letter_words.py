"""Every word a mail or an official letter needs, as plain data: a template sees nothing else."""

from dataclasses import dataclass, field
from datetime import date, datetime, time


@dataclass(frozen=True)
class Sender:
    """Who writes.

    Args:
        government: "Pemerintah Kota Contoh".
        organiser: the agency that runs the programme, in full; `short_name` for short.
        contact_name, contact_telephone, contact_hours: whom to ask.
        signatory_title, signatory_name, signatory_rank: who signs.
    """

    government: str
    city: str
    organiser: str
    short_name: str
    address: str
    telephone: str
    email: str
    contact_name: str
    contact_telephone: str
    contact_hours: str
    signatory_title: str
    signatory_name: str
    signatory_rank: str
    is_invented: bool


@dataclass(frozen=True)
class SessionWords:
    """When and where, in the venue's own time."""

    held_on: date
    starts: time
    ends: time
    zone: str  # "WIB"
    venue_name: str
    venue_address: str
    agenda: str


@dataclass(frozen=True)
class Named:
    """One of several whom a mail to a mailbox they share names; with their agency where needed."""

    name: str
    position: str


@dataclass(frozen=True)
class InvitationWords:
    """One person's invitation by mail, or that of all who share a mailbox.

    Args:
        authority: who invites, "Wali Kota Contoh".
        recipient: name with titles.
        position, agency: of the recipient.
        is_head: the head is asked to bring the others.
        participants: how many of the agency are invited.
        answer_by: in the venue's own time.
        reason: why this agency, in whole sentences.
        indicators: how many indicators the list was made from.
        letter_number: of the official letter that is attached.
        group: the employee group the session is for; empty: the chosen agencies.
        named: all whom it is to, in the order of their calendar files; empty: one person.
    """

    sender: Sender
    session: SessionWords
    authority: str
    recipient: str
    position: str
    agency: str
    is_head: bool
    participants: int
    answer_by: datetime
    reason: str
    indicators: int
    letter_number: str
    group: str = field(default="", kw_only=True)
    named: tuple[Named, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class RescheduleWords(InvitationWords):
    """An invitation whose session has moved.

    Args:
        before: when and where it was to be.
        note: why it moved; may be empty.
    """

    before: SessionWords
    note: str


@dataclass(frozen=True)
class AboutSessionWords:
    """What every short letter about one person's session says, or about that of several."""

    sender: Sender
    session: SessionWords
    authority: str
    recipient: str
    position: str
    agency: str
    named: tuple[Named, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class CancellationWords(AboutSessionWords):
    """An invitation is withdrawn, alone or with its whole session; `note` says why."""

    whole_session: bool
    note: str


@dataclass(frozen=True)
class DelegationWords(AboutSessionWords):
    """Who stands in for the recipient is noted."""

    delegate: str


@dataclass(frozen=True)
class NominationWords:
    """The head of a chosen agency is asked whom to invite.

    Args:
        answer_by: names count until then.
        reason: why this agency, in whole sentences.
        sessions: when and where people can be called to.
    """

    sender: Sender
    authority: str
    recipient: str
    position: str
    agency: str
    year: int
    answer_by: datetime
    reason: str
    sessions: tuple[SessionWords, ...]


@dataclass(frozen=True)
class ListedAgency:
    """A line of a list that waits for a decision; `text` is a reason or a count."""

    agency: str
    text: str


@dataclass(frozen=True)
class ApprovalWords:
    """The appointing authority is asked for a decision on one exact list.

    Args:
        subject: "selection" (agencies) or "invitations" (people; their names are not told).
        fingerprint: its first characters.
    """

    sender: Sender
    authority: str
    recipient: str
    title: str
    year: int
    subject: str
    count: int
    fingerprint: str
    lines: tuple[ListedAgency, ...]


@dataclass(frozen=True)
class ReportWords:
    """The evaluation goes to the appointing authority: its verdict first."""

    sender: Sender
    authority: str
    recipient: str
    title: str
    year: int
    headline: str
    lead: str


@dataclass(frozen=True)
class OfficialLetterWords:
    """The official letter to one agency.

    Args:
        place: stands before the date.
        letter_class: sifat, "Biasa".
        subject: hal.
        addressee: the agency's name; the letter goes to its head.
        chosen: how many agencies are coached that year.
        signatory_nip: empty: not printed.
        group: the employee group the session is for; empty: the chosen agencies.
    """

    sender: Sender
    session: SessionWords
    number: str
    dated_on: date
    place: str
    letter_class: str
    subject: str
    addressee: str
    year: int
    chosen: int
    indicators: int
    answer_by: datetime
    signatory_nip: str
    copies_to: tuple[str, ...]
    group: str = ""
