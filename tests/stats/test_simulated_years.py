"""Years whose truth is known: how often each way of counting would claim an effect."""

import numpy as np
import pytest
from scipy.special import stdtrit

from coaching.stats.designs import ancova, difference_in_differences

YEARS, AGENCIES, COACHED = 1000, 35, 9


def simulated(effect: float, seed: int) -> list[dict[str, float]]:
    """Return the figures of many years: agencies differ lastingly, each year has its luck."""
    dice = np.random.default_rng(seed)
    told = []
    for _ in range(YEARS):
        lasting = dice.normal(60, 6, AGENCIES)
        earlier, baseline, outcome = lasting + dice.normal(0, 4, (3, AGENCIES))
        treated = baseline <= np.sort(baseline)[COACHED - 1]
        outcome = outcome + effect * treated
        found = ancova(outcome, treated, {"score": baseline, "earlier": earlier})
        change = (outcome - baseline)[treated]
        reach = stdtrit(COACHED - 1, 0.975) * change.std(ddof=1) / COACHED**0.5
        told.append({
            "effect": found.effect,
            "claims": not found.low <= 0 <= found.high,
            "covers": found.low <= effect <= found.high,
            "detectable": found.detectable,
            "before_after": change.mean(),
            "before_after_claims": abs(change.mean()) > reach,
            "second": difference_in_differences(outcome, earlier, treated),
            "wrong_second": difference_in_differences(outcome, baseline, treated),
        })  # fmt: skip
    return told


def mean(years: list[dict[str, float]], figure: str) -> float:
    return float(np.mean([year[figure] for year in years]))


@pytest.fixture(scope="module")
def no_effect() -> list[dict[str, float]]:
    return simulated(0.0, 20)


def test_where_coaching_did_nothing_few_years_claim_that_it_did(no_effect: list[dict[str, float]]):
    assert mean(no_effect, "claims") <= 0.07
    assert mean(no_effect, "covers") >= 0.93


def test_where_coaching_did_nothing_before_and_after_claims_it_in_one_year_of_four(
    no_effect: list[dict[str, float]],
):
    assert mean(no_effect, "before_after_claims") > 0.22
    assert mean(no_effect, "before_after") > 1.5


def test_the_estimate_is_right_on_average_and_before_and_after_is_not():
    years = simulated(3.0, 21)
    assert mean(years, "effect") == pytest.approx(3, abs=0.4)
    assert mean(years, "covers") >= 0.93
    assert mean(years, "before_after") > 4.5


def test_the_second_opinion_needs_a_base_without_the_year_of_selection(
    no_effect: list[dict[str, float]],
):
    assert mean(no_effect, "second") == pytest.approx(0, abs=0.3)
    assert mean(no_effect, "wrong_second") > 1.5


def test_an_effect_of_the_detectable_size_is_found_about_four_times_in_five(
    no_effect: list[dict[str, float]],
):
    years = simulated(mean(no_effect, "detectable"), 22)
    assert 0.70 <= mean(years, "claims") <= 0.88
