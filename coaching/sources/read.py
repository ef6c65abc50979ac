"""What comes of reading a source: clean rows, rejected rows, and what tells it apart."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from coaching.errors import NothingAccepted
from coaching.programme import Holds
from coaching.sources.loading import FileRead


@dataclass(frozen=True)
class Reading:
    """What came of reading a source once.

    Args:
        source: the source's name.
        holds: what it holds; decides the columns of `accepted`.
        files: what was read.
        accepted: clean rows, in the order of the files.
        rejected: file, row, column, heading, value (masked where personal), reason, hint.
        noticed: the same for rows that were accepted in part.
        read: rows that belong to the source: accepted and rejected.
        left_out: rows of indicators that this city does not use.
        columns: how the files call our columns.
        accepted_keys: names the rows that were accepted, see `sieve.KEY`.
    """

    source: str
    holds: Holds
    files: tuple[FileRead, ...]
    accepted: pd.DataFrame
    rejected: pd.DataFrame
    noticed: pd.DataFrame
    read: int
    left_out: int
    columns: Mapping[str, str]
    accepted_keys: frozenset[str] = frozenset()

    @cached_property
    def sha256(self) -> str:
        """Tell whether the same was read as at another time, whatever files are called.

        It covers what was made of the files too: a name added to the list of
        agencies makes something new of the same file.
        """
        contents = sorted(file.sha256 for file in self.files)
        rows = self.accepted.drop(columns=["file", "row", "heading", "key"], errors="ignore")
        made = pd.util.hash_pandas_object(rows, index=False).to_numpy().tobytes()
        return hashlib.sha256("\n".join(contents).encode() + made).hexdigest()

    def raise_if_empty(self) -> None:
        """Raise `NothingAccepted` where rows were read and not one could be used."""
        if self.read and self.accepted.empty:
            raise NothingAccepted(source=self.source, read=self.read, rejects=len(self.rejected))
