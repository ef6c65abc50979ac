"""The seed of a year's lot: published before the year's values are read."""

from datetime import date

from prefect.artifacts import create_markdown_artifact

from coaching.database import lots
from coaching.database.work import work
from coaching.domain.lot import Seed
from coaching.rendering.words import say
from coaching.settings import settings
from tasks.retries import STEADY
from tasks.steps import task


@task(task_run_name="publish-seed-{year}", **STEADY)
def published_seed(year: int, as_of: date) -> Seed:
    """Return the seed of the year's lot and show it; where nobody published one, publish one."""
    with work() as db:
        seed = lots.publish_any(db, year, as_of)
    told = say(
        "artifacts.lot-about", settings().language,
        year=year, word=seed.word, published_at=seed.published_at,
    )  # fmt: skip
    create_markdown_artifact(key=f"lot-{year}", markdown=told)
    return seed
