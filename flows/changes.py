"""What operators change after people were invited; everybody concerned is told by mail, once."""

from datetime import date, time

from coaching.database import addresses, operating
from coaching.database.invitations import SessionFacts
from coaching.database.work import reading, work
from coaching.domain.progress import Report, RunState
from coaching.errors import WrongInput
from coaching.mail import addressing
from coaching.mail.addresses import checked_address
from coaching.programme import Programme
from coaching.settings import settings
from flows.operating import operation, programme_in_force, today
from tasks.correspondence import post_letters, tell_cancelled, tell_moved
from tasks.letters import letters_say_otherwise, write_letters
from tasks.posting import forget_preview


@operation("move-session", run_name="{year}-move-session")
def move_session(
    year: int,
    session: str,
    *,
    why: str,
    entered_by: str,
    held_on: date | None = None,
    starts: time | None = None,
    ends: time | None = None,
    venue: str = "",
    as_of: date | None = None,
) -> Report:
    """Pindahkan sebuah sesi: surat baru, entri kalender baru, jawaban lama tidak berlaku.

    Args:
        year: the year in which coaching happens.
        session: its code.
        held_on, starts, ends, venue: what changes; empty: what stays.
        why: the letter says it.
        entered_by: who enters this.
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    with reading() as db:
        facts = operating.session_to_change(db, year, session)
    after = operating.moved(facts, held_on=held_on, starts=starts, ends=ends)
    after = _in_room(after, venue, programme)
    with work() as db:
        operating.reschedule(
            db, year, session, after, why=why, entered_by=entered_by, as_of=day
        )  # fmt: skip
    forget_preview(year, session)
    letters_say_otherwise(year, session)
    write_letters(year, session, programme, day)
    told = tell_moved(year, session)
    post_letters(year, programme, day)
    told_of = {"year": year, "session": session, "held_on": after.held_on, "count": told}
    return Report(RunState.DONE, "session-moved", told_of)


def _in_room(facts: SessionFacts, venue: str, programme: Programme) -> SessionFacts:
    if not venue:
        return facts
    room = next((one for one in programme.venue if one.code == venue), None)
    if room is None:
        raise WrongInput(field="venue", value=venue, why="no-such-venue")
    return operating.moved(
        facts, venue_name=room.name, venue_address=room.address, time_zone=room.time_zone
    )


@operation("call-off-session", run_name="{year}-call-off-session")
def call_off_session(
    year: int, session: str, *, why: str, entered_by: str, as_of: date | None = None
) -> Report:
    """Batalkan sebuah sesi; yang sudah diundang diberi tahu, dan acaranya hilang dari kalender.

    Args:
        year: the year in which coaching happens.
        session: its code.
        why: the letter says it.
        entered_by: who enters this.
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    with work() as db:
        operating.cancel_session(db, year, session, why=why, entered_by=entered_by, as_of=day)
    told = tell_cancelled(year, session)
    post_letters(year, programme, day)
    facts = {"year": year, "session": session, "count": told}
    return Report(RunState.DONE, "session-cancelled", facts)


@operation("withdraw-invitation", run_name="{year}-withdraw-invitation")
def withdraw_invitation(
    year: int, session: str, person: str, *, why: str, entered_by: str, as_of: date | None = None
) -> Report:
    """Batalkan undangan satu orang; daftar yang disetujui tidak berubah.

    Args:
        year: the year in which coaching happens.
        session: its code.
        person: the first characters of their key.
        why: the letter says it.
        entered_by: who enters this.
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    with work() as db:
        operating.withdraw(
            db, year, session, person, why=why, entered_by=entered_by, as_of=day
        )  # fmt: skip
    told = tell_cancelled(year, session)
    post_letters(year, programme, day)
    facts = {"year": year, "session": session, "count": told}
    return Report(RunState.DONE, "invitation-withdrawn", facts)


@operation("correct-address")
def correct_address(
    person: str, email: str, *, why: str, entered_by: str, as_of: date | None = None
) -> Report:
    """Koreksi alamat surel seseorang; undangannya tetap undangan yang sama.

    Args:
        person: the first characters of their key.
        email: the right address.
        why: what was wrong.
        entered_by: who enters this.
        as_of: act as on that day; empty: today.
    """
    day = as_of or today(programme_in_force())
    try:
        email = checked_address(email)
    except ValueError:
        raise WrongInput(field="email", value=None, why="not-an-address") from None
    with work() as db:
        key = addresses.correct_address(
            db, person, email, entered_by=entered_by, why=why, as_of=day
        )
        places = addresses.sessions_of(db, key)
        for year, session in places:
            addressing.regroup(settings(), db, year, session, key)
        waiting = addresses.count_waiting(db, key)
    for year, session in places:
        # Their bytes name the new address, or one person less.
        forget_preview(year, session)
    return Report(RunState.DONE, "address-corrected", {"count": waiting})
