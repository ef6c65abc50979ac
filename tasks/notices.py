"""What needs an operator, as the Prefect server tells it, and the one mail about it."""

from datetime import UTC, datetime, timedelta

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterParentTaskRunId,
    FlowRunFilterState,
    FlowRunFilterStateName,
)
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.sorting import FlowRunSort
from prefect.settings import PREFECT_API_URL, PREFECT_UI_URL

from coaching.domain.notices import Trouble
from coaching.domain.progress import RunState
from coaching.mail import notices
from coaching.programme import Programme
from coaching.settings import settings
from tasks.retries import PATIENT
from tasks.steps import task

NOTIFIER = "notify-operators"  # its own runs are never told of: it would feed itself
WORDS = {
    "Failed": "failed",
    "Crashed": "crashed",
    RunState.NEEDS_A_PERSON.value: "needs-a-person",
    "Late": "late",
}
LOOKED_BACK = timedelta(days=1)
PAGE = 200


def troubled_runs(client: SyncPrefectClient) -> list[Trouble]:
    """Return the runs of the last day that failed, were cut off, are late or need a person."""
    found = client.read_flow_runs(
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(name=FlowRunFilterStateName(any_=list(WORDS))),
            parent_task_run_id=FlowRunFilterParentTaskRunId(is_null_=True),
            expected_start_time=FlowRunFilterExpectedStartTime(
                after_=datetime.now(UTC) - LOOKED_BACK
            ),
        ),
        sort=FlowRunSort.EXPECTED_START_TIME_DESC,
        limit=PAGE,
    )
    return [_trouble(run) for run in found if not run.name.startswith(NOTIFIER)]


def _trouble(run: FlowRun) -> Trouble:
    word = WORDS[run.state_name or ""]
    # Only sentences of ours: what an exception says may hold anything.
    sentence = run.state.message if run.state and word == "needs-a-person" else None
    since = run.state.timestamp if run.state else datetime.now(UTC)
    path = f"/runs/flow-run/{run.id}"
    return Trouble(f"{run.id}:{word}", run.name, word, sentence or "", since, path)


@task(task_run_name="read-troubles", **PATIENT)
def untold_troubles() -> list[Trouble]:
    """Return what operators have not been told of."""
    with get_client(sync_client=True) as client:
        return notices.untold(troubled_runs(client))


@task(task_run_name="tell-operators", **PATIENT)
def tell_operators(programme: Programme, troubles: list[Trouble]) -> int:
    """Send one mail about all of these; return how many things it told of."""
    notices.tell(settings(), programme, troubles, address_of_pages())
    return len(troubles)


def address_of_pages() -> str:
    """Return where people see runs."""
    api = PREFECT_API_URL.value() or ""
    return (PREFECT_UI_URL.value() or api.removesuffix("/api")).rstrip("/")
