"""What asks the head of a chosen agency for names: words of the letter, and the form with it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from coaching.database.people import Head
from coaching.mail.letter_words import planned_words, sender
from coaching.mail.messages import Attachment
from coaching.programme import Programme
from coaching.rendering.formats import short_date
from coaching.rendering.letter_words import NominationWords
from coaching.rendering.nomination_form import NominationFormWords, nomination_form
from coaching.rendering.reasons import reason_sentence

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def nomination_words(
    programme: Programme,
    year: int,
    head: Head,
    agency: str,
    reason: Mapping[str, Any],
    language: str,
) -> NominationWords:
    """Return the words that ask the head of a chosen agency whom to invite."""
    titles = {one.code: one for one in programme.all_indicators}
    first = programme.sessions_of(year)[0]
    # Names count until the invitations of the first session are written.
    by = datetime.combine(first.send_on, programme.invitations.answer_hour, first.answer_by.tzinfo)
    return NominationWords(
        sender=sender(programme), authority=programme.appointing_authority.title,
        recipient=head.name, position=head.position, agency=agency, year=year, answer_by=by,
        reason=reason_sentence(reason, language, titles), sessions=planned_words(programme, year),
    )  # fmt: skip


def blank_form(
    programme: Programme, year: int, agency: str, name: str, language: str
) -> Attachment:
    """Return the form of one agency, with as many rows as it may name people."""
    first = min((one.send_on for one in programme.sessions_of(year)), default=None)
    words = NominationFormWords(
        language=language,
        year=year,
        agency=agency,
        agency_name=name,
        places=programme.nominated_places,
        answer_by=short_date(first, language) if first else "–",
    )
    return Attachment(f"{year}-{agency}.xlsx", XLSX, nomination_form(words))
