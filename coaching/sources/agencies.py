"""Checks of agencies, their names through the years, rooms, and who was coached before."""

import pandas as pd

from coaching.programme import Holds, Source
from coaching.sources.known import Known
from coaching.sources.numbers import whole
from coaching.sources.sieve import Sieve

FIRST_YEAR, LAST_YEAR = 1945, 2200


def year_of(text: str) -> int | None:
    """Return the year a cell holds, or None where it holds none that can be meant."""
    year = whole(text)
    return year if year is not None and FIRST_YEAR <= year <= LAST_YEAR else None


def check_agencies(sieve: Sieve, known: Known, source: Source) -> pd.DataFrame:
    """Return agency, name, short_name (the name where none is told)."""
    del known, source
    _named(sieve)
    sieve.reject_repeats(["agency"], ["name", "short_name"], "agency")
    rows = sieve.rows
    short = rows["short_name"].where(rows["short_name"] != "", rows["name"])
    return rows.assign(short_name=short)[["agency", "name", "short_name"]]


def check_agency_names(sieve: Sieve, known: Known, source: Source) -> pd.DataFrame:
    """Return agency, name, from_year, to_year (missing: still in use)."""
    del known, source
    _named(sieve)
    first = sieve.rows["from_year"].map(year_of)
    sieve.reject(first.isna(), "from_year", "not-a-year")
    last = sieve.rows["to_year"].map(year_of)
    sieve.reject(last.isna() & (sieve.rows["to_year"] != ""), "to_year", "not-a-year")
    rows = sieve.rows
    years = pd.DataFrame(
        {column: rows[column].map(year_of).astype("Int64") for column in ("from_year", "to_year")}
    )
    reversed_ = (years["to_year"] < years["from_year"]).fillna(False).astype(bool)
    sieve.reject(reversed_, "to_year", "years-reversed")
    years = years.loc[sieve.rows.index]
    sieve.rows = sieve.rows.assign(from_year=years["from_year"], to_year=years["to_year"])
    sieve.reject_repeats(["agency", "name", "from_year"], ["to_year"], "name")
    return sieve.rows[["agency", "name", "from_year", "to_year"]]


def check_past_coaching(sieve: Sieve, known: Known, source: Source) -> pd.DataFrame:
    """Return agency, year."""
    del source
    years = sieve.rows["year"].map(year_of)
    sieve.reject(years.isna(), "year", "not-a-year")
    sieve.rows = sieve.rows.assign(year=sieve.rows["year"].map(year_of).astype("int64"))
    known.resolve_agencies(sieve)
    sieve.reject_repeats(["agency", "year"], ["agency"], "agency")
    return sieve.rows[["agency", "year"]]


def check_venues(sieve: Sieve, known: Known, source: Source) -> pd.DataFrame:
    """Return code, name, address, seats, time_zone (empty: the city's)."""
    del known, source
    for column in ("code", "name", "address"):
        sieve.reject(sieve.rows[column] == "", column, "empty")
    seats = sieve.rows["seats"].map(whole)
    sieve.reject(seats.isna() | (seats < 1), "seats", "not-a-count")
    sieve.rows = sieve.rows.assign(seats=sieve.rows["seats"].map(whole).astype("int64"))
    sieve.reject_repeats(["code"], ["name", "address", "seats"], "code")
    return sieve.rows[["code", "name", "address", "seats", "time_zone"]]


def _named(sieve: Sieve) -> None:
    for column in ("agency", "name"):
        sieve.reject(sieve.rows[column] == "", column, "empty")


CHECKS = {
    Holds.AGENCIES: check_agencies,
    Holds.AGENCY_NAMES: check_agency_names,
    Holds.PAST_COACHING: check_past_coaching,
    Holds.VENUES: check_venues,
}
