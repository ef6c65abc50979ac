"""Employee rows that pass, and those that do not with their reasons; see `sources.sieve`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

import pandas as pd
import polars as pl

from coaching.sources.masking import masked
from coaching.sources.sieve import KEY, REJECTED

T = TypeVar("T")
Meaning = Callable[[str], T | None]


class RowSieve:
    """Takes compact rows (see `scanning`) and lets each check take out what it refuses.

    Args:
        frame: rows of all files; `file` is the number of the file in `names`.
        names: of the files.
        columns: which of our columns the files have.
        marks: of the files, by their content; with its number one names a row.
    """

    def __init__(
        self, frame: pl.DataFrame, names: Sequence[str], columns: Collection[str],
        marks: Sequence[str],
    ) -> None:  # fmt: skip
        self.frame = frame
        self.marks = marks
        self.columns = columns
        self.read = len(frame)
        self.names = names
        self._rejected: list[pd.DataFrame] = []
        self._noticed: list[pd.DataFrame] = []
        self.reject(frame["ragged"], "", "ragged")

    def reject(
        self, refused: pl.Series, column: str, reason: str, hints: Mapping[str, str] | None = None
    ) -> None:
        """Take out the rows where `refused`; `reason` is a key of the words of rejects."""
        # What cannot be said of a missing cell is not said.
        refused = refused.fill_null(value=False)
        if refused.any():
            self._rejected.append(self._told(refused, column, reason, hints))
            self.frame = self.frame.filter(~refused)

    def notice(self, found: pl.Series, column: str, reason: str) -> None:
        """Keep the rows where `found`, and tell that something in them was not used."""
        if found.any():
            self._noticed.append(self._told(found, column, reason, None))

    def texts(self, column: str) -> dict[int, str]:
        """Return the distinct texts of a column by their code, without stray spaces."""
        seen = self.frame[column].drop_nulls().unique()
        codes = seen.to_physical().to_list()
        return {
            code: " ".join(text.split())
            for code, text in zip(codes, seen.cast(pl.String).to_list(), strict=True)
        }

    def meant(self, column: str, meaning: Meaning[Any], kind: Any) -> pl.Series:
        """Return what each cell means; missing where it is empty or means nothing.

        Each distinct text is looked at once, however many rows hold it.
        """
        known = {code: meaning(text) for code, text in self.texts(column).items()}
        by_code: list[Any] = [None] * (max(known, default=-1) + 1)
        for code, value in known.items():
            by_code[code] = value
        codes = self.frame[column].to_physical()
        if not by_code:
            return pl.Series(column, [None], dtype=kind).new_from_index(0, len(codes))
        return pl.Series(column, by_code, dtype=kind).gather(codes)

    def told(self, column: str) -> pl.Series:
        """Say which rows hold anything in a column."""
        return self.frame[column].is_not_null()

    def put(self, **columns: pl.Series) -> None:
        """Put columns in place of what a file says, or beside it."""
        self.frame = self.frame.with_columns(**columns)

    def reject_repeats(self, keys: pl.Series, values: Sequence[str], column: str) -> None:
        """Keep the first of rows with the same key that say the same; none that contradict."""
        if keys.n_unique() == len(keys):
            return
        several = keys.is_duplicated()
        part = self.frame.filter(several).select(*values, _key=keys.filter(several))
        counts = part.group_by("_key").agg(pl.col(values).n_unique())
        differ = counts.filter(pl.any_horizontal(pl.col(values) > 1))["_key"]
        contradicts = keys.is_in(differ.implode())
        self.reject(contradicts, column, "contradicts")
        self.reject(~keys.filter(~contradicts).is_first_distinct(), column, "repeated")

    def rejected(self) -> pd.DataFrame:
        """Return what was refused, in the order of the files; columns `REJECTED`."""
        return _in_order(self._rejected)

    def noticed(self) -> pd.DataFrame:
        """Return what was accepted in part, in the same form."""
        return _in_order(self._noticed)

    def _told(
        self, found: pl.Series, column: str, reason: str, hints: Mapping[str, str] | None
    ) -> pd.DataFrame:
        rows = self.frame.filter(found)
        texts = self.texts_of(rows, column)
        return pd.DataFrame(
            {
                "file": [self.names[number] for number in rows["file"]],
                "row": rows["row"].to_list(),
                "column": column,
                "heading": "",
                "value": [masked(text) for text in texts] if column == "nip" else texts,
                "reason": reason,
                "hint": [(hints or {}).get(text, "") for text in texts],
                KEY: [
                    f"{self.marks[file]}-{row}" for file, row in rows.select("file", "row").rows()
                ],
            }
        )

    def texts_of(self, rows: pl.DataFrame, column: str) -> list[str]:
        """Return what some of the rows say in a column, without stray spaces."""
        if column == "nip":
            written = rows.select(pl.coalesce("nip_text", pl.col("nip").cast(pl.String)))
            return written.to_series().fill_null("").to_list()
        if column not in rows:
            return [""] * len(rows)
        return [" ".join(text.split()) for text in rows[column].cast(pl.String).fill_null("")]


def _in_order(parts: list[pd.DataFrame]) -> pd.DataFrame:
    if not parts:
        return pd.DataFrame(columns=[*REJECTED, KEY])
    told = pd.concat(parts).sort_values(["file", "row"], kind="stable")
    return told.reset_index(drop=True)[[*REJECTED, KEY]]
