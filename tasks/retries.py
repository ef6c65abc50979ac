"""The one retry policy: again only where again can help."""

from typing import Any

from prefect import Task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun

from coaching.errors import TemporaryProblem


def _may_help(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    return isinstance(state.data, TemporaryProblem)


# Nothing is cached: each step looks at the records itself before it does anything.
STEADY: dict[str, Any] = {"cache_policy": NO_CACHE}
PATIENT: dict[str, Any] = {
    **STEADY,
    "retries": 3,
    "retry_delay_seconds": [5, 30, 120],
    "retry_condition_fn": _may_help,
}
