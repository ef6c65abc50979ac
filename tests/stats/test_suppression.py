"""Small counts are hidden so that no sum gives them away."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.stats.suppression import Sum, audit, could_be, suppress


def table(rows: list[list[int]]) -> tuple[list[int], list[Sum]]:
    """Return a table with its totals as cells and sums."""
    height, width = len(rows), len(rows[0])
    cells = [count for row in rows for count in row]
    across, down = height * width, height * width + height
    sums = [
        Sum(across + row, tuple(row * width + column for column in range(width)))
        for row in range(height)
    ]
    sums += [
        Sum(down + column, tuple(row * width + column for row in range(height)))
        for column in range(width)
    ]
    whole = down + width
    sums += [
        Sum(whole, tuple(range(across, down))),
        Sum(whole, tuple(range(down, whole))),
    ]
    cells += [sum(row) for row in rows]
    cells += [sum(column) for column in zip(*rows, strict=True)]
    return [*cells, sum(map(sum, rows))], sums


TABLES = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 30), min_size=size[1], max_size=size[1]),
        min_size=size[0], max_size=size[0],
    )
)  # fmt: skip


@given(rows=TABLES, smallest=st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_no_hidden_count_can_be_narrowed_down_to_fewer_steps_than_a_group_has_people(
    rows: list[list[int]], smallest: int
):
    counts, sums = table(rows)
    hidden = suppress(counts, sums, smallest)
    assert {cell for cell, count in enumerate(counts) if 0 < count < smallest} <= hidden
    for cell, (low, high) in audit(counts, sums, hidden).items():
        assert low - 1e-6 <= counts[cell] <= high + 1e-6
        assert high - low >= smallest - 1e-6


@given(rows=TABLES, smallest=st.integers(1, 12))
@settings(max_examples=30, deadline=None)
def test_the_same_counts_hide_the_same_and_large_ones_hide_nothing(
    rows: list[list[int]], smallest: int
):
    counts, sums = table(rows)
    assert suppress(counts, sums, smallest) == suppress(counts, sums, smallest)
    larger, sums = table([[count + smallest for count in row] for row in rows])
    assert suppress(larger, sums, smallest) == frozenset()


@given(
    rows=st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=2), min_size=2, max_size=2),
    hidden=st.sets(st.integers(0, 3), min_size=1),
)
@settings(max_examples=60, deadline=None)
def test_the_bounds_are_those_of_every_table_there_could_be(
    rows: list[list[int]], hidden: set[int]
):
    counts, sums = table(rows)
    most = counts[-1] + 1
    possible = []
    for guess in product(range(most), repeat=len(hidden)):
        tried = list(counts)
        for cell, count in zip(sorted(hidden), guess, strict=True):
            tried[cell] = count
        if all(tried[one.total] == sum(tried[part] for part in one.parts) for one in sums):
            possible.append(tried)
    for cell, bounds in audit(counts, sums, hidden).items():
        seen = [tried[cell] for tried in possible]
        assert bounds == pytest.approx((min(seen), max(seen)))


def test_one_small_count_beside_its_total_takes_the_next_smallest_with_it():
    counts, sums = [3, 40, 12, 55], [Sum(3, (0, 1, 2))]
    assert could_be(counts, sums, {0}, 0) == pytest.approx((3, 3))
    assert suppress(counts, sums, 10) == {0, 2}


def test_where_all_of_it_is_small_the_total_goes_too():
    assert suppress([2, 3, 5], [Sum(2, (0, 1))], 10) == {0, 1, 2}


def test_two_small_counts_hide_each_other_only_if_together_they_are_many():
    assert suppress([6, 7, 30, 43], [Sum(3, (0, 1, 2))], 10) == {0, 1}
    assert suppress([2, 3, 30, 35], [Sum(3, (0, 1, 2))], 10) == {0, 1, 2}


def test_counts_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="do not add up"):
        suppress([2, 3, 30], [Sum(2, (0, 1)), Sum(2, (0,))], 10)
