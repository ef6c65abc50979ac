"""A run within another one lives in its process, and does not outlive it."""

from datetime import timedelta
from uuid import UUID

import pytest
from prefect import flow, task
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.states import Crashed, Pending, Running

from flows.serving.leftovers import mark_crashed

pytestmark = pytest.mark.usefixtures("prefect_server")


@flow
def stage() -> None:
    """Stand for a stage."""


@task
def stands_for_the_stage() -> None:
    """Stand for what Prefect notes where one run begins another."""


def begun(client: SyncPrefectClient) -> tuple[UUID, UUID]:
    """Return a run, and the one it has just begun."""
    above = client.create_flow_run(stage, state=Running())
    step = client.create_task_run(
        stands_for_the_stage, flow_run_id=above.id, dynamic_key="0", state=Running()
    )
    below = client.create_flow_run(stage, parent_task_run_id=step.id, state=Pending())
    return above.id, below.id


def test_what_a_killed_run_had_begun_is_ended_and_what_lives_goes_on() -> None:
    with get_client(sync_client=True) as client:
        (killed, left), (lives, goes_on) = begun(client), begun(client)
        client.set_flow_run_state(killed, Crashed(), force=True)
        assert mark_crashed(client, grace=timedelta(hours=1)) == []  # it may still be told
        assert client.read_flow_run(left).name in mark_crashed(client, grace=timedelta(0))
        states = [client.read_flow_run(run).state for run in (left, lives, goes_on)]
        assert [state and state.type.value for state in states] == ["CRASHED", "RUNNING", "PENDING"]
        client.set_flow_run_state(lives, Crashed(), force=True)
        mark_crashed(client, grace=timedelta(0))
