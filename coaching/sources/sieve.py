"""Rows that pass and rows that do not, each of these with its reason."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from coaching.sources.masking import masked

REJECTED = ["file", "row", "column", "heading", "value", "reason", "hint"]
KEY = "key"  # names a row by what stands in it, wherever it stands
PLACE = ["file", "row"]
CELL = [*PLACE, "heading"]  # the heading of the cell that holds the value, in a wide file
# Columns that say who somebody is: their values are never written out whole.
PERSONAL = {"nip", "name", "email", "telephone", "representative"}


class Sieve:
    """Takes a table of rows and lets each check take out what it refuses.

    A row is refused once, for the first reason found, so that rows read are rows
    accepted and rows rejected.
    """

    def __init__(self, rows: pd.DataFrame) -> None:
        self.rows = rows
        self._given = rows
        self.read = len(rows)
        self._rejected: list[pd.DataFrame] = []
        self._noticed: list[pd.DataFrame] = []

    def reject(
        self,
        refused: "pd.Series[bool]",
        column: str,
        reason: str,
        hints: "pd.Series[str] | None" = None,
    ) -> None:
        """Take out the rows where `refused`; `reason` is a key of the words of rejects."""
        if refused.any():
            self._rejected.append(self._told(refused, column, reason, hints))
            self.rows = self.rows[~refused]

    def notice(
        self,
        found: "pd.Series[bool]",
        column: str,
        reason: str,
        hints: "pd.Series[str] | None" = None,
    ) -> None:
        """Keep the rows where `found`, and tell that something in them was not used."""
        if found.any():
            self._noticed.append(self._told(found, column, reason, hints))

    def reject_repeats(self, keys: Sequence[str], values: Sequence[str], column: str) -> None:
        """Keep the first of rows that say the same; none of rows that contradict each other."""
        said = self.rows.groupby(list(keys), dropna=False)[list(values)].nunique(dropna=False)
        several = said.index[(said > 1).any(axis=1)]
        here = pd.MultiIndex.from_frame(self.rows[list(keys)])
        wanted = (
            several if isinstance(several, pd.MultiIndex) else pd.MultiIndex.from_arrays([several])
        )
        contradicts = pd.Series(here.isin(wanted), index=self.rows.index)
        self.reject(contradicts, column, "contradicts")
        self.reject(self.rows.duplicated(list(keys)), column, "repeated")

    def rejected(self) -> pd.DataFrame:
        """Return what was refused, in the order of the files; columns `REJECTED`."""
        return _in_order(self._rejected)

    def noticed(self) -> pd.DataFrame:
        """Return what was accepted in part, in the same form."""
        return _in_order(self._noticed)

    def _told(
        self, found: "pd.Series[bool]", column: str, reason: str, hints: "pd.Series[str] | None"
    ) -> pd.DataFrame:
        # As it stands in the file, whatever a check has made of it since.
        rows = self._given.loc[self.rows.index[found]]
        values = rows[column] if column in rows else pd.Series("", index=rows.index)
        return pd.DataFrame(
            {
                "file": rows["file"],
                "row": rows["row"],
                "column": column,
                "heading": rows["heading"] if column == "value" and "heading" in rows else "",
                "value": values.map(masked) if column in PERSONAL else values.astype(str),
                "reason": reason,
                "hint": "" if hints is None else hints[found].fillna(""),
                KEY: rows.get(KEY, ""),
            }
        )


def _in_order(parts: list[pd.DataFrame]) -> pd.DataFrame:
    if not parts:
        return pd.DataFrame(columns=[*REJECTED, KEY])
    return pd.concat(parts).sort_index(kind="stable").reset_index(drop=True)[[*REJECTED, KEY]]


def cells_of(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return where each row's value stands: file, line, and heading ("" where it needs none)."""
    told = rows[CELL].itertuples(index=False)
    return [{"file": str(a), "row": int(b), "heading": str(c)} for a, b, c in told]
