"""Whose word holds about an hour: the later decision, whoever took it."""

from hypothesis import given
from hypothesis import strategies as st

from flows.deployments import Planned
from flows.serving.merging import Merged, merge, written

ZONE = "Asia/Jakarta"
HOURS = st.sampled_from(["30 5 * * *", "15 6 * * *", "0 4 * * *"])
SLUGS = st.sampled_from(["daily", "annual", "replies"])


def plan(cron: str, slug: str = "daily") -> Planned:
    return Planned(slug, cron, ZONE)


def line(cron: str) -> str:
    return written(plan(cron))


def one(now: str, before: str | None, found: str | None) -> Merged:
    return merge(
        {"daily": plan(now)},
        {"daily": line(before)} if before else {},
        {"daily": line(found)} if found else {},
    )


def test_what_the_server_has_never_seen_is_added():
    assert one("30 5 * * *", None, None).add == (plan("30 5 * * *"),)


def test_where_nobody_changed_anything_nothing_is_done():
    assert one("30 5 * * *", "30 5 * * *", "30 5 * * *") == Merged()


def test_what_an_operator_moved_stays_and_is_named():
    assert one("30 5 * * *", "30 5 * * *", "0 4 * * *") == Merged(differs=("daily",))


def test_what_an_operator_deleted_stays_deleted_and_is_named():
    assert one("30 5 * * *", "30 5 * * *", None) == Merged(differs=("daily",))


def test_what_config_changed_since_reaches_the_server_whatever_it_has():
    assert one("15 6 * * *", "30 5 * * *", "30 5 * * *").change == (plan("15 6 * * *"),)
    assert one("15 6 * * *", "30 5 * * *", "0 4 * * *").change == (plan("15 6 * * *"),)
    assert one("15 6 * * *", "30 5 * * *", None).add == (plan("15 6 * * *"),)


def test_what_config_no_longer_has_goes_and_what_others_added_stays():
    todo = merge({}, {"old": line("0 1 * * *")}, {"old": line("0 1 * * *"), "theirs": "x"})
    assert todo == Merged(remove=("old",))


@given(
    now=st.dictionaries(SLUGS, HOURS),
    before=st.dictionaries(SLUGS, HOURS),
    found=st.dictionaries(SLUGS, HOURS),
)
def test_once_brought_nothing_is_left_to_do(
    now: dict[str, str], before: dict[str, str], found: dict[str, str]
):
    wanted = {slug: plan(cron, slug) for slug, cron in now.items()}
    server = {slug: line(cron) for slug, cron in found.items()}
    todo = merge(wanted, {slug: line(cron) for slug, cron in before.items()}, server)
    for added in (*todo.add, *todo.change):
        server[added.slug] = written(added)
    for slug in todo.remove:
        del server[slug]
    again = merge(wanted, {slug: written(one) for slug, one in wanted.items()}, server)
    assert (again.add, again.change, again.remove) == ((), (), ())
