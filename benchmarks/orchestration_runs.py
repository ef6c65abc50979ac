"""One of the three ways through the year, in a process of its own; started by `orchestration.py`.

Usage: python benchmarks/orchestration_runs.py flows|stages|empty SHAPE.json
"""

import asyncio
import contextlib
import functools
import io
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

YEAR, SEED = 2025, 17
Shape = list[dict[str, Any]]  # flows, each with the number of its tasks and the flows below it
KINDS = ("create_table", "create_markdown", "create_progress", "update_progress")


@dataclass(frozen=True)
class Cost:
    """What one way took, in seconds, and how much was run."""

    processor: float
    clock: float
    flows: int
    tasks: int


def cost_of(told: Mapping[str, Any], server: float) -> Cost:
    """Add what the server took to what a process told of itself."""
    return Cost(told["processor"] + server, told["clock"], told["flows"], told["tasks"])


def processor_seconds(process: int) -> float:
    """Return how much of the processor a process has used so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(mode: str, shape: Path) -> None:
    """Go one way and print what it took; the flows also write down their shape."""
    if mode == "stages":
        _take_prefect_away()
    if mode == "empty":
        told = json.loads(shape.read_text())
        do: Callable[[], Any] = functools.partial(_run_empty, told["runs"], told["artifacts"])
        _run_empty([{"tasks": 1, "below": []}], ["create_table"])  # what only the first one takes
    else:
        artifacts = _artifacts_counted() if mode == "flows" and not shape.exists() else []
        do = _lived()
    began, used = time.perf_counter(), time.process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        do()
    clock, processor = time.perf_counter() - began, time.process_time() - used
    if mode == "flows" and not shape.exists():
        time.sleep(5)  # the server still writes down the last task runs
        shape.write_text(json.dumps({"runs": _shape(), "artifacts": artifacts}))
    counted = _counted(json.loads(shape.read_text())["runs"]) if mode != "stages" else Counter()
    print(json.dumps({
        "clock": clock, "processor": processor,
        "flows": counted["flows"], "tasks": counted["tasks"],
    }))  # fmt: skip


def _lived() -> Callable[[], None]:
    """Return the demo's year, with everything imported that it needs."""
    import flows.cycle  # so that importing is not measured
    import flows.quarterly  # noqa: F401
    from coaching.city import make_city
    from flows.demo import year
    from flows.demo.post import caught

    city = make_city(SEED, YEAR)

    def live() -> None:
        with caught():
            asyncio.run(year._live(city, YEAR))

    return live


def _take_prefect_away() -> None:
    """Make flows and tasks what they are without Prefect: plain functions."""
    import prefect
    import prefect.artifacts

    import tasks.steps

    def plain_task(**_options: Any) -> Any:
        def made(function: Any) -> Any:
            function.fn = function  # one task calls what another one does
            return function

        return made

    def plain_flow(**_options: Any) -> Any:
        def made(function: Any) -> Any:
            @functools.wraps(function)
            async def called(*args: Any, return_state: bool = False, **kwargs: Any) -> Any:
                return await function(*args, **kwargs)

            return called

        return made

    tasks.steps.task = plain_task
    prefect.flow = plain_flow  # type: ignore[assignment]
    for kind in KINDS:
        setattr(prefect.artifacts, f"{kind}_artifact", lambda **_facts: uuid4())


def _artifacts_counted() -> list[str]:
    """Note the kind of every artifact that is written from now on, in order."""
    import prefect.artifacts

    found: list[str] = []

    def counted(kind: str, write: Any) -> Any:
        def noted(**facts: Any) -> Any:
            found.append(kind)
            return write(**facts)

        return noted

    for kind in KINDS:
        write = getattr(prefect.artifacts, f"{kind}_artifact")
        setattr(prefect.artifacts, f"{kind}_artifact", counted(kind, write))
    return found


def _write_empty(kind: str, progress: list[Any]) -> None:
    """Write an artifact with nothing to say."""
    from prefect import artifacts

    match kind:
        case "create_table":
            artifacts.create_table_artifact(key="empty", table=[])
        case "create_markdown":
            artifacts.create_markdown_artifact(key="empty", markdown="")
        case "create_progress":
            progress.append(artifacts.create_progress_artifact(key="empty-progress", progress=0.0))
        case "update_progress":
            artifacts.update_progress_artifact(artifact_id=progress[-1], progress=50.0)


def _run_empty(shape: Shape, kinds: list[str]) -> None:
    """Run flows and tasks that do nothing but write empty artifacts, as many as the year has.

    The flows are as deep as those of the year. The artifacts are written by the first tasks.
    """
    from prefect import flow, task
    from prefect.cache_policies import NO_CACHE

    to_write, progress = list(reversed(kinds)), list[Any]()

    @task(cache_policy=NO_CACHE)
    def nothing() -> None:
        if to_write:
            _write_empty(to_write.pop(), progress)

    @flow
    async def empty() -> None:
        one = waiting.pop()
        for _ in range(one["tasks"]):
            nothing()
        for below in one["below"]:
            waiting.append(below)
            await empty()

    async def all_of_them() -> None:
        for one in shape:
            waiting.append(one)
            await empty()

    waiting: Shape = []
    asyncio.run(all_of_them())
    assert not to_write, "more artifacts than tasks: write several in one"


def _shape() -> Shape:
    """Return what the server knows of the runs of this process, as a tree."""
    return asyncio.run(_read_shape())


async def _read_shape() -> Shape:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.sorting import FlowRunSort, TaskRunSort

    async with get_client() as client:
        runs: list[Any] = []
        while page := await client.read_flow_runs(
            limit=200, offset=len(runs), sort=FlowRunSort.START_TIME_ASC
        ):
            runs += page
        tasks: list[Any] = []
        while more := await client.read_task_runs(
            limit=200, offset=len(tasks), sort=TaskRunSort.EXPECTED_START_TIME_ASC
        ):
            tasks += more
    parent = {one.id: one.flow_run_id for one in tasks}
    stands_for_a_flow = {run.parent_task_run_id for run in runs}
    count = Counter(one.flow_run_id for one in tasks if one.id not in stands_for_a_flow)
    nodes = {run.id: {"tasks": count[run.id], "below": []} for run in runs}
    tops: Shape = []
    for run in runs:
        above = nodes.get(parent.get(run.parent_task_run_id))
        (above["below"] if above is not None else tops).append(nodes[run.id])
    return tops


def _counted(shape: Shape) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in shape:
        found += Counter(flows=1, tasks=one["tasks"]) + _counted(one["below"])
    return found


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
