"""Letters to the people of one session: called, reminded, moved, called off, thanked.

Each function gathers what its letters share and returns what makes each of them.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from coaching.database import answers, changes, signatures
from coaching.database import invitations as stored
from coaching.database.invitations import Call, SessionFacts
from coaching.database.ledger import Claimed
from coaching.database.work import reading
from coaching.mail.calendar import CalendarEvent, cancel, invite
from coaching.mail.call_words import addressee_words, invitation_words
from coaching.mail.letter_words import Gathered, gather, session_words
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
        """Return one invitation or reminder as sent."""
        calls = _calls(gathered, claimed)
        number, letters = _letters(files, calls)
        words = invitation_words(gathered, calls, number)
        entries = _requests(desk, gathered, calls, claimed, moment)
        return desk.write(words, claimed, moment, calendars=entries, attachments=letters)

    return compose


def reschedules(desk: Desk, year: int, session: str) -> Compose:
    """Return what makes the invitation anew, to people of a session that has moved."""
    gathered = _gathered(desk, year, session)
    files = _files(desk, year, session)
    with reading() as db:
        moves = changes.of_session(db, year, session)

    def compose(claimed: Claimed, moment: datetime) -> bytes:
        """Return one letter: what moved, and the appointment at its new time."""
        calls = _calls(gathered, claimed)
        number, letters = _letters(files, calls)
        move = moves[claimed.revision]
        told = vars(invitation_words(gathered, calls, number))
        words = RescheduleWords(**told, before=session_words(move.before), note=move.why)
        entries = _requests(desk, gathered, calls, claimed, moment)
        return desk.write(words, claimed, moment, calendars=entries, attachments=letters)

    return compose


def cancellations(desk: Desk, year: int, session: str) -> Compose:
    """Return what tells people that they are not called any more."""
    gathered = _gathered(desk, year, session)
    with reading() as db:
        moves = changes.of_session(db, year, session)
    whole = gathered.facts.is_cancelled
    why = moves[gathered.facts.sequence].why if whole else ""

    def compose(claimed: Claimed, moment: datetime) -> bytes:
        """Return one letter, with what takes the appointment out of the calendar."""
        calls = _calls(gathered, claimed)
        # A session that is called off raised its own sequence; one person's withdrawal does not.
        sequence = gathered.facts.sequence + (not whole)
        entries = tuple(
            cancel(
                _event(gathered), desk.attendee(claimed, call.name), desk.organizer,
                call.calendar_uid, sequence, moment,
            )
            for call in calls
        )  # fmt: skip
        note = why if whole else calls[0].withdrawn_why or ""
        words = CancellationWords(**_about(gathered, calls), whole_session=whole, note=note)
        return desk.write(words, claimed, moment, calendars=entries, method="CANCEL")

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
            DelegationWords(**_about(gathered, [call]), delegate=delegate), claimed, moment
        )

    return compose


def thanks(desk: Desk, year: int, session: str) -> Compose:
    """Return what thanks those who came or were represented."""
    gathered = _gathered(desk, year, session)

    def compose(claimed: Claimed, moment: datetime) -> bytes:
        """Return one letter of thanks."""
        words = AboutSessionWords(**_about(gathered, _calls(gathered, claimed)))
        return desk.write(words, claimed, moment)

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


def _calls(gathered: Gathered, claimed: Claimed) -> list[Call]:
    """Return the calls of all whom a mail names, in its order."""
    return [gathered.by_person[person] for person in claimed.people]


def _letters(
    files: dict[str, tuple[str, Attachment]], calls: Sequence[Call]
) -> tuple[str, tuple[Attachment, ...]]:
    """Return number and PDF of the official letter; of two agencies that share a mailbox, both."""
    found = [files[agency] for agency in dict.fromkeys(call.agency for call in calls)]
    return ", ".join(number for number, _ in found), tuple(file for _, file in found)


def _about(gathered: Gathered, calls: Sequence[Call]) -> dict[str, Any]:
    return {
        "sender": gathered.sender,
        "session": gathered.session,
        "authority": gathered.programme.appointing_authority.title,
        **addressee_words(gathered, calls),
    }


def _requests(
    desk: Desk, gathered: Gathered, calls: Sequence[Call], claimed: Claimed, moment: datetime
) -> tuple[bytes, ...]:
    """Return what each person answers: an appointment of their own, with one attendee."""
    event = _event(gathered)
    return tuple(
        invite(
            event, desk.attendee(claimed, call.name), desk.organizer,
            call.calendar_uid, gathered.facts.sequence, moment,
        )
        for call in calls
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
