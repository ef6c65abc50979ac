"""How every flow of the programme behaves: named states, sentences, problems in words."""

import inspect
from collections.abc import Callable, Coroutine
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec
from zoneinfo import ZoneInfo

from prefect import Flow, flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from coaching.database.ready import ready
from coaching.domain.progress import Report, RunState
from coaching.errors import CoachingError, YearFinished
from coaching.programme import Programme, read_programme
from coaching.rendering.words import advice, say
from coaching.settings import settings

__all__ = ["operation", "programme_in_force", "sentence", "today"]

P = ParamSpec("P")
Body = Callable[P, Report] | Callable[P, Coroutine[Any, Any, Report]]
Operation = Flow[P, Coroutine[Any, Any, Report]]


def operation(name: str, run_name: str) -> Callable[[Body[P]], Operation[P]]:
    """Make a flow of a function that returns a `Report`.

    The flow ends in a state named after the report, with its sentence as message.
    A problem a person can cure ends it as `NeedsAPerson`, told in words.
    The flow is asynchronous whatever the function is: a synchronous flow waits a
    second for its heartbeat at its end.
    """

    def made(body: Body[P]) -> Operation[P]:
        @wraps(body)
        async def told(*args: P.args, **kwargs: P.kwargs) -> State[Report]:
            try:
                ready()
                answer = body(*args, **kwargs)
                report = await answer if inspect.isawaitable(answer) else answer
            except YearFinished as finished:
                # Done again by hand: what has ended stays as it ended.
                report = Report(
                    RunState.NOTHING_TO_DO, f"finished-{finished.facts['outcome']}", finished.facts
                )
            except CoachingError as problem:
                return _needs_a_person(" ".join(told_problem(problem)), problem)
            if report.problem is not None:
                return _needs_a_person(sentence(report), report.problem)
            return Completed(name=report.state, message=sentence(report), data=report)

        return flow(name=name, flow_run_name=run_name)(told)  # type: ignore[arg-type]

    return made


def _needs_a_person(message: str, problem: CoachingError) -> State[Report]:
    return Failed(name=RunState.NEEDS_A_PERSON, message=message, data=problem)


def sentence(report: Report) -> str:
    """Return the one sentence of a report, in the language of the settings."""
    return say(f"states.{report.words}", settings().language, **report.facts)


def told_problem(problem: CoachingError) -> tuple[str, str]:
    """Return what is wrong and what to do next, in the language of the settings."""
    return advice(problem, settings().language)


def programme_in_force() -> Programme:
    """Read what the city decided, as `config/` says it today."""
    return read_programme(settings().config)


def today(programme: Programme) -> date:
    """Return the day it is in the programme's time zone."""
    return datetime.now(ZoneInfo(programme.city.time_zone)).date()
