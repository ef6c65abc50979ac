"""How every flow of the programme behaves: named states, sentences, problems in words."""

import inspect
from collections.abc import Callable, Coroutine
from datetime import date, datetime
from functools import partial, wraps
from typing import Any, ParamSpec
from uuid import UUID
from zoneinfo import ZoneInfo

from prefect import Flow, flow
from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from coaching.database.ready import ready
from coaching.domain.progress import Report, RunState
from coaching.errors import CoachingError, YearFinished
from coaching.programme import Programme, read_programme
from coaching.rendering.words import advice, has, say
from coaching.settings import settings

__all__ = [
    "and_next",
    "ended",
    "operation",
    "perform",
    "programme_in_force",
    "sentence",
    "today",
    "told_problem",
]

P = ParamSpec("P")
Body = Callable[P, Report] | Callable[P, Coroutine[Any, Any, Report]]
Operation = Flow[P, Coroutine[Any, Any, Report]]

# What the runs of this process found, until `perform` takes it. Prefect gives back what a
# state holds only where its server confirmed the state at once, and a busy one may not.
FOUND: dict[UUID, Report | CoachingError] = {}


def operation(name: str, run_name: str | None = None) -> Callable[[Body[P]], Operation[P]]:
    """Make a flow of a function that returns a `Report`.

    The flow ends in a state named after the report, with its sentence as message.
    A problem a person can cure ends it as `NeedsAPerson`, told in words.
    Its runs are named after the year where `run_name` says how, else after the day.
    The flow is asynchronous whatever the function is: a synchronous flow waits a
    second for its heartbeat at its end.
    """

    def made(body: Body[P]) -> Operation[P]:
        """Return the flow; it takes what the function takes."""

        @wraps(body)
        async def told(*args: P.args, **kwargs: P.kwargs) -> State[Report]:
            return await ended(lambda: body(*args, **kwargs))

        return flow(name=name, flow_run_name=run_name or partial(_named, name))(told)  # type: ignore[arg-type]

    return made


def _named(name: str) -> str:
    """Return the name of the run: flow, and year and quarter where given, else the day."""
    given = flow_run.get_parameters()
    year, quarter = given.get("year"), given.get("quarter")
    if year is not None:
        return f"{year}-Q{quarter}-{name}" if quarter else f"{year}-{name}"
    try:
        return f"{name}-{given.get('as_of') or today(programme_in_force())}"
    except CoachingError:  # the run itself says what is wrong with config/
        return name


async def perform(operation: Operation[P], *args: P.args, **kwargs: P.kwargs) -> Report:
    """Run an operation in this process and return its report.

    Raises:
        CoachingError: what a person must cure.
    """
    state: State[Report] = await operation(*args, **kwargs, return_state=True)
    run = state.state_details.flow_run_id
    found = FOUND.pop(run, None) if run else None
    if isinstance(found, CoachingError):
        raise found
    return found or await state.aresult()


async def ended(body: Callable[[], Report | Coroutine[Any, Any, Report]]) -> State[Report]:
    """Do what a run is for and return the state it ends in, named and told in words."""
    found = await _found(body)
    context = FlowRunContext.get()
    if context is not None and context.flow_run is not None:
        FOUND[context.flow_run.id] = found
    return _state(found)


async def _found(
    body: Callable[[], Report | Coroutine[Any, Any, Report]],
) -> Report | CoachingError:
    try:
        ready()
        answer = body()
        return await answer if inspect.isawaitable(answer) else answer
    except YearFinished as finished:
        # Done again by hand: what has ended stays as it ended.
        words = f"finished-{finished.facts['outcome']}"
        return Report(RunState.NOTHING_TO_DO, words, finished.facts)
    except CoachingError as problem:
        return problem


def _state(found: Report | CoachingError) -> State[Report]:
    if isinstance(found, CoachingError):
        return _needs_a_person(" ".join(told_problem(found)), found)
    if found.problem is not None:
        return _needs_a_person(sentence(found), found.problem)
    return Completed(name=found.state, message=and_next(found), data=found)


def _needs_a_person(message: str, problem: CoachingError) -> State[Report]:
    return Failed(name=RunState.NEEDS_A_PERSON, message=message, data=problem)


def sentence(report: Report) -> str:
    """Return the one sentence of a report, in the language of the settings."""
    return say(f"states.{report.words}", settings().language, **report.facts)


def and_next(report: Report) -> str:
    """Return what happened and what to do next."""
    language, told = settings().language, sentence(report)
    for words in (report.words, report.words.partition("-")[0]):
        if has(f"states.next.{words}", language):
            return f"{told} {say(f'states.next.{words}', language)}"
    return told


def told_problem(problem: CoachingError) -> tuple[str, str]:
    """Return what is wrong and what to do next, in the language of the settings."""
    return advice(problem, settings().language)


def programme_in_force() -> Programme:
    """Read what the city decided, as `config/` says it today."""
    return read_programme(settings().config)


def today(programme: Programme) -> date:
    """Return the day it is in the programme's time zone."""
    return datetime.now(ZoneInfo(programme.city.time_zone)).date()
