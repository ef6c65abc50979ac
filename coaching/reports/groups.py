"""Rows over several pages, in nearly equal parts."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

Row = TypeVar("Row")


def batched(rows: Sequence[Row], size: int) -> Iterator[Sequence[Row]]:
    """Return rows in order, in groups of nearly equal size, none above `size`."""
    pages = -(-len(rows) // size)
    for page in range(pages):
        yield rows[page * len(rows) // pages : (page + 1) * len(rows) // pages]
