"""A table's rows as plain mappings, for rules that look at one row after the other."""

from typing import Any

import pandas as pd


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return one mapping per row, in order, by column name."""
    return [
        {str(column): value for column, value in row.items()} for row in frame.to_dict("records")
    ]
