"""Looking at the invitations of a session before they leave."""

from datetime import date

from coaching.domain.cycle import Stage
from coaching.domain.progress import Report, RunState
from coaching.errors import NotYet
from flows.operating import operation, programme_in_force, today
from tasks.invitations import is_approved
from tasks.letters import enqueue_invitations, write_letters
from tasks.posting import preview_session


@operation("preview-invitations", run_name="{year}-preview-invitations")
def preview_invitations(year: int, session: str, as_of: date | None = None) -> Report:
    """Simpan undangan sebuah sesi persis seperti yang akan dikirim, untuk dilihat dahulu.

    From then on exactly that may leave: what changes afterwards stops the sending.

    Args:
        year: the year in which coaching happens.
        session: its code.
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    if not is_approved(year):
        raise NotYet(stage=Stage.INVITE.value, year=year, waits_for="approve-invitations")
    write_letters(year, session, programme, day)
    enqueue_invitations(year, session)
    count, people = preview_session(year, session, programme, anew=True)
    facts = {"year": year, "session": session, "count": count, "people": people}
    return Report(RunState.DONE, "previewed", facts)
