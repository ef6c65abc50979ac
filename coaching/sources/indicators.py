"""Checks of indicator values."""

import re

import pandas as pd

from coaching.programme import Holds, Source
from coaching.sources.known import Known
from coaching.sources.numbers import is_nothing, number, uses_comma, whole
from coaching.sources.sieve import Sieve

VALUES = ["agency", "indicator", "period", "value", "respondents"]
YEAR = r"(?P<year>(?:19|20|21)\d\d)"
QUARTER = r"(?P<quarter>[1-4]|IV|III|II|I)"
MARK = r"(?:Q|TW|TRIWULAN|KUARTAL|QUARTER)"
WRITTEN = (
    re.compile(rf"^{YEAR}$"),
    re.compile(rf"^{YEAR}[\s/_-]*{MARK}[\s.-]*{QUARTER}$", re.IGNORECASE),
    re.compile(rf"^{MARK}[\s.-]*{QUARTER}[\s/_,-]*(?:TAHUN\s+)?{YEAR}$", re.IGNORECASE),
)
ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}


def period(text: str) -> str | None:
    """Return "2018" or "2018-Q3", or None where a cell holds neither.

    Understood: 2018, 2018-Q3, 2018Q3, Q3 2018, TW III 2018, Triwulan 3 Tahun 2018.
    """
    for form in WRITTEN:
        if found := form.match(text):
            told = found.groupdict()
            quarter = (told.get("quarter") or "").upper()
            return found["year"] + (f"-Q{ROMAN.get(quarter, quarter)}" if quarter else "")
    return None


def check_indicators(sieve: Sieve, known: Known, source: Source) -> pd.DataFrame:
    """Return the accepted values; columns `VALUES`, respondents missing where not told."""
    _check_periods(sieve)
    known.resolve_agencies(sieve)
    _check_values(sieve)
    if "respondents" in source.columns:
        _check_respondents(sieve)
    else:
        missing = pd.Series(pd.NA, index=sieve.rows.index, dtype="Int64")
        sieve.rows = sieve.rows.assign(respondents=missing)
    sieve.reject_repeats(["agency", "indicator", "period"], ["value"], "value")
    return sieve.rows[VALUES].astype({"value": float, "respondents": "Int64"})


def left_out(rows: pd.DataFrame, known: Known) -> "pd.Series[bool]":
    """Say which rows are of indicators this city does not use."""
    return ~rows["indicator"].isin(known.indicators) & (rows["indicator"] != "")


def _check_periods(sieve: Sieve) -> None:
    periods = sieve.rows["period"].map(period)
    sieve.reject(sieve.rows["indicator"] == "", "indicator", "empty")
    sieve.reject(periods.reindex(sieve.rows.index).isna(), "period", "not-a-period")
    periods = periods.reindex(sieve.rows.index)
    sieve.rows = sieve.rows.assign(period=periods, year=periods.str[:4].astype("int64"))


def _check_values(sieve: Sieve) -> None:
    cells = sieve.rows["value"]
    sieve.reject(cells.map(is_nothing), "value", "no-value")
    comma = uses_comma(cells)
    found = sieve.rows["value"].map(lambda cell: number(cell, decimal_comma=comma))
    sieve.reject(found.isna(), "value", "not-a-number")
    sieve.rows = sieve.rows.assign(value=found.dropna().astype(float))


def _check_respondents(sieve: Sieve) -> None:
    cells = sieve.rows["respondents"]
    counts = cells.map(whole)
    wrong = (counts.isna() & ~cells.map(is_nothing)) | (counts < 0)
    sieve.reject(wrong.astype(bool), "respondents", "not-a-count")
    sieve.rows = sieve.rows.assign(respondents=counts.reindex(sieve.rows.index).astype("Int64"))


CHECKS = {Holds.INDICATORS: check_indicators}
