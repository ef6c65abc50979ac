"""A letter's words into the bytes that leave."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from coaching.database.ledger import Claimed
from coaching.mail.messages import Attachment, Letter, Mailbox, assemble
from coaching.programme import Programme
from coaching.rendering.mails import mail
from coaching.settings import Settings

PDF = "application/pdf"


@dataclass(frozen=True)
class Desk:
    """What every letter is written with."""

    given: Settings
    programme: Programme

    @property
    def language(self) -> str:
        """The language of letters."""
        return self.given.language

    @property
    def organizer(self) -> Mailbox:
        """Who invites, as a calendar sees it: answers go there."""
        return Mailbox(self.programme.organiser.short_name, self.given.mail.reply_to)

    def write(
        self,
        words: Any,
        claimed: Claimed,
        moment: datetime,
        *,
        calendar: bytes | None = None,
        method: str = "REQUEST",
        attachments: tuple[Attachment, ...] = (),
    ) -> bytes:
        """Return one mail as sent.

        Args:
            words: an object of a class of `letter_words`; its `recipient` is whom it goes to.
            calendar: an iCalendar object whose METHOD is `method`.
        """
        letter, told = claimed.kind.value, asdict(words)
        own = self.programme.own_texts(letter, self.language)
        said = mail(letter, self.language, told, own)
        body = Letter(
            said.subject, said.text, said.html, calendar, calendar_method=method,
            attachments=attachments, language=self.language,
        )  # fmt: skip
        return self._assembled(body, Mailbox(told["recipient"], claimed.address), claimed, moment)

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
            message_id=claimed.message_id,
            date=moment,
        )
