"""Files of employee rows into compact frames: only mapped columns, the NIP as a number.

A plain CSV in UTF-8 is read by Polars, many rows at a time and in bounded memory. A
file that is not (another encoding or form, a row with too many cells) is read again as
the files of agencies are, which finds the rows that do not fit. Text that repeats (a post,
a year) is kept once: checks look at each distinct text, not at each row.
"""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from coaching.programme import Holds, Source
from coaching.sources.broken import BrokenFile, told_of
from coaching.sources.files import files_given, files_in
from coaching.sources.given import PARQUET, ZIPPED, Given, given_by
from coaching.sources.headings import Headings, Wanted
from coaching.sources.loading import FileRead
from coaching.sources.sheets import sheet_of
from coaching.sources.texts import DELIMITERS

SAMPLE = 1 << 16  # bytes that must hold the headings
NIP_LENGTH = 18
PLACES = {"row": pl.UInt32, "ragged": pl.Boolean}


def scan(
    source: Source, folder: Path, agencies: pl.DataFrame | None = None
) -> Iterator[tuple[pl.DataFrame, FileRead]]:
    """Yield the rows of each file that belong to the source, and which file it was.

    Args:
        source: which columns to take, and which rows.
        folder: what a relative path is relative to.
        agencies: `unit` and `found`, the agency of each unit. There may be hundreds of
            thousands of units, so they are looked up while the file is read.

    Returns:
        `row` (number in the file), `ragged` (too many or too few cells), our columns:
        `nip` as a number where it is 18 digits, with `nip_text` where it is not; all
        others as categories, missing where empty. With `agencies` also `found`, and
        `unit` only where nothing was found.

    Raises:
        SourceMissing, SourceUnreadable, SourceAway, AccessRefused: see `sources.files`.
        ColumnMissing: a column the configuration names is not in the file.
    """
    if source.path is None or "://" in source.path:
        for given in files_given(source, folder, None):
            frame = _careful(source, given, agencies)
            yield frame, FileRead(given.name, given.sha256, len(frame))
        return
    for file in files_in(source, folder, source.path):
        yield _file(source, file, agencies)


def _file(
    source: Source, file: Path, agencies: pl.DataFrame | None
) -> tuple[pl.DataFrame, FileRead]:
    with told_of(source.name, file.name), file.open("rb") as stream:
        before = file.stat()
        try:
            frame = compact(source, _plain(source, file), agencies)
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        except (pl.exceptions.PolarsError, _NotPlain):
            given = given_by(file.name, stream, source)
            frame, sha256 = _careful(source, given, agencies), given.sha256
        after = file.stat()
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise BrokenFile(why="still-written")
    return frame, FileRead(file.name, sha256, len(frame))


class _NotPlain(Exception):
    """The file cannot be read by Polars alone."""


def _plain(source: Source, file: Path) -> pl.LazyFrame:
    """Return the rows as text, under the names of `theirs`, unread as yet."""
    with file.open("rb") as content:
        sample = content.read(SAMPLE)
    if sample.startswith(PARQUET):
        table = pl.scan_parquet(file)
        headers = table.collect_schema().names()
        rows = table.with_row_index("row of the file", offset=1)
        chosen = [one.cast(pl.String) for one in _chosen(source, headers, headers)]
        return rows.select(pl.col("row of the file").alias("row"), *chosen)
    first, _, rest = sample.partition(b"\n")
    if sample.startswith(ZIPPED) or b"\x00" in sample or not (first.strip() and rest):
        raise _NotPlain
    try:
        line = first.decode("utf-8-sig").rstrip("\r")
    except UnicodeDecodeError:
        raise _NotPlain from None
    headers, delimiter = _header(line)
    places = [f"c{place}" for place in range(len(headers))]
    rows = pl.scan_csv(
        file, separator=delimiter, infer_schema=False, row_index_name="row", row_index_offset=2,
        with_column_names=lambda _: places,
    )  # fmt: skip
    return rows.select("row", *_chosen(source, headers, places))


def _header(line: str) -> tuple[list[str], str]:
    cut = {mark: next(csv.reader([line], delimiter=mark), []) for mark in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda mark: len(cut[mark]))
    return cut[delimiter], delimiter


def _chosen(source: Source, headers: list[str], places: list[str]) -> Iterator[pl.Expr]:
    """Yield the columns the source needs, each under its name of `theirs`."""
    here = Headings(headers)
    for name in theirs(source):
        found = here.places(name)
        if len(found) != 1:
            raise _NotPlain  # whoever reads carefully looks further, and says what is wrong
        yield pl.col(places[found[0]]).alias(name)


def theirs(source: Source) -> list[str]:
    """Return the headings a source needs, each once: mapped columns, and those `where` asks."""
    return list(dict.fromkeys([*source.columns.values(), *source.where, *source.where_not]))


def compact(
    source: Source, rows: pl.LazyFrame, agencies: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Return the rows that `where` keeps under our names, compact; see `scan`."""
    for name, values in source.where.items():
        rows = rows.filter(_stripped(name).is_in(list(values)))
    for name, values in source.where_not.items():
        rows = rows.filter(~_stripped(name).fill_null("").is_in(list(values)))
    if "ragged" not in rows.collect_schema():
        rows = rows.with_columns(ragged=pl.lit(value=False))
    found: tuple[str, ...] = ()
    if agencies is not None and "unit" in source.columns:
        unit = source.columns["unit"]
        rows = rows.join(
            agencies.lazy(), left_on=unit, right_on="unit", how="left", maintain_order="left"
        )
        rows = rows.with_columns(pl.when(pl.col("found").is_null()).then(pl.col(unit)).alias(unit))
        found = ("found",)
    ours = [_ours(source.holds, *pair) for pair in source.columns.items()]
    columns = [*PLACES, *found, *(one for group in ours for one in group)]
    return _filled(rows.select(columns).collect(engine="streaming"))


def _stripped(name: str) -> pl.Expr:
    return pl.col(name).str.strip_chars()


def _ours(holds: Holds, name: str, header: str) -> tuple[pl.Expr, ...]:
    told = pl.col(header)
    if holds is Holds.UNITS:  # hardly any of their texts repeats
        return (told.alias(name),)
    if name != "nip":
        return (told.cast(pl.Categorical).alias(name),)
    number = pl.when(told.str.len_bytes() == NIP_LENGTH).then(told.cast(pl.Int64, strict=False))
    return number.alias("nip"), pl.when(number.is_null()).then(told).alias("nip_text")


def _filled(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame without rows that are empty throughout: blank lines."""
    told = [name for name in frame.columns if name not in PLACES]
    if not frame[told[0]].has_nulls():
        return frame
    return frame.filter(pl.any_horizontal(pl.col(told).is_not_null()))


def _careful(source: Source, given: Given, agencies: pl.DataFrame | None) -> pl.DataFrame:
    """Return the rows of a file of any form, read as the files of agencies are."""
    wanted = Wanted(theirs(source))
    with told_of(source.name, given.name):
        sheet = sheet_of(source.name, given.name, given.rows(wanted), wanted, even=given.is_even)
    numbers = pl.Series("row", sheet.rows.index.to_numpy(), dtype=pl.UInt32)
    ragged = numbers.is_in(pl.Series(sheet.ragged, dtype=pl.UInt32).implode())
    columns = {
        name: pl.Series([cell or None for cell in sheet.rows[sheet.header.places(name)[0]]],
                        dtype=pl.String)
        for name in theirs(source)
    }  # fmt: skip
    return compact(source, pl.LazyFrame({"row": numbers, "ragged": ragged, **columns}), agencies)
