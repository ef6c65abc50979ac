"""A lot: every draw that could have been is looked at, or very many of them."""

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import kstest

from coaching.stats.randomisation import LotTest, lot_test


def test_a_small_lot_is_counted_by_hand():
    # Of six places two were drawn, those with 9 and 8: of 15 pairs only the lowest, 1
    # and 2, differ from the rest by as much.
    outcome = [9.0, 8, 5, 5, 2, 1]
    flags = [True, True, False, False, False, False]
    assert lot_test(outcome, flags, [True] * 6, {}) == LotTest(2 / 15, 15, True)


def test_who_was_not_in_the_lot_stays_as_it_was():
    outcome = [20.0, 9, 8, 5, 4, 0]
    flags = [True, True, False, False, False, False]
    in_lot = [False, True, True, True, False, False]
    found = lot_test(outcome, flags, in_lot, {})
    sizes = []
    for place in (1, 2, 3):
        treated = [0, place]
        others = [one for one in range(6) if one not in treated]
        sizes.append(np.mean([outcome[i] for i in treated]) - np.mean([outcome[i] for i in others]))
    assert found.draws == 3
    assert found.chance == pytest.approx(np.mean(np.abs(sizes) >= abs(sizes[0]) - 1e-9))


def test_plain_loops_over_every_draw_give_the_same():
    dice = np.random.default_rng(1)
    score = dice.normal(0, 1, 14)
    outcome = score + dice.normal(0, 1, 14)
    flags = np.isin(np.arange(14), [0, 3, 5, 9])
    in_lot = np.arange(14) < 10

    def size(chosen: tuple[int, ...]) -> float:
        treated = np.isin(np.arange(14), chosen).astype(float)
        design = np.column_stack([np.ones(14), treated, score])
        return abs(np.linalg.lstsq(design, outcome, rcond=None)[0][1])

    sizes = [size(chosen) for chosen in combinations(range(10), 4)]
    expected = np.mean(np.array(sizes) >= size((0, 3, 5, 9)) - 1e-9)
    found = lot_test(outcome, flags, in_lot, {"score": score})
    assert (found.draws, found.is_exact) == (210, True)
    assert found.chance == pytest.approx(expected)


def test_a_large_lot_is_sampled_by_its_seed():
    dice = np.random.default_rng(2)
    outcome, flags = dice.normal(size=60), np.arange(60) < 20
    found = lot_test(outcome, flags, [True] * 60, {}, seed=7)
    assert found == lot_test(outcome, flags, [True] * 60, {}, seed=7)
    assert (found.draws, found.is_exact) == (10_000, False)
    assert found.chance >= 1e-4


def test_where_treatment_did_nothing_every_chance_is_equally_likely():
    dice = np.random.default_rng(3)
    chances = []
    for _ in range(300):
        score = dice.normal(0, 1, 12)
        drawn = dice.permutation(np.arange(12) < 4)
        outcome = score + dice.standard_t(3, 12)
        chances.append(lot_test(outcome, drawn, [True] * 12, {"score": score}).chance)
    assert np.mean(np.array(chances) <= 0.05) <= 0.05 + 2.6 * (0.05 * 0.95 / 300) ** 0.5
    assert kstest(chances, "uniform").pvalue > 0.001


@pytest.mark.parametrize("flags", [[True] * 4, [False] * 4])
def test_a_lot_in_which_nothing_was_decided_is_refused(flags: list[bool]):
    with pytest.raises(ValueError, match="a lot needs"):
        lot_test([1.0, 2, 3, 4], flags, [True] * 4, {})
