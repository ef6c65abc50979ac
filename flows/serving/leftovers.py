"""Runs that nobody ends any more, and starts that were missed while nothing was there."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterParentTaskRunId,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Crashed

from coaching.rendering.words import say
from coaching.settings import settings
from flows.deployments import POOL
from flows.serving import processes

PAGE = 200
UNENDED = (StateType.RUNNING, StateType.PENDING, StateType.CANCELLING)
GRACE = timedelta(seconds=90)  # a run that was just handed over has no process yet


def living() -> set[str]:
    """Return the runs that have a process on this machine."""
    return set(processes.with_variable("PREFECT__FLOW_RUN_ID").values())


def mark_crashed(client: SyncPrefectClient, *, grace: timedelta = GRACE) -> list[str]:
    """End the runs that are said to run and have no process, and those below them.

    Returns their names.

    Args:
        client: of the server.
        grace: how long a run may have been in its state without a process.
    """
    if grace and not processes.PROC.is_dir():
        return []  # nobody knows here which runs live; the next start looks again
    alive = living()
    gone = [
        run for run in _runs(client, *UNENDED) if str(run.id) not in alive and _age(run) >= grace
    ]
    _end(client, gone)
    below = list(_orphans(client, grace))
    _end(client, below)
    return [run.name for run in (*gone, *below)]


def _end(client: SyncPrefectClient, runs: Iterable[FlowRun]) -> None:
    message = say("states.crashed", settings().language)
    for run in runs:
        client.set_flow_run_state(run.id, Crashed(message=message), force=True)


def _orphans(client: SyncPrefectClient, grace: timedelta) -> Iterator[FlowRun]:
    """Return the runs within another run that has ended: they lived in its process.

    Prefect ends the run whose process died, and not what that had begun.
    """
    within = FlowRunFilterParentTaskRunId(is_null_=False)
    wanted = FlowRunFilter(state=_in(UNENDED), parent_task_run_id=within)
    for run in _read(client, wanted):
        if run.parent_task_run_id is None or _age(run) < grace:
            continue
        above = client.read_task_run(run.parent_task_run_id).flow_run_id
        state = client.read_flow_run(above).state if above else None
        if state is not None and state.is_final():
            yield run


def missed(client: SyncPrefectClient) -> set[UUID]:
    """Take away the starts that are past; return the deployments that had any.

    After days without power every missed start would otherwise be made up for.
    """
    late = list(_late(client))
    for run in late:
        client.delete_flow_run(run.id)
    return {run.deployment_id for run in late if run.deployment_id and run.auto_scheduled}


def catch_up(client: SyncPrefectClient, deployments: Iterable[UUID]) -> None:
    """Start each deployment once, now, in place of all its missed starts."""
    for deployment in deployments:
        client.create_flow_run_from_deployment(deployment, tags=["catch-up"])


def _late(client: SyncPrefectClient) -> Iterator[FlowRun]:
    before = FlowRunFilterExpectedStartTime(before_=datetime.now(UTC))
    for run in _runs(client, StateType.SCHEDULED, before=before):
        if run.auto_scheduled:
            yield run


def _runs(
    client: SyncPrefectClient,
    *types: StateType,
    before: FlowRunFilterExpectedStartTime | None = None,
) -> list[FlowRun]:
    wanted = FlowRunFilter(state=_in(types), expected_start_time=before)
    return _read(client, wanted, WorkPoolFilter(name=WorkPoolFilterName(any_=[POOL])))


def _in(types: Iterable[StateType]) -> FlowRunFilterState:
    return FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types)))


def _read(
    client: SyncPrefectClient, wanted: FlowRunFilter, pool: WorkPoolFilter | None = None
) -> list[FlowRun]:
    found: list[FlowRun] = []
    while True:
        page = client.read_flow_runs(
            flow_run_filter=wanted,
            work_pool_filter=pool,
            sort=FlowRunSort.EXPECTED_START_TIME_ASC,
            limit=PAGE,
            offset=len(found),
        )
        found += page
        if len(page) < PAGE:
            return found


def _age(run: FlowRun) -> timedelta:
    since = run.state.timestamp if run.state else None
    return datetime.now(UTC) - since if since else timedelta.max
