"""Cells with nothing in them, as None."""

import pandas as pd


def none_where_empty(cells: "pd.Series[str]") -> pd.Series:
    """Return the cells with None where they are empty.

    Not `Series.where`: for columns of text pandas makes a NaN of the None.
    """
    return pd.Series([cell or None for cell in cells], index=cells.index, dtype=object)
