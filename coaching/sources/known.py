"""What a check must know that is not in the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from coaching.programme import Programme
from coaching.sources.names import AgencyNames
from coaching.sources.sieve import Sieve

NOBODY = AgencyNames({}, {}, {})


@dataclass(frozen=True)
class Known:
    """What is known before a file is read.

    Args:
        year: names of agencies are understood as of that year, where a row has none.
        agencies: which name means which agency.
        indicators: codes of `indicators.toml`; rows of others are left out.
        headings: what the column of each indicator may be called in a wide file.
        possible: the least and the most that a value of an indicator can be.
        latest: a day after which no value can be of; None: not asked.
        session: code of the session an attendance sheet belongs to.
    """

    year: int
    agencies: AgencyNames = NOBODY
    indicators: frozenset[str] = field(default_factory=frozenset)
    session: str | None = None
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    possible: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    latest: date | None = None

    @classmethod
    def of(cls, programme: Programme, year: int, agencies: AgencyNames, latest: date) -> "Known":
        """Return what the configuration and the list of agencies tell."""
        measures = programme.measures
        return cls(
            year,
            agencies,
            frozenset(one.code for one in measures),
            headings={
                one.code: tuple(filter(None, (one.code, one.title, one.short_title)))
                for one in measures
            },
            possible={one.code: one.possible for one in measures if one.possible},
            latest=latest,
        )

    def resolve_agencies(self, sieve: Sieve) -> None:
        """Put codes in place of names; reject rows of agencies nobody knows.

        The year is that of the row's column `year` where the rows have one.
        """
        rows = sieve.rows
        years = rows["year"] if "year" in rows else pd.Series(self.year, index=rows.index)
        pairs = list(zip(rows["agency"], years, strict=True))
        codes = {(name, year): self.agencies.code_of(name, year) for name, year in set(pairs)}
        found = pd.Series([codes[pair] for pair in pairs], index=rows.index, dtype=object)
        unknown = rows["agency"][found.isna()].unique()
        near = {name: self.agencies.nearest(name) or "" for name in unknown}
        sieve.reject(found.isna(), "agency", "agency-unknown", rows["agency"].map(near))
        sieve.rows = sieve.rows.assign(agency=found[found.notna()])
