"""How far the mails of a session are, as a bar beside the run."""

from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterKey,
    FlowRunFilter,
    TaskRunFilter,
)
from prefect.client.schemas.sorting import ArtifactSort

from coaching.rendering.words import say
from coaching.settings import settings


class MailProgress:
    """One progress bar for the mails of a session, moved after each batch; only inside a task.

    It is the same one however often the session is sent: what waits anew starts it anew.

    Args:
        year: of the session.
        session: its code; "" for the letters of the year.
        total: how many mails wait, at least one.
    """

    id: UUID

    def __init__(self, year: int, session: str, total: int) -> None:
        self.total = total
        key = f"sending-{year}-{session}" if session else f"sending-{year}"
        found = _newest(key)
        if found is not None:
            self.id = found
            update_progress_artifact(artifact_id=self.id, progress=0.0)
            return
        made = create_progress_artifact(
            progress=0.0,
            key=key,
            description=say("artifacts.sending-about", settings().language, session=session),
        )
        self.id = made  # type: ignore[assignment]

    def move(self, waiting: int) -> None:
        """Say how many still wait."""
        share = 100.0 * (self.total - min(waiting, self.total)) / self.total
        update_progress_artifact(artifact_id=self.id, progress=share)


def _newest(key: str) -> UUID | None:
    """Return the artifact of that key; None where there is none yet."""
    with get_client(sync_client=True) as client:
        found = client.read_artifacts(
            artifact_filter=ArtifactFilter(key=ArtifactFilterKey(any_=[key])),
            flow_run_filter=FlowRunFilter(), task_run_filter=TaskRunFilter(),  # left out: refused
            sort=ArtifactSort.UPDATED_DESC, limit=1, offset=0,
        )  # fmt: skip
    return found[0].id if found else None
