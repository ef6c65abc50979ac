"""Checks of published IP ASN results: one row per agency, year and group of employees."""

import pandas as pd

from coaching.domain.ip_asn import DIMENSIONS
from coaching.domain.ip_asn_published import remarks
from coaching.programme import Holds, Source
from coaching.sources.known import Known
from coaching.sources.numbers import is_nothing, number, uses_comma
from coaching.sources.sieve import CELL, Sieve

GROUPS = ("pns", "pppk", "asn")
RESULTS = ["agency", "year", "group", "heads", *DIMENSIONS, "index"]
HIGHEST = 100.0


def check_ip_asn_results(sieve: Sieve, known: Known, source: Source) -> pd.DataFrame:
    """Return the accepted results; columns `RESULTS` and `CELL`, missing where not published.

    A row that does not agree with itself or with the others is taken as published
    and told: nobody here knows which of its numbers is wrong.
    """
    del source
    groups = sieve.rows["group"].str.casefold().str.strip()
    sieve.rows = sieve.rows.assign(group=groups)
    sieve.reject(~groups.isin(GROUPS), "group", "group-unknown")
    years = pd.to_numeric(sieve.rows["year"], errors="coerce")
    sieve.reject(~years.between(1990, 2200), "year", "not-a-year")
    sieve.rows = sieve.rows.assign(year=pd.to_numeric(sieve.rows["year"]).astype("int64"))
    known.resolve_agencies(sieve)
    sieve.reject(_nothing(sieve.rows["index"]), "index", "no-value")
    for column in ("index", "heads", *DIMENSIONS):
        _check_number(sieve, column)
    sieve.reject_repeats(["agency", "year", "group"], ["index", "heads", *DIMENSIONS], "agency")
    _compare(sieve)
    return sieve.rows[[*RESULTS, *CELL]]


def _check_number(sieve: Sieve, column: str) -> None:
    cells = sieve.rows[column]
    comma = uses_comma(cells)
    found = pd.Series(
        [number(cell, decimal_comma=comma) for cell in cells], index=cells.index, dtype=float
    )
    wrong = found.isna() & ~_nothing(cells)
    wrong |= (found < 0) | ((found > HIGHEST) & (column != "heads"))
    sieve.reject(wrong, column, "not-a-number")
    sieve.rows = sieve.rows.assign(**{column: found.reindex(sieve.rows.index)})


def _nothing(cells: "pd.Series[str]") -> "pd.Series[bool]":
    return pd.Series([is_nothing(cell) for cell in cells], index=cells.index, dtype=bool)


def _compare(sieve: Sieve) -> None:
    found = remarks(sieve.rows)
    for remark in found["remark"].unique():
        meant = found[found["remark"] == remark].set_index("place")["computed"]
        is_meant = pd.Series(sieve.rows.index.isin(meant.index), index=sieve.rows.index)
        hints = meant.round(2).astype(str).reindex(sieve.rows.index)
        sieve.notice(is_meant, "index", remark, hints)


CHECKS = {Holds.IP_ASN: check_ip_asn_results}
