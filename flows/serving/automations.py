"""Automations, one per name: a run in trouble starts the flow that tells the operators."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from prefect.automations import (
    AutomationCore,
    EventTrigger,
    Posture,
    ResourceSpecification,
    RunDeployment,
)
from prefect.client.orchestration import SyncPrefectClient

# A named state has an event of its own name: `Failed` does not stand for it.
TROUBLE = {
    "Sinar: gagal atau perlu ditangani": (
        "prefect.flow-run.Failed",
        "prefect.flow-run.Crashed",
        "prefect.flow-run.NeedsAPerson",
    ),
    "Sinar: terlambat": ("prefect.flow-run.Late",),
}
# Within it only the first event fires: the run it starts sees all the others.
WINDOW = timedelta(seconds=30)


def automate(client: SyncPrefectClient, flows: Collection[str], notifier: UUID) -> None:
    """Create or bring up to date the automations.

    Args:
        client: of the server.
        flows: names of the flows that are watched; the notifying one must not be among them.
        notifier: deployment that tells the operators.
    """
    for name, events in TROUBLE.items():
        wanted = _automation(name, events, flows, notifier)
        found = client.read_automations_by_name(name)
        if not found:
            client.create_automation(wanted)
            continue
        # An operator may have switched it off: that stays.
        wanted.enabled = found[0].enabled
        client.update_automation(found[0].id, wanted)
        for double in found[1:]:
            client.delete_automation(double.id)


def _automation(
    name: str, events: tuple[str, ...], flows: Collection[str], notifier: UUID
) -> AutomationCore:
    return AutomationCore(
        name=name,
        enabled=True,
        trigger=EventTrigger(
            expect=set(events),
            match=ResourceSpecification({"prefect.resource.id": "prefect.flow-run.*"}),
            match_related=ResourceSpecification(
                {"prefect.resource.role": "flow", "prefect.resource.name": sorted(flows)}
            ),
            posture=Posture.Reactive,
            threshold=1,
            within=WINDOW,
        ),
        actions=[RunDeployment(source="selected", deployment_id=notifier, parameters={})],
    )
