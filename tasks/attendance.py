"""Stage 4's steps: one session's sheet, set against who was invited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coaching.database import (
    agencies,
    attendance,
    audit,
    invitations,
    ledger,
    people,
)
from coaching.database.attendance import Came
from coaching.database.cycle import mark_done
from coaching.database.invitations import Call
from coaching.database.work import Db, reading, work
from coaching.domain.attendance import Invitee
from coaching.domain.cycle import Stage
from coaching.domain.evidence import CAME
from coaching.programme import Holds, Programme
from coaching.settings import Mode, settings
from coaching.sources import (
    Known,
    Reading,
    take_sheet,
    write_rejects,
)
from tasks.retries import STEADY
from tasks.sheets import agency_book, first_sheet, standing_corrections
from tasks.steps import task


@dataclass(frozen=True)
class RegisterTally:
    """What a sheet said: how many of the invited came or were represented."""

    session: str
    invited: int
    present: int
    rejected: int


@task(task_run_name="read-sessions-held-{year}", **STEADY)
def sessions_held(year: int, as_of: date, session: str | None) -> list[str]:
    """Return the sessions that have been held by that day, or only the one asked for."""
    with reading() as db:
        return [
            one.code
            for one in invitations.sessions(db, year)
            if session in (None, one.code) and one.held_on <= as_of and not one.is_cancelled
        ]


@task(task_run_name="read-sheet-{session}", **STEADY)
def read_sheet(session: str, year: int, programme: Programme) -> Reading | None:
    """Read the attendance sheet of a session; None where it is not there yet.

    What was corrected in its file of rejects stands.

    Raises:
        SourceUnreadable, ColumnMissing, NothingAccepted.
    """
    known = Known(year, agency_book(programme, year).lookup, session=session)
    return first_sheet(Holds.ATTENDANCE, programme, known, standing_corrections())


@task(task_run_name="save-register-{session}", **STEADY)
def save_register(year: int, session: str, sheet: Reading, as_of: date) -> RegisterTally:
    """Save who came; the same sheet again changes nothing, a corrected one corrects."""
    with work() as db:
        calls = invitations.in_force(db, year, session)
        register, checked = take_sheet(sheet, invitees(db, calls))
        write_rejects(checked, settings().rejects)
        came = [Came(one.invitation_id, one.presence, one.representative) for one in register]
        changed = attendance.save(db, came, sheet.sha256, as_of)
        _close(db, year, session, sorted({call.agency for call in calls}), as_of)
        if changed:
            audit.note(
                db, "attendance-taken", as_of=as_of, year=year, session=session,
                changed=changed, rejected=len(checked.rejected),
            )  # fmt: skip
    return RegisterTally(
        session, len(calls), sum(one.presence in CAME for one in came), len(checked.rejected)
    )


def invitees(db: Db, calls: Sequence[Call]) -> list[Invitee]:
    """Return whom a sheet is set against, with the NIP of those who have one."""
    nips = people.nips(db, [call.person for call in calls])
    return [Invitee(one.invitation_id, nips.get(one.person), one.name, one.agency) for one in calls]


def _close(db: Db, year: int, session: str, coached: list[str], as_of: date) -> None:
    """Close a session: mails that never left stay here, its agencies count as coached."""
    if settings().mode is Mode.LIVE:
        ledger.expire(db, year, session)
    agencies.take_in_past_coaching(db, [(agency, year) for agency in coached])
    mark_done(db, year, Stage.ATTEND, as_of, session)
