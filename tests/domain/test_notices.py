"""When operators are told that something needs them."""

from datetime import UTC, datetime, timedelta

from coaching.domain.notices import MANY, Trouble, is_time_to_tell

NOW = datetime(2025, 3, 3, 8, tzinfo=UTC)
DIGEST = timedelta(minutes=10)


def trouble(seconds_ago: float) -> Trouble:
    since = NOW - timedelta(seconds=seconds_ago)
    return Trouble(f"run:{seconds_ago}", "2025-cycle", "failed", "", since)


def due(*ages: float, last_told: datetime | None = None, told_with: int = 0) -> bool:
    return is_time_to_tell(
        [trouble(age) for age in ages], NOW,
        last_told=last_told, told_with=told_with, digest=DIGEST,
    )  # fmt: skip


def test_where_there_is_no_trouble_nothing_is_told():
    assert not due()


def test_a_trouble_is_told_once_no_other_has_come_for_a_few_seconds():
    assert not due(3)
    assert due(9)


def test_while_more_keeps_coming_it_is_told_within_a_minute_all_the_same():
    assert not due(30, 2)
    assert due(36, 2)


def test_after_a_mail_of_many_the_next_one_waits():
    before = NOW - timedelta(minutes=3)
    assert not due(100, last_told=before, told_with=MANY)
    assert due(100, last_told=before, told_with=MANY - 1)
    assert due(100, last_told=NOW - timedelta(minutes=11), told_with=MANY)
