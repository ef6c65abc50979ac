"""Bringing a server to what the programme is: its pool, its deployments, their schedules."""

import importlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect import Flow
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import (
    DeploymentScheduleCreate,
    DeploymentUpdate,
    VariableCreate,
    VariableUpdate,
    WorkPoolCreate,
)
from prefect.client.schemas.objects import (
    ConcurrencyLimitStrategy,
    ConcurrencyOptions,
    DeploymentSchedule,
)
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.schedules import CronSchedule
from prefect.exceptions import ObjectNotFound
from prefect.utilities.callables import parameter_schema
from prefect.utilities.processutils import command_to_string

from coaching.programme import Programme
from coaching.rendering.words import say
from coaching.settings import settings
from flows.deployments import POOL, Planned, scheduled
from flows.forms.listed import FORMS
from flows.serving.merging import merge, written

FORM = "formulir"  # tag of what people start
BEFORE = "sinar_schedules"  # Prefect variable: the schedules as `config/` last had them
ONE_AT_A_TIME = ConcurrencyOptions(collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
# Said by us, for otherwise Prefect starts each run with a process of its own that only looks
# for what must be fetched or installed first, and takes longer than a small form itself.
RUN = command_to_string([sys.executable, "-m", "prefect.engine"])
Brought = dict[str, dict[str, str]]  # by deployment and slug: cron and zone


@dataclass(frozen=True)
class Wanted:
    """One deployment as it should be."""

    operation: Flow[Any, Any]
    name: str
    tag: str
    schedules: tuple[Planned, ...] = ()
    one_at_a_time: bool = False

    @property
    def entrypoint(self) -> str:
        """Module path of the flow."""
        return f"{self.operation.fn.__module__}.{self.operation.fn.__name__}"

    @property
    def full_name(self) -> str:
        """Its name with that of its flow, as Prefect finds it."""
        return f"{self.operation.name}/{self.name}"

    def facts(self, folder: Path) -> dict[str, Any]:
        """Return what is brought to the server anew each time; no operator changes it."""
        schema = _in_words(parameter_schema(self.operation.fn).model_dump(exclude_unset=True))
        return {
            "description": _first_paragraph(self.operation.description),
            "entrypoint": self.entrypoint,
            "tags": [self.tag],
            "work_pool_name": POOL,
            "job_variables": {"working_dir": str(folder), "command": RUN},
            "parameter_openapi_schema": schema,
            # The forms check what they are given, in words; Prefect's refusals are English.
            "enforce_parameter_schema": False,
        }


def _first_paragraph(told: str | None) -> str:
    """Return what operators read of a flow: its first sentence, the rest is for programmers."""
    return (told or "").partition("\n\n")[0]


def _in_words(schema: dict[str, Any]) -> dict[str, Any]:
    """Leave out what Prefect takes from the code: operators read the catalogue's words alone."""
    if "form" in schema["properties"]:
        schema["properties"]["form"]["title"] = say("forms.form.title", settings().language)
        for model in schema.get("definitions", {}).values():
            model.pop("description", None)
            for field in model.get("properties", {}).values():
                _without_none(field)
    return schema


def _without_none(field: dict[str, Any]) -> None:
    """Let a field that may stay empty look like any other: the pages would ask for its type."""
    if "anyOf" in field:
        [kind] = [one for one in field.pop("anyOf") if one["type"] != "null"]
        field |= kind
        field.pop("default", None)


def wanted(programme: Programme) -> Iterator[Wanted]:
    """Return every deployment the programme has: what starts by itself, and what people start."""
    for plan in scheduled(programme):
        module, _, function = plan.entrypoint.rpartition(".")
        operation = getattr(importlib.import_module(module), function)
        yield Wanted(operation, plan.name, plan.tag, plan.schedules, one_at_a_time=True)
    for name, operation in FORMS.items():
        yield Wanted(operation, name, FORM)


def register(client: SyncPrefectClient, programme: Programme, folder: Path) -> dict[str, UUID]:
    """Create or bring up to date every deployment; what operators changed stays.

    Args:
        client: of the server.
        programme: as `config/` has it now.
        folder: runs start in it.

    Returns:
        The deployments' ids, by flow and name.
    """
    _pool(client)
    brought = _brought(client)
    ids = {}
    for one in wanted(programme):
        ids[one.full_name] = _deployment(client, one, folder, brought.get(one.full_name, {}))
        brought[one.full_name] = {plan.slug: written(plan) for plan in one.schedules}
    _keep(client, brought)
    return ids


def refresh(client: SyncPrefectClient, folder: Path, told: dict[str, str]) -> dict[str, str]:
    """Bring the forms whose choices changed to the server; return what they are now.

    Args:
        client: of the server.
        folder: runs start in it.
        told: form by name, as this function or `offered` last returned it.
    """
    now = offered(folder)
    for name, facts in now.items():
        if facts != told.get(name):
            form = Wanted(FORMS[name], name, FORM)
            found = client.read_deployment_by_name(form.full_name)
            client.update_deployment(found.id, DeploymentUpdate(**json.loads(facts)))
    return now


def offered(folder: Path) -> dict[str, str]:
    """Return every form by name, as `refresh` compares them: with the choices there are now.

    Args:
        folder: runs start in it.
    """
    return {
        name: json.dumps(Wanted(operation, name, FORM).facts(folder))
        for name, operation in FORMS.items()
    }


def _pool(client: SyncPrefectClient) -> None:
    try:
        client.read_work_pool(POOL)
    except ObjectNotFound:
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process"))


def _deployment(
    client: SyncPrefectClient, one: Wanted, folder: Path, before: dict[str, str]
) -> UUID:
    facts = one.facts(folder)
    found = found_on(client, one)
    if found is None:
        return client.create_deployment(
            flow_id=client.create_flow_from_name(one.operation.name),
            name=one.name,
            schedules=[_new(plan) for plan in one.schedules],
            concurrency_limit=1 if one.one_at_a_time else None,
            concurrency_options=ONE_AT_A_TIME if one.one_at_a_time else None,
            pull_steps=[],
            **facts,
        )
    client.update_deployment(found.id, DeploymentUpdate(**facts))
    _schedules(client, found, {plan.slug: plan for plan in one.schedules}, before)
    return found.id


def _schedules(
    client: SyncPrefectClient,
    found: DeploymentResponse,
    plans: dict[str, Planned],
    before: dict[str, str],
) -> None:
    there = {schedule.slug: schedule for schedule in found.schedules if schedule.slug}
    todo = merge(plans, before, {slug: line_of(schedule) for slug, schedule in there.items()})
    if todo.add:
        client.create_deployment_schedules(found.id, [_new(plan) for plan in todo.add])
    for plan in todo.change:
        client.update_deployment_schedule(found.id, there[plan.slug].id, schedule=_cron(plan))
    for slug in todo.remove:
        client.delete_deployment_schedule(found.id, there[slug].id)


def found_on(client: SyncPrefectClient, one: Wanted) -> DeploymentResponse | None:
    """Return a deployment as the server has it; None where it has none."""
    try:
        return client.read_deployment_by_name(one.full_name)
    except ObjectNotFound:
        return None


def _new(plan: Planned) -> DeploymentScheduleCreate:
    return DeploymentScheduleCreate(schedule=_cron(plan), active=True, slug=plan.slug)


def _cron(plan: Planned) -> CronSchedule:
    return CronSchedule(cron=plan.cron, timezone=plan.timezone)


def line_of(schedule: DeploymentSchedule) -> str:
    """Return a schedule as the server has it, as one line to be compared."""
    told = schedule.schedule
    if isinstance(told, CronSchedule):
        return f"{told.cron} {told.timezone}"
    return told.model_dump_json()  # an operator chose another kind


def _brought(client: SyncPrefectClient) -> Brought:
    kept = client.read_variable_by_name(BEFORE)
    return dict(kept.value) if kept and isinstance(kept.value, dict) else {}


def _keep(client: SyncPrefectClient, brought: Brought) -> None:
    if client.read_variable_by_name(BEFORE) is None:
        client.create_variable(VariableCreate(name=BEFORE, value=brought))
    else:
        client.update_variable(VariableUpdate(name=BEFORE, value=brought))
