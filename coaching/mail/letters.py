"""One function per letter: it gathers the words once and gives what makes each person's mail."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from coaching.database import invitations as stored
from coaching.database.ledger import Claimed
from coaching.database.work import reading
from coaching.domain.invitations import MailKind
from coaching.mail.calendar import CalendarEvent, invite
from coaching.mail.letter_words import Gathered, gather, invitation_words
from coaching.mail.messages import Attachment, Letter, Mailbox, assemble
from coaching.mail.official import notice_file, write_notice
from coaching.mail.posting import Compose
from coaching.programme import Programme
from coaching.rendering.mails import mail
from coaching.settings import MailSettings, Settings

PDF = "application/pdf"


def invitations(given: Settings, year: int, session: str, programme: Programme) -> Compose:
    """Return what makes the invitation of each person called to a session."""
    with reading() as db:
        gathered = gather(db, year, session, programme, given.language)
        letters = stored.letters(db, year, session)
    calls = {call.person: call for call in gathered.calls}
    files = {agency: _read(given.letters, one.file_name) for agency, one in letters.items()}

    def compose(claimed: Claimed, moment: datetime) -> bytes:
        """Return one person's invitation as sent, with its letter and an entry for the calendar."""
        call = calls[claimed.person]
        letter = letters[call.agency]
        words = invitation_words(gathered, call, letter.number)
        said = mail("invitation", given.language, asdict(words))
        attendee = Mailbox(call.name, claimed.address)
        organizer = Mailbox(gathered.sender.short_name, given.mail.reply_to)
        calendar = invite(
            _event(gathered),
            attendee,
            organizer,
            call.calendar_uid,
            gathered.facts.sequence,
            moment,
        )
        body = Letter(
            said.subject, said.text, said.html, calendar,
            attachments=(Attachment(letter.file_name, PDF, files[call.agency]),),
            language=given.language,
        )  # fmt: skip
        return _assembled(given.mail, gathered.sender.short_name, body, attendee, claimed, moment)

    return compose


def notice(given: Settings, year: int, kind: MailKind, programme: Programme) -> Compose:
    """Return what makes the mail that tells the appointing authority how a year ended."""
    words = write_notice(year, kind, programme, given.letters)
    name = notice_file(year, kind)
    content = _read(given.letters, name)

    def compose(claimed: Claimed, moment: datetime) -> bytes:
        """Return the mail to the appointing authority as sent, with the letter as PDF."""
        said = mail(kind.value, given.language, asdict(words))
        body = Letter(
            said.subject, said.text, said.html,
            attachments=(Attachment(name, PDF, content),), language=given.language,
        )  # fmt: skip
        recipient = Mailbox(words.recipient, claimed.address)
        return _assembled(given.mail, words.sender.short_name, body, recipient, claimed, moment)

    return compose


def _assembled(
    mail_settings: MailSettings,
    sender_name: str,
    letter: Letter,
    recipient: Mailbox,
    claimed: Claimed,
    moment: datetime,
) -> bytes:
    return assemble(
        letter,
        sender=Mailbox(mail_settings.from_name or sender_name, mail_settings.from_address),
        reply_to=mail_settings.reply_to,
        recipient=recipient,
        message_id=claimed.message_id,
        date=moment,
    )


def _event(given: Gathered) -> CalendarEvent:
    facts = given.facts
    return CalendarEvent(
        starts=datetime.combine(facts.held_on, facts.starts, ZoneInfo(facts.time_zone)),
        ends=datetime.combine(facts.held_on, facts.ends, ZoneInfo(facts.time_zone)),
        summary=given.programme.letter.subject,
        location=f"{facts.venue_name}, {facts.venue_address}",
        description=facts.agenda,
    )


def _read(folder: Path, name: str) -> bytes:
    return (folder / name).read_bytes()
