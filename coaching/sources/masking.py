"""Cells that say who somebody is, as they may be written out."""

SHOWN = 3


def masked(cell: str) -> str:
    """Return a cell with all but its last three characters hidden."""
    hidden = max(len(cell) - SHOWN, 0)
    return "•" * min(hidden, 15) + cell[hidden:] if hidden else "•" * len(cell)
