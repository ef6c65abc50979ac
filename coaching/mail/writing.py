"""A letter's words into the bytes that leave."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coaching.database.ledger import Claimed
from coaching.mail.messages import Attachment, Letter, Mailbox, assemble
from coaching.programme import Programme
from coaching.rendering.mails import mail
from coaching.rendering.mappings import as_mapping
from coaching.settings import Settings

PDF = "application/pdf"
TRIAL = "[UJI]"


@dataclass(frozen=True)
class Desk:
    """What every letter is written with."""

    given: Settings
    programme: Programme
    trial_address: str | None = None  # who gets a copy for trial, in the recipient's place

    @property
    def language(self) -> str:
        """The language of letters."""
        return self.given.language

    @property
    def organizer(self) -> Mailbox:
        """Who invites, as a calendar sees it: answers go there."""
        return Mailbox(self.programme.organiser.short_name, self.given.mail.reply_to)

    def attendee(self, claimed: Claimed, name: str) -> Mailbox:
        """Return who answers: on a trial copy not the person, whose answer it would become."""
        return Mailbox(name, self.trial_address or claimed.address)

    def write(
        self,
        words: Any,
        claimed: Claimed,
        moment: datetime,
        *,
        calendars: tuple[bytes, ...] = (),
        method: str = "REQUEST",
        attachments: tuple[Attachment, ...] = (),
    ) -> bytes:
        """Return one mail as sent.

        Args:
            words: an object of a class of `letter_words`; its `recipient` is whom it goes to.
            calendars: iCalendar objects whose METHOD is `method`, one for each whom it names.
        """
        letter, told = claimed.kind.value, as_mapping(words)
        own = self.programme.own_texts(letter, self.language)
        said = mail(letter, self.language, told, own)
        subject = f"{TRIAL} {said.subject}" if self.trial_address else said.subject
        body = Letter(
            subject, said.text, said.html, calendars, calendar_method=method,
            attachments=attachments, language=self.language,
        )  # fmt: skip
        # A mailbox that several share is the agency's.
        name = told["agency"] if told.get("named") else told["recipient"]
        return self._assembled(body, Mailbox(name, claimed.address), claimed, moment)

    def _assembled(
        self, letter: Letter, recipient: Mailbox, claimed: Claimed, moment: datetime
    ) -> bytes:
        ours = self.given.mail
        name = ours.from_name or self.programme.organiser.short_name
        return assemble(
            letter,
            sender=Mailbox(name, ours.from_address),
            reply_to=ours.reply_to,
            recipient=recipient,
            message_id=self._message_id(claimed),
            date=moment,
            original_to=claimed.address if self.trial_address else None,
        )

    def _message_id(self, claimed: Claimed) -> str:
        # A copy must not be taken for the mail itself, by a mailbox or as evidence.
        return claimed.message_id.replace("<", "<trial-", 1) if self.trial_address else (
            claimed.message_id
        )  # fmt: skip
