"""Which parts of a letter officers may word themselves, and the words that are filled in."""

from collections.abc import Mapping
from string import Formatter

FROM_SENDER = ("authority", "organiser", "contact", "telephone")
OF_SESSION = ("date", "time", "place")
TO_PERSON = ("recipient", "position", "agency")
CALL = (*FROM_SENDER, *OF_SESSION, *TO_PERSON)

# Parts and placeholders by kind of letter.
BLOCKS: Mapping[str, tuple[str, ...]] = {
    "invitation": ("subject", "chance", "absent"),
    "reminder": ("subject", "opening", "absent"),
    "reschedule": ("subject", "opening", "again", "absent"),
    "cancellation": ("subject", "opening", "next"),
    "delegation-received": ("subject", "opening", "next"),
    "thanks": ("subject", "opening", "next"),
    "nomination-request": ("subject", "opening", "how", "without"),
    "approval-request": ("subject", "opening", "how"),
    "report": ("subject", "opening", "attached"),
    "bounce-digest": ("subject", "opening", "next"),
}
PLACEHOLDERS: Mapping[str, tuple[str, ...]] = {
    "invitation": (*CALL, "answer_by", "indicators", "letter_number"),
    "reminder": (*CALL, "answer_by", "indicators", "letter_number"),
    "reschedule": (*CALL, "answer_by", "indicators", "letter_number"),
    "cancellation": CALL,
    "delegation-received": (*CALL, "delegate"),
    "thanks": CALL,
    "nomination-request": (*FROM_SENDER, *TO_PERSON, "answer_by", "year"),
    "approval-request": (*FROM_SENDER, "recipient", "year", "list", "count"),
    "report": (*FROM_SENDER, "recipient", "year"),
    "bounce-digest": ("organiser", "contact", "telephone", "recipient", "agency", "count"),
}


def asked_for(text: str) -> list[str]:
    """Return the placeholders of a text, in order.

    Raises:
        ValueError: it is no plain text with words in braces: a brace alone, or
            something inside that would compute.
    """
    names = []
    for _, name, form, conversion in Formatter().parse(text):
        if name is None:
            continue
        if form or conversion or not name.isidentifier():
            raise ValueError(name)
        names.append(name)
    return names
