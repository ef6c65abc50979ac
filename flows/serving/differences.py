"""Where the Prefect server is not as `config/` says: `coaching doctor` names it."""

from collections.abc import Iterator

from prefect.client.orchestration import SyncPrefectClient

from coaching.errors import ServerOpen
from coaching.programme import Programme
from flows.serving.merging import written
from flows.serving.place import connection, place
from flows.serving.registering import Wanted, found_on, line_of, wanted

Difference = tuple[str, str]  # deployment, and what is different about it


def differences(programme: Programme) -> list[Difference] | None:
    """Return what differs, deployment by deployment; None where no server answers."""
    try:
        with connection(place()) as client:
            if client.api_healthcheck() is not None:
                return None
            return [one for deployment in wanted(programme) for one in _of(client, deployment)]
    except ServerOpen:  # `coaching up` would not start it
        return None


def _of(client: SyncPrefectClient, one: Wanted) -> Iterator[Difference]:
    found = found_on(client, one)
    if found is None:
        yield one.name, "missing"
        return
    if found.paused:
        yield one.name, "paused"
    there = {schedule.slug: schedule for schedule in found.schedules}
    for plan in one.schedules:
        schedule = there.get(plan.slug)
        if schedule is None:
            yield one.name, "schedule-missing"
        elif line_of(schedule) != written(plan):
            yield one.name, "schedule-differs"
        elif not schedule.active:
            yield one.name, "schedule-off"
