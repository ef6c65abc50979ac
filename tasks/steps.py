"""Tasks as this programme makes them: Prefect's own, which take what they are given as it is."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from prefect import Task
from prefect.utilities.annotations import quote

P = ParamSpec("P")
R = TypeVar("R")

OPTIONS = {"return_state", "wait_for"}  # of the call, not of the function


class Step(Task[P, R]):
    """A task whose arguments are not searched for futures.

    Prefect walks twice through everything a task is given, to find what other tasks
    still compute. We give none, and a `Programme` alone has hundreds of parts: that
    took a third of what a task costs.
    """

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the task; see Prefect."""
        named: dict[str, Any] = {
            name: value if name in OPTIONS else quote(value) for name, value in kwargs.items()
        }
        return super().__call__(*map(quote, args), **named)


def task(**options: Any) -> Callable[[Callable[P, R]], Task[P, R]]:
    """Make a task of a function; the options are those of `prefect.task`."""

    def made(function: Callable[P, R]) -> Task[P, R]:
        return Step(function, **options)

    return made
