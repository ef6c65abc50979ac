"""A domain that finds us too fast gets half as many mails a minute, and slowly more again."""

from coaching.domain.paces import faster, slower


def test_a_pace_is_halved_and_never_ends():
    assert [slower(count) for count in (20, 3, 1)] == [10, 1, 1]


def test_a_pace_grows_by_a_tenth_and_always_grows():
    assert [faster(count) for count in (40, 20, 5, 1)] == [44, 22, 6, 2]
