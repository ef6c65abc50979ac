"""Starting server and worker in order, watching them, ending them in order."""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from prefect.client.orchestration import SyncPrefectClient

from coaching.errors import ServerDead
from coaching.programme import Programme
from flows.deployments import NOTIFIER, POOL
from flows.serving import leftovers, processes, server
from flows.serving.automations import automate
from flows.serving.children import Child, end_all
from flows.serving.place import Place, connection, environment
from flows.serving.registering import offered, refresh, register
from flows.serving.telling import Telling
from tasks.notices import NOTIFIER as NOTIFYING_FLOW

PATIENCE = 240.0  # seconds until the server answers; a new database takes its time
FINISHING = 30.0  # seconds a run may take to finish when everything is to end
LOOKING = 20.0  # seconds between two looks for runs without a process and for new choices

Tell = Callable[..., None]  # one line, by its key and facts


@dataclass
class Supervisor:
    """A server and a worker, and what is to be done about them.

    Args:
        place: of the server.
        programme: what is registered.
        folder: runs start in it.
        tell: says one line, by its key in the catalogue and its facts.
    """

    place: Place
    programme: Programme
    folder: Path
    tell: Tell
    forms: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.telling = Telling(self.programme, self.place)
        around = environment(self.place, self.programme.schedules.keep_runs_days)
        logs = self.place.home / "logs"

        def child(name: str, *command: str) -> Child:
            return Child(name, (sys.executable, "-m", *command), around, logs / f"{name}.log")

        at = ("--host", self.place.host, "--port", str(self.place.port))
        self.server = child("server", server.__name__, *at)
        pool = ("--pool", POOL, "--type", "process", "--name", POOL)
        self.worker = child("worker", "prefect", "worker", "start", *pool)

    def run(self, first: Sequence[tuple[str, object]], meanwhile: Callable[[], object]) -> None:
        """Start everything, then watch it until somebody ends this process.

        Args:
            first: forms handed in one after the other before the first look: deployment, form.
            meanwhile: done at every look.

        Raises:
            ServerDead: the server did not come up.
            KeyboardInterrupt: everything has ended.
        """
        try:
            with connection(self.place) as client:
                self._start(client)
                for deployment, form in first:
                    self._hand_in(client, deployment, form)
                self.tell("ready", address=self.place.here)
                while True:
                    self._watch(client)
                    meanwhile()
        finally:
            self._end()

    def _start(self, client: SyncPrefectClient) -> None:
        self.server.start()
        self._await_server(client)
        for name in leftovers.mark_crashed(client, grace=timedelta(0)):
            self.tell("left-behind", run=name)
        missed = leftovers.missed(client)
        # Looked at before, so that a choice that changes meanwhile is brought at the next look.
        self.forms = offered(self.folder)
        registered = register(client, self.programme, self.folder)
        watched = {name.partition("/")[0] for name in registered} - {NOTIFYING_FLOW}
        automate(client, watched, registered[f"{NOTIFYING_FLOW}/{NOTIFIER}"])
        self.worker.start()
        leftovers.catch_up(client, missed)
        if missed:
            self.tell("missed", count=len(missed))

    def _await_server(self, client: SyncPrefectClient) -> None:
        until = time.monotonic() + PATIENCE
        while client.api_healthcheck() is not None:
            if not self.server.is_alive or time.monotonic() > until:
                raise ServerDead(log=str(self.server.log))
            time.sleep(0.3)

    def _hand_in(self, client: SyncPrefectClient, deployment: str, form: object) -> None:
        """Start a form and wait until it has ended."""
        found = client.read_deployment_by_name(deployment)
        run = client.create_flow_run_from_deployment(found.id, parameters={"form": form})
        self.tell("handed-in", form=found.name)
        while (state := client.read_flow_run(run.id).state) is None or not state.is_final():
            time.sleep(0.5)

    def _watch(self, client: SyncPrefectClient) -> None:
        """Keep both alive; now and then look for what nobody else would notice."""
        until = time.monotonic() + LOOKING
        while time.monotonic() < until:
            for child in (self.server, self.worker):
                if child.keep():
                    self.tell("started-again", child=child.name, log=str(child.log))
                    self.telling.of_end(child.name)
            time.sleep(0.5)
        if client.api_healthcheck() is None:
            for name in leftovers.mark_crashed(client):
                self.tell("left-behind", run=name)
            self.forms = refresh(client, self.folder, self.forms)
            self.telling.sweep(client)

    def _end(self) -> None:
        """End the worker, let runs finish, end the server."""
        self.tell("ending")
        self.worker.end(patience=10)
        self._let_finish()
        self.server.end(patience=20)

    def _let_finish(self) -> None:
        until = time.monotonic() + FINISHING
        while (runs := self._our_runs()) and time.monotonic() < until and self.server.is_alive:
            time.sleep(0.5)
        end_all(runs, patience=5)

    def _our_runs(self) -> list[int]:
        servers = processes.with_variable("PREFECT_API_URL")
        runs = processes.with_variable("PREFECT__FLOW_RUN_ID")
        return [pid for pid in runs if servers.get(pid) == self.place.api]
