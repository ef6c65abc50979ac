"""NIPs as numbers, many at a time: what `sources.nips` says of one cell, said of a column."""

import polars as pl

from coaching.sources.nips import APPOINTED, nip_reason

PNS, PPPK = "pns", "pppk"
GROUPS = pl.Enum([PNS, PPPK])
BIRTHS = (1900, 2100)
NOT_DIGITS = r"^'|\s"


def cleaned(text: pl.Series) -> pl.Series:
    """Return NIPs written with spaces or an apostrophe as numbers; missing where they are none."""
    bare = text.str.replace_all(NOT_DIGITS, "")
    is_whole = bare.str.contains(r"^\d{18}$").fill_null(value=False)
    return pl.select(pl.when(is_whole).then(bare.cast(pl.Int64, strict=False))).to_series()


def possible(nip: pl.Expr) -> pl.Expr:
    """Say which numbers can be a NIP; see `coaching.sources.nips` for the form."""
    born = (nip // 10**10).cast(pl.Int32)
    year, month, day = born // 10_000, born // 100 % 100, born % 100
    is_leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    longest = (
        pl.when(month == 2)
        .then(pl.when(is_leap).then(29).otherwise(28))
        .when(month.is_in([4, 6, 9, 11]))
        .then(30)
        .otherwise(31)
    )
    rest = nip % 10**10
    started, form = (rest // 10**6).cast(pl.Int32), (rest // 10**4 % 100).cast(pl.Int32)
    tail = (rest % 10**4).cast(pl.Int32)
    return (
        year.is_between(*BIRTHS)
        & month.is_between(1, 12)
        & day.is_between(1, longest)
        & (started - year).is_between(APPOINTED.start, APPOINTED.stop - 1)
        & (form.is_between(1, 12) | form.is_between(21, 29))
        & (tail // 1000).is_between(1, 2)
        & (tail % 1000 != 0)
    )


def group(nip: pl.Expr) -> pl.Expr:
    """Return "pns" or "pppk": a PPPK has the count of contracts where a PNS has a month."""
    is_pppk = nip // 10**4 % 100 > 20
    return pl.when(is_pppk).then(pl.lit(PPPK)).otherwise(pl.lit(PNS)).cast(GROUPS)


def reasons(text: pl.Series) -> pl.Series:
    """Return why each of these cells is no NIP, as keys of the words of rejects."""
    found = [nip_reason((cell or "").lstrip("'")) or "nip-impossible" for cell in text]
    return pl.Series("reason", found, dtype=pl.String)
