"""Four levels side by side, each with how many answered."""

import pandas as pd
import pytest

from coaching.domain.evaluation import Evaluation
from coaching.domain.evaluation_rules import Verdict
from coaching.domain.kirkpatrick import Response, behaviour, four_levels, learning, reaction

COLUMNS = ["session", "satisfaction", "usefulness", "before", "after"]
JUDGED = Evaluation(Verdict.NOT_DISTINGUISHABLE, 9, 26, 1.0, 4, 8, 0, estimate=1.9, low=-1, high=5)


def sheets(*groups: tuple[str, int, int | None, float | None, float | None]) -> pd.DataFrame:
    """Return sheets: session, how many, satisfaction and usefulness, before, after."""
    rows = [
        (session, told, told, before, after)
        for session, count, told, before, after in groups
        for _ in range(count)
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype(dict.fromkeys(COLUMNS[1:], float))


def committed(*rows: tuple[int, int, int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["made", "told", "done", "checked", "confirmed"])


def test_a_level_without_data_is_none_and_the_effect_is_always_there():
    found = four_levels(sheets(), {"s1": 40}, committed(), 9, JUDGED, Response(34, 35), smallest=10)
    assert (found.reaction, found.learning, found.behaviour) == (None, None, None)
    assert (found.results.estimate, found.results.response.answered) == (1.9, 34)
    assert found.as_document()["results"]["verdict"] == "not-distinguishable"


def test_satisfied_are_those_who_answered_four_or_five():
    found = reaction(sheets(("s1", 20, 5, None, None), ("s1", 12, 3, None, None)), {"s1": 40}, 10)
    assert found is not None
    assert (found.satisfied, found.median, found.useful, found.useful_of) == (20, 5, 20, 32)
    assert (found.response.share, found.response.is_enough) == (0.8, True)


def test_fewer_answers_than_a_group_has_people_are_counted_and_not_described():
    found = reaction(sheets(("s1", 9, 5, None, None)), {"s1": 40}, 10)
    assert found is not None
    assert (found.response.answered, found.satisfied, found.median) == (9, None, None)
    assert found.sessions[0].answered is None


def test_a_session_with_few_answers_takes_another_with_it_so_that_the_total_gives_nothing_away():
    told = sheets(
        ("s1", 30, 5, None, None), ("s2", 4, 2, None, None), ("s3", 14, 4, None, None)
    )  # fmt: skip
    found = reaction(told, {"s1": 40, "s2": 20, "s3": 20}, 10)
    assert found is not None
    assert [one.answered for one in found.sessions] == [30, None, None]
    assert [one.satisfied for one in found.sessions] == [30, None, None]
    assert found.satisfied == 44


def test_below_three_in_five_answers_no_share_means_anything():
    assert Response(24, 40).is_enough
    assert not Response(23, 40).is_enough
    assert (Response(3, 0).share, Response(5, 4).share) == (0, 1)


def test_only_those_with_both_tests_count_as_having_learned():
    told = sheets(
        ("s1", 6, 4, 60, 70), ("s1", 6, 4, 95, 96), ("s1", 8, 4, 50, None), ("s1", 3, 4, None, 80)
    )
    found = learning(told, 40, 10)
    assert found is not None
    assert found.gain is not None
    assert (found.response.answered, found.at_top) == (12, 6)
    assert found.gain.gain == pytest.approx(5.5)
    few = learning(told.head(6), 40, 10)
    assert few is not None
    assert few.gain is None


def test_a_commitment_of_which_nobody_says_anything_is_neither_done_nor_not():
    found = behaviour(committed((10, 6, 4, 3, 2), (10, 10, 8, 0, 0), (0, 0, 0, 0, 0)), 9)
    assert found is not None
    assert (found.response.answered, found.response.asked) == (2, 9)
    assert found.done_share == (0.6, 0.8)
    assert (found.checked, found.confirmed) == (3, 2)
