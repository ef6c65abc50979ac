"""One mail to the operators about everything that needs them, through the product's transport."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from coaching.database import notices
from coaching.database.work import reading, work
from coaching.domain.notices import Trouble, is_time_to_tell
from coaching.errors import MailServerAway
from coaching.mail.identity import message_id
from coaching.mail.letter_words import sender
from coaching.mail.messages import Letter, Mailbox, assemble
from coaching.mail.senders import Outcome, Outgoing, mailbox
from coaching.programme import Programme
from coaching.rendering.files import save
from coaching.rendering.mails import mail
from coaching.rendering.notice_words import SHOWN, OneTrouble, OperatorNoticeWords
from coaching.rendering.words import say
from coaching.settings import Mode, Settings

KIND = "operator-notice"


def untold(troubles: Sequence[Trouble]) -> list[Trouble]:
    """Return what operators have not been told of yet."""
    with reading() as db:
        keys = notices.untold(db, [one.key for one in troubles])
    return [one for one in troubles if one.key in keys]


def is_due(troubles: Sequence[Trouble], programme: Programme) -> bool:
    """Say whether a mail about these is to leave now."""
    with reading() as db:
        last, count = notices.last_mail(db)
    return is_time_to_tell(
        troubles, datetime.now(UTC), last_told=last, told_with=count,
        digest=timedelta(minutes=programme.operators.digest_minutes),
    )  # fmt: skip


def tell(given: Settings, programme: Programme, troubles: Sequence[Trouble], address: str) -> None:
    """Send one mail about all of these to each operator; none is told of again.

    Args:
        address: of the pages that show runs.

    Raises:
        MailServerAway, CertificateRefused, MailboxClosed: nothing was told.
    """
    keys = [one.key for one in troubles]
    with work() as db:
        notices.claim(db, keys)
    try:
        _leave(given, programme, _letter(given, programme, troubles, address), keys)
    except BaseException:
        with work() as db:
            notices.give_back(db, keys)
        raise
    with work() as db:
        notices.told(db, keys)


def _letter(
    given: Settings, programme: Programme, troubles: Sequence[Trouble], address: str
) -> Letter:
    language = given.language
    shown = tuple(
        OneTrouble(
            one.title, say(f"notices.state-{one.state}", language),
            one.sentence or say(f"notices.next-{one.state}", language),
            f"{address}{one.path}" if one.path else "",
        )
        for one in troubles[:SHOWN]
    )  # fmt: skip
    words = OperatorNoticeWords(
        sender(programme), len(troubles), shown, max(0, len(troubles) - SHOWN)
    )
    said = mail(KIND, language, asdict(words))
    return Letter(said.subject, said.text, said.html, language=language)


def _leave(given: Settings, programme: Programme, letter: Letter, keys: Sequence[str]) -> None:
    recipients = programme.operators.notices_to or (programme.organiser.email,)
    made = [(one, _bytes(given, programme, letter, one, keys)) for one in recipients]
    if given.mode is not Mode.LIVE:
        for recipient, raw in made:
            save(given.outbox / f"{KIND}-{_digest(recipient, *keys)}.eml", raw)
        return
    with mailbox(given.mail) as post:
        for recipient, raw in made:
            answer = post(Outgoing(raw, given.mail.from_address, recipient))
            if answer.outcome not in (Outcome.SENT, Outcome.IN_DOUBT):
                host, port = given.mail.host, given.mail.port
                raise MailServerAway(host=host, port=port, why=answer.text)


def _bytes(
    given: Settings, programme: Programme, letter: Letter, recipient: str, keys: Sequence[str]
) -> bytes:
    name = given.mail.from_name or programme.organiser.short_name
    return assemble(
        letter,
        sender=Mailbox(name, given.mail.from_address),
        reply_to=given.mail.reply_to,
        recipient=Mailbox(programme.organiser.short_name, recipient),
        message_id=message_id(
            given.secret_bytes(), year=0, session=_digest(*keys), person=recipient, kind=KIND,
            revision=0, domain=given.mail.from_address.rpartition("@")[2],
        ),
        date=datetime.now(UTC),
    )  # fmt: skip


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
