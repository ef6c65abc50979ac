"""The letter to an agency's HR contact: whom our mails did not reach, and why."""

from datetime import date, datetime

from coaching.database import agencies, digests
from coaching.database.digests import Unreached
from coaching.database.ledger import Claimed
from coaching.database.work import reading
from coaching.mail.answers import enhanced_code
from coaching.mail.letter_words import sender
from coaching.mail.posting import Compose
from coaching.mail.writing import Desk
from coaching.rendering.digest_words import BounceDigestWords, UnreachedPerson
from coaching.rendering.words import say

# What an enhanced code says of an address, RFC 3463; of any other: that it was refused.
REASONS = {
    "no-such-address": ("x.1.1", "x.1.2", "x.1.3", "x.1.6", "x.1.10", "x.2.1"),
    "mailbox-full": ("x.2.2",),
}


def digests_of_bounces(desk: Desk, year: int, _session: str) -> Compose:
    """Return what tells HR contacts of a day's mails that came back; its revision is the day."""

    def compose(claimed: Claimed, moment: datetime) -> bytes:
        """Return the mail to one agency's contact."""
        with reading() as db:
            agency = digests.agency_of(db, claimed.person)
            found = digests.told_on(db, year, agency, date.fromordinal(claimed.revision))
            name = agencies.titles(db, year)[agency]
        contact = desk.programme.hr_contact_of(agency)
        words = BounceDigestWords(
            sender=sender(desk.programme), recipient=contact.name, agency=name,
            count=len(found), lines=tuple(_line(one, desk.language) for one in found),
        )  # fmt: skip
        return desk.write(words, claimed, moment)

    return compose


def _line(one: Unreached, language: str) -> UnreachedPerson:
    code = (enhanced_code(one.said) or "x").partition(".")[2]
    reason = next((name for name, codes in REASONS.items() if f"x.{code}" in codes), "refused")
    said = say(f"letters.unreached-{reason}", language)
    return UnreachedPerson(one.name, one.position, one.address, said)
