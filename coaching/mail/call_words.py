"""What letters say to the people who are called to a session: to one, or to all at a mailbox."""

from collections.abc import Sequence
from typing import Any

from coaching.database.invitations import Call
from coaching.mail.letter_words import Gathered
from coaching.rendering.formats import listed
from coaching.rendering.letter_words import InvitationWords, Named


def addressee_words(given: Gathered, calls: Sequence[Call]) -> dict[str, Any]:
    """Return who a letter is to: one person, or all who share a mailbox."""
    agencies = dict.fromkeys(given.names[call.agency] for call in calls)
    if len(calls) == 1:
        one = calls[0]
        return {"recipient": one.name, "position": one.position, "agency": next(iter(agencies))}
    several = len(agencies) > 1  # then each line says whose
    return {
        "recipient": listed([call.name for call in calls], given.language, mark=";"),
        "position": "",
        "agency": "" if several else next(iter(agencies)),
        "named": tuple(
            Named(
                call.name,
                f"{call.position}, {given.names[call.agency]}" if several else call.position,
            )
            for call in calls
        ),
    }


def invitation_words(given: Gathered, calls: Sequence[Call], letter_number: str) -> InvitationWords:
    """Return the words of one invitation."""
    agencies = dict.fromkeys(call.agency for call in calls)
    return InvitationWords(
        sender=given.sender,
        session=given.session,
        authority=given.programme.appointing_authority.title,
        **addressee_words(given, calls),
        is_head=calls[0].is_head,
        participants=sum(given.participants[agency] for agency in agencies),
        answer_by=given.answer_by,
        reason=" ".join(dict.fromkeys(given.reasons[agency] for agency in agencies)),
        indicators=len(given.programme.indicators),
        letter_number=letter_number,
        group=given.group,
    )
