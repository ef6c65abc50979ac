"""Which agency a name means, in the year it was used."""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

Span = tuple[int, int | None, str]  # from year, to year (None: still), code


def normal(name: str) -> str:
    """Return a name without regard to case and spaces."""
    return " ".join(name.split()).casefold()


@dataclass(frozen=True)
class AgencyNames:
    """Codes, names in force always, and names with their years.

    Args:
        titles: the name of each agency by code.
        always: code by name (normalised), for names without years.
        spans: years and code by name (normalised).
    """

    titles: Mapping[str, str]
    always: Mapping[str, frozenset[str]]
    spans: Mapping[str, tuple[Span, ...]]

    @classmethod
    def of(cls, agencies: pd.DataFrame, names: pd.DataFrame) -> "AgencyNames":
        """Make it from the accepted rows of agencies and of agency names."""
        always: dict[str, set[str]] = defaultdict(set)
        for row in agencies.itertuples():
            for name in (str(row.name), str(row.short_name)):
                always[normal(name)].add(str(row.agency))
        spans: dict[str, list[Span]] = defaultdict(list)
        for code, name, first, last in _name_rows(names):
            spans[normal(name)].append((first, last, code))
        titles = dict(zip(agencies["agency"], agencies["name"], strict=True))
        return cls(
            titles,
            {name: frozenset(codes) for name, codes in always.items()},
            {name: tuple(found) for name, found in spans.items()},
        )

    def code_of(self, name_or_code: str, year: int) -> str | None:
        """Return the agency's code, or None where no agency or more than one is meant.

        A code comes first. A name that has years means something in those alone;
        a name without years means the same in every year.
        """
        if name_or_code in self.titles:
            return name_or_code
        wanted = normal(name_or_code)
        codes = set(self.always.get(wanted, ()))
        if spans := self.spans.get(wanted):
            codes = {code for first, last, code in spans if _covers(first, last, year)}
        return codes.pop() if len(codes) == 1 else None

    def nearest(self, name: str) -> str | None:
        """Return the known name that was probably meant."""
        close = difflib.get_close_matches(normal(name), self._known, n=1, cutoff=0.75)
        return self._known[close[0]] if close else None

    @cached_property
    def _known(self) -> dict[str, str]:
        codes = {name: min(found) for name, found in self.always.items()}
        codes |= {name: spans[-1][2] for name, spans in self.spans.items()}
        return {name: self.titles.get(code, code) for name, code in codes.items() if name}


def _covers(first: int, last: int | None, year: int) -> bool:
    return first <= year and (last is None or year <= last)


def _name_rows(names: pd.DataFrame) -> Iterable[tuple[str, str, int, int | None]]:
    last_years = names["to_year"].astype("Int64")
    columns = (names["agency"], names["name"], names["from_year"].astype("int64"), last_years)
    for code, name, first, last in zip(*columns, strict=True):
        yield str(code), str(name), int(first), None if pd.isna(last) else int(last)


def agencies_by_name(names: pd.DataFrame) -> pd.DataFrame:
    """Return agency, name, short_name: each agency under the newest of its names.

    For a city that lists names with their years and nothing else.
    """
    ordered = names.assign(end=names["to_year"].astype(float).fillna(float("inf")))
    newest = ordered.sort_values(["agency", "end", "from_year"], kind="stable")
    newest = newest.drop_duplicates("agency", keep="last").reset_index(drop=True)
    return newest[["agency", "name"]].assign(short_name=newest["name"])
