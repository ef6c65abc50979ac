"""What the records recommend for the next year."""

from typing import Any

from coaching.domain.interim import Interim
from coaching.domain.memory import remembered
from coaching.domain.recommending import Advice, recommendations

WELL: dict[str, Any] = {
    "silent": (), "unanswered": 0, "due": 1, "kept_places": 1, "furthest": (), "interim": None,
    "margin": 1.0,
}  # fmt: skip


def advised(**told: Any) -> list[tuple[Advice, dict[str, Any]]]:
    return [(one.advice, dict(one.facts)) for one in recommendations(**{**WELL, **told})]


def test_where_nothing_is_wanting_nothing_is_recommended():
    assert advised() == []
    assert advised(interim=Interim(2025, 3, 9, "2025-Q3")) == []


def test_more_agencies_due_than_places_say_how_long_the_last_one_waits():
    [(advice, facts)] = advised(due=16, kept_places=3)
    assert (advice, facts["years"]) == (Advice.DUE, 6)
    [(_, without)] = advised(due=2, kept_places=0)
    assert "years" not in without


def test_a_year_that_cannot_show_what_would_matter_says_so():
    rough = Interim(2025, 9, 20, "2025-Q3", 1.0, -3.0, 5.0, 5.6)
    assert advised(interim=rough) == [(Advice.PRECISION, {"detectable": 5.6, "margin": 1.0})]
    assert advised(interim=rough, margin=6.0) == []


def test_what_can_be_done_soonest_comes_first():
    told = advised(silent={"dlh", "bpbd"}, unanswered=2, due=9, furthest=["dinkes"])
    assert [advice for advice, _ in told] == [
        Advice.DATA, Advice.THREATS, Advice.DUE, Advice.FURTHEST,
    ]  # fmt: skip
    assert told[0][1]["agencies"] == ("bpbd", "dlh")


def test_the_memory_counts_each_coaching_and_keeps_its_result():
    found = remembered(
        {"dinkes": {2020, 2025}, "dlh": {2025}},
        {("dinkes", 2025): ("selected", 0.4), ("dlh", 2025): ("must", None)},
        {("dinkes", 2025): {"before": 60.0, "expected": 63.0, "after": 65.0, "difference": 2.0}},
    )
    assert [(one.year, one.agency, one.times) for one in found] == [
        (2020, "dinkes", 1), (2025, "dinkes", 2), (2025, "dlh", 1),
    ]  # fmt: skip
    assert (found[0].decision, found[0].difference) == (None, None)
    assert (found[1].need, found[1].difference) == (0.4, 2.0)
    assert (found[2].decision, found[2].after) == ("must", None)
