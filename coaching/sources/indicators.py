"""Checks of indicator values."""

from datetime import date

import pandas as pd

from coaching.domain.indicators import Period
from coaching.programme import Holds, Source, Status
from coaching.sources.known import Known
from coaching.sources.numbers import is_nothing, no_value_reason, number, uses_comma, whole
from coaching.sources.periods import period
from coaching.sources.sieve import CELL, Sieve

VALUES = ["agency", "indicator", "period", "value", "respondents", "is_provisional"]
KEYS = ["agency", "indicator", "period"]
STATUS = {
    Status.PROVISIONAL: {"provisional", "preliminary", "prelim", "p", "draft", "draf", "sementara",
                         "angka sementara", "belum final"},
    Status.FINAL: {"final", "f", "tetap", "angka tetap", "definitif", "resmi", "ditetapkan"},
}  # fmt: skip


def check_indicators(sieve: Sieve, known: Known, source: Source) -> pd.DataFrame:
    """Return the accepted values; columns `VALUES` and `CELL`; respondents may be missing."""
    _check_periods(sieve, known)
    known.resolve_agencies(sieve)
    _check_status(sieve, source)
    _check_values(sieve, known)
    if "respondents" in source.columns:
        _check_respondents(sieve)
    else:
        missing = pd.Series(pd.NA, index=sieve.rows.index, dtype="Int64")
        sieve.rows = sieve.rows.assign(respondents=missing)
    _prefer_final(sieve)
    sieve.reject_repeats(KEYS, ["value"], "value")
    return sieve.rows[[*VALUES, *CELL]].astype(
        {"value": float, "respondents": "Int64", "is_provisional": bool}
    )


def left_out(rows: pd.DataFrame, known: Known) -> "pd.Series[bool]":
    """Say which rows are of indicators this city does not use."""
    return ~rows["indicator"].isin(known.indicators) & (rows["indicator"] != "")


def _check_periods(sieve: Sieve, known: Known) -> None:
    periods = sieve.rows["period"].map(period)
    sieve.reject(sieve.rows["indicator"] == "", "indicator", "empty")
    sieve.reject(periods.reindex(sieve.rows.index).isna(), "period", "not-a-period")
    periods = periods.reindex(sieve.rows.index)
    if known.latest is not None:
        starts = periods.map(_first_day)
        later = pd.Series([day > known.latest for day in starts], index=periods.index, dtype=bool)
        sieve.reject(later, "period", "not-yet")
        periods = periods.reindex(sieve.rows.index)
    sieve.rows = sieve.rows.assign(period=periods, year=periods.str[:4].astype("int64"))


def _first_day(text: str) -> date:
    return Period.parse(text).starts_on


def _check_status(sieve: Sieve, source: Source) -> None:
    told = sieve.rows["status"].str.casefold()
    known = {word: status for status, words in STATUS.items() for word in words}
    sieve.reject((told != "") & ~told.isin(known), "status", "not-a-status")
    told = told.reindex(sieve.rows.index)
    status = told.map(known).where(told != "", source.status)
    sieve.rows = sieve.rows.assign(is_provisional=status == Status.PROVISIONAL)


def _check_values(sieve: Sieve, known: Known) -> None:
    reasons = sieve.rows["value"].map(no_value_reason)
    for reason in sorted(reasons.dropna().unique()):
        sieve.reject(reasons.reindex(sieve.rows.index) == reason, "value", reason)
    rows = sieve.rows
    # How a file writes its decimals is a matter of the file and the column.
    columns = rows.groupby(["file", "heading"])["value"]
    commas = {place: uses_comma(cells) for place, cells in columns}
    places = zip(rows["file"], rows["heading"], rows["value"], strict=True)
    found = [number(cell, decimal_comma=commas[file, heading]) for file, heading, cell in places]
    values = pd.Series(found, index=rows.index, dtype=float)
    sieve.reject(values.isna(), "value", "not-a-number")
    low = sieve.rows["indicator"].map({code: one[0] for code, one in known.possible.items()})
    high = sieve.rows["indicator"].map({code: one[1] for code, one in known.possible.items()})
    values = values.reindex(sieve.rows.index)
    beyond = (values < low.astype(float)) | (values > high.astype(float))
    sieve.reject(beyond, "value", "not-possible")
    sieve.rows = sieve.rows.assign(value=values.reindex(sieve.rows.index))


def _check_respondents(sieve: Sieve) -> None:
    cells = sieve.rows["respondents"]
    counts = cells.map(whole)
    wrong = (counts.isna() & ~cells.map(is_nothing)) | (counts < 0)
    sieve.reject(wrong.astype(bool), "respondents", "not-a-count")
    sieve.rows = sieve.rows.assign(respondents=counts.reindex(sieve.rows.index).astype("Int64"))


def _prefer_final(sieve: Sieve) -> None:
    """Refuse a provisional value where the same source has the final one."""
    rows = sieve.rows
    finals = pd.MultiIndex.from_frame(rows.loc[~rows["is_provisional"].astype(bool), KEYS])
    here = pd.MultiIndex.from_frame(rows[KEYS])
    is_final_known = pd.Series(here.isin(finals), index=rows.index)
    sieve.reject(
        is_final_known & rows["is_provisional"].astype(bool), "value", "no-longer-provisional"
    )


CHECKS = {Holds.INDICATORS: check_indicators}
