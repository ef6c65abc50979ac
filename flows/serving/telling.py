"""What the supervisor itself tells operators, and what it sees to being told."""

from datetime import UTC, datetime, timedelta
from typing import Any

from prefect.client.orchestration import SyncPrefectClient

from coaching.domain.notices import SOON, Trouble
from coaching.errors import CoachingError
from coaching.mail import notices
from coaching.programme import Programme
from coaching.settings import settings
from flows.deployments import NOTIFIER
from flows.serving.place import Place
from tasks.notices import NOTIFIER as NOTIFYING_FLOW
from tasks.notices import troubled_runs

PAUSE = timedelta(minutes=2)  # between two runs started here


class Telling:
    """Sees to it that operators hear of everything.

    An automation tells of what happens while it looks; what came while it did
    not, or had to wait after a mail of many, is noticed here.
    """

    def __init__(self, programme: Programme, place: Place) -> None:
        self.programme, self.place = programme, place
        self.started = datetime.min.replace(tzinfo=UTC)

    def of_end(self, child: str) -> None:
        """Tell at once that the server or the worker ended: no run could be started for it."""
        now = datetime.now(UTC)
        ended = Trouble(f"{child}:{now:%Y-%m-%dT%H:%M:%S}", f"Prefect {child}", "ended", "", now)
        try:
            notices.tell(settings(), self.programme, [ended], self.place.here)
        except CoachingError:
            return  # the mail server is away: the log of `coaching up` says that it ended

    def sweep(self, client: SyncPrefectClient) -> None:
        """Start the notifying flow where something is due and nobody has told it."""
        now = datetime.now(UTC)
        if now < self.started + PAUSE:
            return
        old = [one for one in notices.untold(troubled_runs(client)) if one.since < now - SOON]
        if notices.is_due(old, self.programme):
            self.started = now
            found: Any = client.read_deployment_by_name(f"{NOTIFYING_FLOW}/{NOTIFIER}")
            client.create_flow_run_from_deployment(found.id)
