"""The four levels in words, in both languages."""

from dataclasses import replace

import pytest

from coaching.domain.kirkpatrick import (
    Behaviour,
    FourLevels,
    Learning,
    Reaction,
    Response,
    Results,
    SessionAnswers,
)
from coaching.reports.levels import levels_section
from coaching.reports.sentences import plain
from coaching.reports.wording import Wording
from coaching.stats.learning import Gain

SESSIONS = (SessionAnswers("sinar-1", 25, 20), SessionAnswers("sinar-2", None, None))
WHOLE = FourLevels(
    Reaction(Response(36, 50), 28, 4.0, 30, 35, SESSIONS),
    Learning(Response(31, 50), Gain(58.2, 64.5, 6.3, 3.1, 9.5, 0.52), 12),
    Behaviour(Response(8, 9), 40, 36, 26, 14, 10),
    Results(Response(34, 35), "not-distinguishable", 1.9, -1.4, 5.2),
    10,
)
NOTHING = FourLevels(None, None, None, Results(Response(9, 9), "counts-only", None, None, None), 10)


def told(levels: FourLevels, language: str = "id") -> list[str]:
    [section] = levels_section(Wording(language, "poin"), levels)
    return [plain(row["words"]) for row in section["rows"]]


def test_each_level_says_how_many_answered_and_what():
    reaction, learning, behaviour, results = told(WHOLE)
    assert "36 dari 50 yang hadir menjawab (72 persen)" in reaction
    assert "28 dari 36 memberi nilai 4 atau 5 (78 persen)" in reaction
    assert "sinar-1 20 dari 25; sinar-2 tidak ditampilkan" in reaction
    assert "+6,3 poin tes, dari 58,2 menjadi 64,5. Rentang 95 persen +3,1 s.d. +9,5" in learning
    assert "12 orang sudah di atas 90" in learning
    assert "antara 65 dan 75 persen" in behaviour
    assert "memeriksa 14 di antaranya dan membenarkan 10" in behaviour
    assert results.endswith("+1,9\u00a0poin (rentang 95 persen −1,4 s.d. +5,2).")


def test_where_few_answered_there_is_no_percentage_of_them():
    assert WHOLE.reaction is not None
    few = replace(WHOLE, reaction=replace(WHOLE.reaction, response=Response(29, 50)))
    assert "28 dari 29 memberi nilai 4 atau 5." in told(few)[0]
    assert "tanpa persentase" in told(few)[0]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_level_without_data_and_one_with_too_few_answers_say_so(language: str):
    empty = told(NOTHING, language)
    assert len(set(empty)) == len(empty)
    few = replace(
        NOTHING, reaction=Reaction(Response(9, 50)), learning=Learning(Response(9, 50)),
        behaviour=Behaviour(Response(1, 9), 4, 4, 2, 0, 0),
    )  # fmt: skip
    for row, words in zip(told(few, language)[:3], empty[:3], strict=True):
        assert row != words
    assert all("10" in row for row in told(few, language)[:2])


def test_in_english_nothing_is_left_out():
    assert [bool(row) for row in told(WHOLE, "en")] == [True] * 4
    assert "+1.9\u00a0points" in told(WHOLE, "en")[3]


def test_what_nobody_put_together_has_no_section():
    assert levels_section(Wording("id"), None) == []
