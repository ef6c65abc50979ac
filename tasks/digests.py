"""Telling agencies' HR contacts, once a day, whom our mails did not reach."""

from datetime import date

from coaching.database import digests, ledger, people
from coaching.database.work import work
from coaching.domain.invitations import MailKind
from coaching.mail.addressing import entry
from coaching.programme import Programme
from coaching.settings import settings
from tasks.letters import THE_YEAR
from tasks.retries import STEADY
from tasks.steps import task


@task(task_run_name="digest-bounces-{year}", **STEADY)
def digest_bounces(year: int, programme: Programme, as_of: date) -> int:
    """Enter one digest for each agency with mails that did not arrive; return how many are new.

    What comes back after the digest of a day waits for that of the next.
    """
    if not programme.mails.bounce_digest:
        return 0
    told = 0
    with work() as db:
        for agency, mails in sorted(digests.untold(db, year).items()):
            contact = programme.hr_contact_of(agency)
            person = people.officer(
                db, f"{digests.CONTACT}{agency}", contact.name, agency, contact.email
            )
            kind, number = MailKind.BOUNCE_DIGEST, as_of.toordinal()
            letter = entry(settings(), year, THE_YEAR, person, kind, number)
            if ledger.enqueue(db, [letter]):
                digests.tell(db, mails, as_of)
                told += 1
    return told
