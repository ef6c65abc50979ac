"""Stage 3: plan who is invited, and send once that list is approved."""

from datetime import date

from coaching.domain.cycle import Subject
from coaching.domain.progress import Report, RunState
from coaching.settings import Mode, settings
from flows.operating import operation, programme_in_force, today
from flows.selection import basis_of, choose
from tasks.artifacts import show_invitations, show_mail
from tasks.correspondence import ask_for_decision, ask_for_names, post_letters
from tasks.cycle import open_year, waiting_for_approval
from tasks.grounds import freeze_plan
from tasks.invitations import approved_agencies, is_approved, plan_invitations
from tasks.letters import (
    Posted,
    awaiting_numbers,
    awaiting_signature,
    send_session,
    sessions_to_send,
    write_letters,
)
from tasks.selection import selection_ground


@operation("send-invitations", run_name="{year}-send-invitations")
def send_invitations(year: int, session: str | None = None, as_of: date | None = None) -> Report:
    """Susun daftar undangan, dan kirim setelah daftar itu disetujui.

    Args:
        year: the year in which coaching happens.
        session: only this session's code; empty: every session that is to come.
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    open_year(year, programme, day)
    basis = basis_of(year, programme, selection_ground(year))
    as_they_stand = choose(year, programme, basis).agencies
    agencies = approved_agencies(year, as_they_stand)
    plan_invitations(year, agencies, programme, day)
    ask_for_names(year, agencies, programme)
    ask_for_decision(year, Subject.INVITATIONS, programme)
    if not is_approved(year):
        show_invitations(year)
        post_letters(year, programme, day)
        return waiting_for_approval(Subject.INVITATIONS, year)
    freeze_plan(year, programme, day)
    posted: list[Posted] = []
    for code in sessions_to_send(year, session):
        write_letters(year, code, programme, day)
        if numberless := awaiting_numbers(year, code, programme):
            facts = {"year": year, "session": code, "awaiting": numberless}
            return Report(RunState.WAITING_FOR_DATA, "awaiting-numbers", facts)
        if awaiting := awaiting_signature(year, code, programme):
            facts = {"year": year, "session": code, "awaiting": awaiting}
            return Report(RunState.AWAITING_SIGNATURE, "awaiting-signature", facts)
        posted.append(send_session(year, code, programme, day))
    show_mail(year)
    return _report(year, posted)


# What a report says, by what the mode lets mails do.
WORDS = {
    Mode.DRY_RUN: "rendered",
    Mode.REDIRECT: "redirected",
    Mode.ALLOWLIST: "sent-allowed",
    Mode.LIVE: "sent",
}


def _report(year: int, posted: list[Posted]) -> Report:
    if not posted:
        return Report(RunState.NOTHING_TO_DO, "no-session", {"year": year})
    facts = {
        "year": year,
        "sessions": [one.session for one in posted],
        "sent": sum(one.sent for one in posted),
        "people": sum(one.people for one in posted),
        "rendered": sum(one.rendered for one in posted),
        "waiting": sum(one.waiting for one in posted),
        "without_address": sum(one.without_address for one in posted),
        "failed": sum(one.failed for one in posted),
        "in_doubt": sum(one.in_doubt for one in posted),
    }
    words = WORDS[settings().mode]
    return Report(RunState.DONE, words, facts)
