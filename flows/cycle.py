"""The conductor: opening a year once, and every morning whatever is due in every open year."""

from datetime import date

from coaching.domain.cycle import Agenda, Stage, Step, collects_replies
from coaching.domain.progress import Report, RunState
from coaching.errors import CoachingError, InboxMissing, InboxUnreadable
from coaching.programme import Programme
from coaching.rendering.words import say
from coaching.settings import settings
from flows.operating import (
    operation,
    perform,
    programme_in_force,
    sentence,
    today,
    told_problem,
)
from tasks.artifacts import show_years
from tasks.correspondence import post_letters
from tasks.cycle import agenda_of, open_year, unfinished_years, waiting_for_approval
from tasks.digests import digest_bounces
from tasks.reminding import remind


@operation("annual-cycle")
def annual_cycle(year: int | None = None, as_of: date | None = None) -> Report:
    """Buka tahun pembinaan.

    Args:
        year: the year in which coaching happens; empty: the latest whose opening day has come.
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    year = year or programme.year_opened_by(day)
    is_new = open_year(year, programme, day)
    return Report(RunState.DONE, "year-opened" if is_new else "year-open-before", {"year": year})


@operation("cycle")
async def advance_cycle(as_of: date | None = None) -> Report:
    """Kerjakan semua yang jatuh tempo, di setiap tahun yang terbuka.

    One year's problem stops that year only; all of them are told at the end.

    Args:
        as_of: act as on that day; empty: today.
    """
    programme = programme_in_force()
    day = as_of or today(programme)
    lines: list[str] = []
    states: set[RunState] = set()
    problem: CoachingError | None = None
    for year in unfinished_years():
        told, year_problem = await _advance(year, programme, day)
        lines += [f"{year}: {line}" for line, _ in told]
        states |= {state for _, state in told}
        problem = problem or year_problem
    show_years(programme, day)
    facts = {"as_of": day, "lines": "\n".join(lines)}
    state = next((one for one in LOUDEST_FIRST if one in states), RunState.NOTHING_TO_DO)
    return Report(state, "cycle" if lines else "cycle-idle", facts, problem)


# Which of several states the run of a day is named after.
LOUDEST_FIRST = (
    RunState.NEEDS_A_PERSON,
    RunState.WAITING_FOR_APPROVAL,
    RunState.CANNOT_JUDGE,
    RunState.NOBODY_NEEDS_COACHING,
    RunState.AWAITING_SIGNATURE,
    RunState.WAITING_FOR_DATA,
    RunState.DONE,
)
Told = tuple[str, RunState]  # a line about one year, and the state it tells of


async def _advance(
    year: int, programme: Programme, day: date
) -> tuple[list[Told], CoachingError | None]:
    """Do what is due in one year, step by step, until nothing is or a person is needed."""
    calendar = programme.calendar_of(year)
    told: list[Told] = []
    tried: set[Step] = set()
    unread: CoachingError | None = None
    try:
        while True:
            state, due = agenda_of(calendar, day)
            if collects_replies(state) and settings().reads_answers and REPLIES not in tried:
                tried.add(REPLIES)
                replies, unread = await _read_replies(day)
                told += replies
            step = next((step for step in due.steps if step not in tried), None)
            if step is None:
                if unread is None:
                    told += _reminded(year, programme, day)
                told += _digested(year, programme, day)
                post_letters(year, programme, day)
                return told or _waiting(due, year), unread
            tried.add(step)
            told.append(_told(await _do(year, step, day), step, day))
    except CoachingError as problem:
        return [*told, _told_of(problem)], problem


REPLIES = Step(Stage.ATTEND, "replies", date.min)  # not a stage: read once a day while answers come


async def _read_replies(day: date) -> tuple[list[Told], CoachingError | None]:
    """Read the answers; a mailbox that is away is told and holds up nothing else."""
    from flows.replies import collect_replies

    try:
        return _worth_telling(await perform(collect_replies, as_of=day)), None
    except (InboxMissing, InboxUnreadable) as problem:
        return [_told_of(problem)], problem


def _reminded(year: int, programme: Programme, day: date) -> list[Told]:
    """Remind the silent; not on a day on which the answers could not be read."""
    done = remind(year, programme, day)
    if not done.queued and not done.missed:
        return []
    facts = {"count": done.queued, "missed": done.missed}
    return [(say("states.reminded", settings().language, **facts), RunState.DONE)]


def _digested(year: int, programme: Programme, day: date) -> list[Told]:
    count = digest_bounces(year, programme, day)
    words = say("states.bounces-digested", settings().language, count=count)
    return [(words, RunState.DONE)] if count else []


async def _do(year: int, step: Step, day: date) -> Report:
    """Do one step; on most days none is due, so the stages are imported here alone."""
    from flows.attendance import collect_attendance
    from flows.evaluation import compile_evaluation
    from flows.indicators import pull_indicators
    from flows.invitations import send_invitations
    from flows.selection import select_target_agencies

    match step.stage:
        case Stage.PULL:
            return await perform(pull_indicators, year, as_of=day)
        case Stage.SELECT:
            return await perform(select_target_agencies, year, as_of=day)
        case Stage.INVITE:
            return await perform(send_invitations, year, session=step.part or None, as_of=day)
        case Stage.ATTEND:
            return await perform(collect_attendance, year, session=step.part, as_of=day)
        case Stage.EVALUATE:
            # The values that judge the year are newer than those that chose for it.
            await perform(pull_indicators, year, as_of=day)
            return await perform(compile_evaluation, year, as_of=day)


def _told_of(problem: CoachingError) -> Told:
    return " ".join(told_problem(problem)), RunState.NEEDS_A_PERSON


def _told(report: Report, step: Step, day: date) -> Told:
    late = step.days_late(day)
    words = sentence(report)
    if late > 0 and report.state not in (RunState.WAITING_FOR_DATA, RunState.AWAITING_SIGNATURE):
        words += " " + say("states.late", settings().language, days=late)
    return words, report.state


def _worth_telling(report: Report) -> list[Told]:
    return [] if report.state is RunState.NOTHING_TO_DO else [(sentence(report), report.state)]


def _waiting(due: Agenda, year: int) -> list[Told]:
    if due.waits_for is None:
        return []
    report = waiting_for_approval(due.waits_for, year)
    return [(sentence(report), report.state)]
