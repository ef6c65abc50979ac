"""Letting mails leave: as files, as trial copies, to some addresses, or to all."""

from collections.abc import Collection

from coaching.database import ledger, selection
from coaching.database.which import not_redirected, of_kinds
from coaching.database.work import reading, work
from coaching.domain.cycle import Subject
from coaching.domain.invitations import MailKind
from coaching.errors import ModeNotApproved
from coaching.mail import addressing, journal, letters, outbox, place, posting, preview, redirecting
from coaching.mail.preview import Preview
from coaching.programme import Programme
from coaching.settings import Mode, Settings, settings
from tasks.artifacts import show_preview
from tasks.progress import MailProgress
from tasks.retries import STEADY
from tasks.steps import task

REAL = (Mode.LIVE, Mode.ALLOWLIST)


def post(year: int, session: str, programme: Programme, kinds: Collection[MailKind]) -> int:
    """Post what waits as the mode says; return how many were written to the outbox or copied.

    Raises:
        SendingOff: this database was restored or copied.
    """
    given = settings()
    with work() as db:
        addressing.regroup(given, db, year, session)
    if given.mode is Mode.REDIRECT:
        return _post_copies(given, year, session, programme, kinds)
    which = of_kinds(kinds, _allowed(given))
    compose = letters.writer(given, year, session, programme)
    if given.mode is Mode.DRY_RUN:
        return outbox.write(given.outbox, preview.waiting_mails(year, session, which), compose)
    place.demand_on(given)
    posting.recover()
    journal.resolve_doubts(given)
    try:
        _post_all(given, year, session, compose, which)
    finally:
        place.remember(given)
    return 0


def _post_copies(
    given: Settings, year: int, session: str, programme: Programme, kinds: Collection[MailKind]
) -> int:
    address = redirecting.trial_address(given)
    compose = letters.writer(given, year, session, programme, trial=address)
    which = of_kinds(kinds) & not_redirected()
    return redirecting.post_copies(given, year, session, compose, which)


def _post_all(
    given: Settings, year: int, session: str, compose: posting.Compose, which: ledger.Which
) -> None:
    def waiting() -> int:
        with reading() as db:
            return len(ledger.waiting(db, year, session, which))

    # Where nothing waits there is nothing to show: no request for it.
    progress = MailProgress(year, session, count) if (count := waiting()) else None

    def moved() -> None:
        if progress is not None:
            progress.move(waiting())

    posting.post_all(given, year, session, compose, which, moved=moved)


def _allowed(given: Settings) -> list[str] | None:
    """Return the addresses that mails may go to; None: all of them."""
    if given.mode is not Mode.ALLOWLIST:
        return None
    return [one.strip().lower() for one in given.mail.allowed.split(",") if one.strip()]


def demand_approved_mode(year: int) -> None:
    """Let real invitations leave only where a person typed that they may, and how many.

    Raises:
        ModeNotApproved: the list was approved without that.
    """
    if settings().mode is not Mode.LIVE:
        return
    with reading() as db:
        decided = selection.approval(db, Subject.INVITATIONS, year)
    if decided is not None and decided.mode != Mode.LIVE.value:
        raise ModeNotApproved(
            year=year, fingerprint=decided.fingerprint[:12], count=decided.recipients
        )


@task(task_run_name="preview-{session}", **STEADY)
def preview_session(
    year: int, session: str, programme: Programme, *, anew: bool = False
) -> tuple[int, int]:
    """Show the exact mails that are about to leave; return how many, and for how many people.

    Args:
        anew: a person asks for it: what they see now is what may leave.

    Raises:
        PreviewStale: it differs from what was looked at before.
    """
    made = _made(year, session, programme)
    show_preview(made)
    if anew:
        preview.keep(made)
    elif made.mails:
        preview.check(made)
    return len(made.mails), made.people


def _made(year: int, session: str, programme: Programme) -> Preview:
    given = settings()
    compose = letters.writer(given, year, session, programme)
    waiting = preview.waiting_mails(year, session, of_kinds([MailKind.INVITATION]))
    return preview.make(given, year, session, compose, waiting)


def forget_preview(year: int, session: str) -> None:
    """Let a session be looked at anew, after a person changed what its mails say."""
    with work() as db:
        preview.forget(db, year, session)
