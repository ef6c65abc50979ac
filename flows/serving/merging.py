"""What becomes of a schedule that operators, `config/` or both have changed. Knows no Prefect.

Three hours are compared: the one `config/` has now, the one it had when it was
last brought to the server, and the one the server has. What an operator moved
stays, until `config/` itself is changed again: the later decision holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.deployments import Planned


@dataclass(frozen=True)
class Merged:
    """What is to be done to the schedules of one deployment, by slug."""

    add: tuple[Planned, ...] = ()
    change: tuple[Planned, ...] = ()
    remove: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()  # left as an operator has it, and not as `config/` says


def merge(
    wanted: Mapping[str, Planned],
    before: Mapping[str, str],
    found: Mapping[str, str],
) -> Merged:
    """Decide about each schedule.

    Args:
        wanted: what `config/` says now, by slug.
        before: cron and zone as last brought to the server, by slug.
        found: cron and zone as the server has them, by slug.
    """
    told = {slug: written(plan) for slug, plan in wanted.items()}
    moved = [slug for slug in told if told[slug] != before.get(slug)]
    return Merged(
        add=tuple(wanted[slug] for slug in moved if slug not in found),
        change=tuple(
            wanted[slug] for slug in moved if slug in found and found[slug] != told[slug]
        ),
        # Ours alone: a schedule somebody added by hand was never brought by us.
        remove=tuple(slug for slug in before if slug not in told and slug in found),
        differs=tuple(
            slug for slug in told if slug not in moved and found.get(slug) != told[slug]
        ),
    )  # fmt: skip


def written(plan: Planned) -> str:
    """Return a schedule as one line, to be compared and kept."""
    return f"{plan.cron} {plan.timezone}"
