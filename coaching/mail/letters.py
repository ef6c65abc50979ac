"""What makes the bytes of a mail in the ledger, whatever its kind."""

from collections.abc import Callable, Mapping
from datetime import datetime

from coaching.database.ledger import Claimed
from coaching.domain.invitations import MailKind
from coaching.mail import digest_letters, session_letters, year_letters
from coaching.mail.posting import Compose
from coaching.mail.writing import Desk
from coaching.programme import Programme
from coaching.settings import Settings

Writer = Callable[[Desk, int, str], Compose]

WRITERS: Mapping[MailKind, Writer] = {
    MailKind.INVITATION: session_letters.invitations,
    MailKind.REMINDER: session_letters.invitations,
    MailKind.RESCHEDULE: session_letters.reschedules,
    MailKind.CANCELLATION: session_letters.cancellations,
    MailKind.DELEGATION_RECEIVED: session_letters.delegations,
    MailKind.THANKS: session_letters.thanks,
    MailKind.NOMINATION_REQUEST: year_letters.nomination_requests,
    MailKind.APPROVAL_REQUEST: year_letters.approval_requests,
    MailKind.REPORT: year_letters.reports,
    MailKind.NOBODY_NEEDS_COACHING: year_letters.notices,
    MailKind.CANNOT_JUDGE: year_letters.notices,
    MailKind.BOUNCE_DIGEST: digest_letters.digests_of_bounces,
}


def writer(
    given: Settings, year: int, session: str, programme: Programme, *, trial: str | None = None
) -> Compose:
    """Return what makes each mail of a session; "" stands for letters about the year.

    What all letters of a kind share is gathered once, when the first of them is made.
    """
    desk = Desk(given, programme, trial)
    writers: dict[MailKind, Compose] = {}

    def compose(claimed: Claimed, moment: datetime) -> bytes:
        """Return one mail as sent."""
        if claimed.kind not in writers:
            writers[claimed.kind] = WRITERS[claimed.kind](desk, year, session)
        return writers[claimed.kind](claimed, moment)

    return compose
