"""Letters to the people of one session: called, reminded, moved, called off, thanked.

Each function gathers what its letters share and returns what makes each of them.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from coaching.database import answers, changes, signatures
from coaching.database import invitations as stored
from coaching.database.invitations import Call, SessionFacts
from coaching.database.ledger import Claimed
from coaching.database.work import reading
from coaching.mail.calendar import CalendarEvent, cancel, invite
from coaching.mail.letter_words import Gathered, gather, invitation_words, session_words
from coaching.mail.messages import Attachment
from coaching.mail.posting import Compose
from coaching.mail.signing import signed_content
from coaching.mail.writing import PDF, Desk
from coaching.rendering.letter_words import (
    AboutSessionWords,
    CancellationWords,
    DelegationWords,
    RescheduleWords,
)


def invitations(desk: Desk, year: int, session: str) -> Compose:
    """Return what makes invitations and reminders: the same facts, calendar entry and letter."""
    gathered = _gathered(desk, year, session)
    files = _files(desk, year, session)

    def compose(claimed: Claimed, moment: datetime) -> bytes:
        """Return one person's invitation or reminder as sent."""
        call = gathered.by_person[claimed.person]
        number, file = files[call.agency]
        return desk.write(
            invitation_words(gathered, call, number), claimed, moment,
            calendar=_request(desk, gathered, call, claimed, moment), attachments=(file,),
        )  # fmt: skip

    return compose


def reschedules(desk: Desk, year: int, session: str) -> Compose:
    """Return what makes the invitation anew, to people of a session that has moved."""
    gathered = _gathered(desk, year, session)
    files = _files(desk, year, session)
    with reading() as db:
        moves = changes.of_session(db, year, session)

    def compose(claimed: Claimed, moment: datetime) -> bytes:
        """Return one person's letter: what moved, and their appointment at its new time."""
        call = gathered.by_person[claimed.person]
        number, file = files[call.agency]
        move = moves[claimed.revision]
        told = vars(invitation_words(gathered, call, number))
        words = RescheduleWords(**told, before=session_words(move.before), note=move.why)
        calendar = _request(desk, gathered, call, claimed, moment)
        return desk.write(words, claimed, moment, calendar=calendar, attachments=(file,))

    return compose


def cancellations(desk: Desk, year: int, session: str) -> Compose:
    """Return what tells people that they are not called any more."""
    gathered = _gathered(desk, year, session)
    with reading() as db:
        moves = changes.of_session(db, year, session)
    whole = gathered.facts.is_cancelled
    why = moves[gathered.facts.sequence].why if whole else ""

    def compose(claimed: Claimed, moment: datetime) -> bytes:
        """Return one person's letter, with what takes the appointment out of their calendar."""
        call = gathered.by_person[claimed.person]
        # A session that is called off raised its own sequence; one person's withdrawal does not.
        sequence = gathered.facts.sequence + (not whole)
        entry = cancel(
            _event(gathered), desk.attendee(claimed, call.name), desk.organizer,
            call.calendar_uid, sequence, moment,
        )  # fmt: skip
        note = why if whole else call.withdrawn_why or ""
        words = CancellationWords(**_about(gathered, call), whole_session=whole, note=note)
        return desk.write(words, claimed, moment, calendar=entry, method="CANCEL")

    return compose


def delegations(desk: Desk, year: int, session: str) -> Compose:
    """Return what tells people that their delegate is noted."""
    gathered = _gathered(desk, year, session)
    with reading() as db:
        delegates = answers.delegates(db, year, session)

    def compose(claimed: Claimed, moment: datetime) -> bytes:
        """Return one person's letter; it names whom they named in that answer."""
        call = gathered.by_person[claimed.person]
        delegate = delegates[call.invitation_id][claimed.revision]
        return desk.write(
            DelegationWords(**_about(gathered, call), delegate=delegate), claimed, moment
        )

    return compose


def thanks(desk: Desk, year: int, session: str) -> Compose:
    """Return what thanks those who came or were represented."""
    gathered = _gathered(desk, year, session)

    def compose(claimed: Claimed, moment: datetime) -> bytes:
        """Return one person's letter of thanks."""
        call = gathered.by_person[claimed.person]
        return desk.write(AboutSessionWords(**_about(gathered, call)), claimed, moment)

    return compose


def _gathered(desk: Desk, year: int, session: str) -> Gathered:
    with reading() as db:
        return gather(db, year, session, desk.programme, desk.language)


def _files(desk: Desk, year: int, session: str) -> dict[str, tuple[str, Attachment]]:
    """Return number and PDF of each agency's official letter."""
    with reading() as db:
        letters = stored.letters(db, year, session)
        signed = signatures.signed(db, year, session)
    needs_signature = desk.programme.letter.signing == "signed"
    folder = desk.given.letters
    return {
        agency: (
            one.number,
            Attachment(
                one.file_name,
                PDF,
                signed_content(folder, one.file_name, signed[agency])
                if needs_signature
                else (folder / one.file_name).read_bytes(),
            ),
        )
        for agency, one in letters.items()
        if agency in signed or not needs_signature
    }


def _about(gathered: Gathered, call: Call) -> dict[str, Any]:
    return {
        "sender": gathered.sender,
        "session": gathered.session,
        "authority": gathered.programme.appointing_authority.title,
        "recipient": call.name,
        "position": call.position,
        "agency": gathered.names[call.agency],
    }


def _request(
    desk: Desk, gathered: Gathered, call: Call, claimed: Claimed, moment: datetime
) -> bytes:
    return invite(
        _event(gathered), desk.attendee(claimed, call.name), desk.organizer,
        call.calendar_uid, gathered.facts.sequence, moment,
    )  # fmt: skip


def _event(gathered: Gathered) -> CalendarEvent:
    facts: SessionFacts = gathered.facts
    zone = ZoneInfo(facts.time_zone)
    return CalendarEvent(
        starts=datetime.combine(facts.held_on, facts.starts, zone),
        ends=datetime.combine(facts.held_on, facts.ends, zone),
        summary=gathered.programme.letter.subject,
        location=f"{facts.venue_name}, {facts.venue_address}",
        description=facts.agenda,
    )
