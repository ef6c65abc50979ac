"""What operators see of the mails that wait for a person: why, and about which session."""

from prefect.artifacts import create_table_artifact

from coaching.database import answers
from coaching.database.work import reading
from coaching.rendering.formats import short_date
from coaching.rendering.mail_reasons import reasons
from coaching.rendering.words import say
from coaching.settings import settings
from tasks.retries import STEADY
from tasks.steps import task

COLUMNS = ("kind", "reason", "read_at", "session", "agency")


@task(task_run_name="show-queue", **STEADY)
def show_queue() -> None:
    """Show the mails that wait for a person, and why; no names and no addresses."""
    language = settings().language
    with reading() as db:
        waiting = answers.queue(db)
    heads = ["Message-ID", *(say(f"artifacts.{one}", language) for one in COLUMNS)]
    rows = [
        (one.message_id, one.kind, reasons(one.reason, language),
         short_date(one.read_at.date(), language), one.session or "", one.agency or "")
        for one in waiting
    ]  # fmt: skip
    create_table_artifact(
        key="queue",
        table=[dict(zip(heads, row, strict=True)) for row in rows],
        description=say("artifacts.queue-about", language),
    )
